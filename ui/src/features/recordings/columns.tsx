import { CloudOff, HardDrive, Pin, Server } from "lucide-react";
import type { GridColumn } from "@/components/grid-head";
import { Icon, type IconType } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { StatusGlyph } from "@/components/status";
import { Moment } from "@/components/time";
import {
  canPin,
  WHERE_WORDS,
  type Whereabouts,
  whereabouts,
} from "@/features/recordings/recording-list";
import type { RecordingRow } from "@/ipc/bindings";
import { formatBytes, formatDuration } from "@/lib/format";

type Column = GridColumn<RecordingRow>;

export function recordingColumns(onPin: (row: RecordingRow) => void): readonly Column[] {
  return [
    ...FACTS,
    {
      id: "pinned",
      title: "Pinned",
      hideTitle: true,
      width: "24px",
      // The list is one tab stop; from the keyboard it is P or the menu of the row.
      render: (row) => canPin(row) && <PinButton row={row} onPin={onPin} />,
    },
  ];
}

function PinButton({ row, onPin }: { row: RecordingRow; onPin: (row: RecordingRow) => void }) {
  return (
    <IconButton
      icon={Pin}
      size="sm"
      className="recording-pin"
      label={row.isPinned ? "Unpin" : "Pin: never remove to make room"}
      pressed={row.isPinned}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        onPin(row);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}

const FACTS: readonly Column[] = [
  {
    id: "status",
    title: "Status of the run",
    hideTitle: true,
    width: "16px",
    render: (row) => <StatusGlyph status={row.status} />,
  },
  {
    id: "title",
    title: "Title",
    width: "minmax(160px, 1fr)",
    sortable: true,
    tone: "strong",
    render: (row) => <span title={row.title}>{row.title}</span>,
  },
  {
    id: "where",
    title: "Where",
    width: "166px",
    sortable: true,
    tone: "meta",
    render: (row) => <Where place={whereabouts(row)} />,
  },
  {
    id: "finished",
    title: "Finished",
    width: "112px",
    align: "end",
    sortable: true,
    tone: "meta",
    render: (row) => row.finishedAt && <Moment at={row.finishedAt} />,
  },
  {
    id: "length",
    title: "Length",
    width: "62px",
    align: "end",
    sortable: true,
    tone: "meta",
    render: (row) => row.seconds !== null && formatDuration(row.seconds),
  },
  {
    id: "size",
    title: "Size",
    width: "62px",
    align: "end",
    sortable: true,
    tone: "meta",
    render: (row) => row.bytes !== null && formatBytes(row.bytes),
  },
];

const WHERE_ICONS: Record<Whereabouts, IconType> = {
  both: HardDrive,
  hereOnly: HardDrive,
  serverOnly: Server,
  gone: CloudOff,
};

function Where({ place }: { place: Whereabouts }) {
  return (
    <span className="recording-where">
      <Icon icon={WHERE_ICONS[place]} size={14} />
      <span className="truncate">{WHERE_WORDS[place]}</span>
    </span>
  );
}
