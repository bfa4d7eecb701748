import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight, ChevronDown, HardDrive, History } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Menu, MenuHeading, MenuItem, MenuSeparator } from "@/components/menu";
import { useNow } from "@/components/use-now";
import { OtherSideDialog } from "@/features/editor/compare/other-side-dialog";
import { historyQuery } from "@/features/editor/compare/queries";
import { isSameDraft } from "@/features/editor/compare/sides";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import type { CompareSide, DraftId, HistoryEntry } from "@/ipc/bindings";
import { formatMoment } from "@/lib/format";

interface SidePickerProps {
  /** "From" or "To". */
  word: string;
  side: CompareSide;
  /** What the backend calls this side; for states of other workflows. */
  title: string | undefined;
  onChange: (side: CompareSide) => void;
}

/** Chooses a state: the draft, a version, or one of another workflow or server. */
export function SidePicker({ word, side, title, onChange }: SidePickerProps) {
  const { id } = useDraft();
  const newest = useDraftState(({ head }) => head.serverVersion);
  const { data: versions } = useQuery(historyQuery(id, newest));
  const [isElsewhere, setElsewhere] = useState(false);
  const now = useNow("minute");
  const name = sideName(side, id, versions, now) ?? title ?? "another workflow";
  return (
    <>
      <Menu
        width={240}
        trigger={
          <Button size="sm" endIcon={ChevronDown} aria-label={`${word} ${name}`}>
            <span className="compare-side-word">{word}</span>
            {name}
          </Button>
        }
      >
        <MenuItem icon={HardDrive} onSelect={() => onChange({ type: "draft", draft: id })}>
          Draft on this computer
        </MenuItem>
        <MenuHeading>Versions</MenuHeading>
        {versions?.map(({ version, at, note }) => (
          <MenuItem
            key={version}
            icon={History}
            aux={at && formatMoment(at, now)}
            hint={note ?? undefined}
            onSelect={() => onChange({ type: "version", draft: id, version })}
          >
            v{version}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem icon={ArrowLeftRight} onSelect={() => setElsewhere(true)}>
          Another workflow or server…
        </MenuItem>
      </Menu>
      {isElsewhere && <OtherSideDialog onClose={() => setElsewhere(false)} onChoose={onChange} />}
    </>
  );
}

function sideName(
  side: CompareSide,
  own: DraftId,
  versions: readonly HistoryEntry[] | undefined,
  now: number,
): string | null {
  if (!isSameDraft(side.draft, own)) return null;
  if (side.type === "draft") return "Draft on this computer";
  if (side.version === null) return "Newest version";
  const at = versions?.find(({ version }) => version === side.version)?.at;
  return at ? `v${side.version} · ${formatMoment(at, now)}` : `v${side.version}`;
}
