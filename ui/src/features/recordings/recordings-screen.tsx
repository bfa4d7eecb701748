import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from "react";
import { Banner } from "@/components/banner";
import { EMPTY_SELECTION } from "@/components/grid-selection";
import { Bar, Spacer } from "@/components/layout";
import { region } from "@/components/regions";
import { SearchField } from "@/components/search-field";
import { useLatest } from "@/components/use-latest";
import { useShortcut } from "@/components/use-shortcut";
import { type GridHandle, VirtualGrid } from "@/components/virtual-grid";
import { recordingColumns } from "@/features/recordings/columns";
import { recordingsQuery, useRecordingsEvents } from "@/features/recordings/queries";
import {
  findRecordings,
  NEWEST_FIRST,
  pressed,
  sortRecordings,
} from "@/features/recordings/recording-list";
import { RecordingMenu } from "@/features/recordings/recording-menu";
import { NoRecordings, RecordingsNotice } from "@/features/recordings/recordings-notice";
import { RemoveDialog } from "@/features/recordings/remove-dialog";
import { StorageMeter } from "@/features/recordings/storage-meter";
import { useRecordingActions } from "@/features/recordings/use-recording-actions";
import type { ConnectionView, RecordingRow, RunId } from "@/ipc/bindings";
import "./recordings-screen.css";

export interface RecordingsScreenProps {
  connection: ConnectionView;
  onOpenRun: (run: RunId, title: string) => void;
  /** Opens the setting of how much may be kept. */
  onShowStorage?: (() => void) | undefined;
}

/** All recordings of a connection: those kept on this computer, and those that the server still has. */
export function RecordingsScreen({ connection, onOpenRun, onShowStorage }: RecordingsScreenProps) {
  useRecordingsEvents(connection.id);
  const query = useQuery(recordingsQuery(connection.id));
  const [text, setText] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  useShortcut(["/", "mod+f"], () => {
    search.current?.focus();
    search.current?.select();
  });
  const { refetch } = query;
  return (
    <div className="recordings-screen" {...region}>
      <Bar label="Recordings">
        <SearchField
          ref={search}
          label="Search recordings"
          keys="/"
          value={text}
          onChange={setText}
          onLeave={() => grid.current?.focus()}
        />
        <Spacer />
        <StorageMeter connection={connection.id} onShow={onShowStorage} />
      </Bar>
      {"message" in connection.status && (
        <Banner tone="info" title="Recordings on this computer play without the server">
          {connection.status.message}
        </Banner>
      )}
      {query.data?.length === 0 ? (
        <NoRecordings />
      ) : (
        <RecordingsList
          connection={connection}
          rows={query.data}
          text={text}
          fault={query.error}
          onRetry={() => void refetch()}
          onClear={() => setText("")}
          onOpenRun={onOpenRun}
          grid={grid}
        />
      )}
    </div>
  );
}

interface RecordingsListProps {
  connection: ConnectionView;
  /** Undefined until they are read. */
  rows: readonly RecordingRow[] | undefined;
  text: string;
  fault: Error | null;
  onRetry: () => void;
  onClear: () => void;
  onOpenRun: (run: RunId, title: string) => void;
  grid: RefObject<GridHandle | null>;
}

function RecordingsList(props: RecordingsListProps) {
  const { connection, rows, text } = props;
  const [sort, setSort] = useState(NEWEST_FIRST);
  const [selection, setSelection] = useState(EMPTY_SELECTION);
  const actions = useRecordingActions(connection.id);
  const latest = useLatest(actions);
  const columns = useMemo(() => recordingColumns((row) => latest.current.pin(row)), [latest]);
  const groups = useMemo(
    () => [{ id: "all", label: "", rows: sortRecordings(findRecordings(rows ?? [], text), sort) }],
    [rows, text, sort],
  );
  const open = (row: RecordingRow) => props.onOpenRun(row.run, row.title);
  const onRowKeyDown = (event: KeyboardEvent, row: RecordingRow) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key !== "Delete") return;
    actions.remove(row);
    event.preventDefault();
  };
  useShortcut("p", () => {
    const row = rows?.find(({ run }) => run === selection.focused);
    if (!row || !document.activeElement?.matches(".grid-line")) return false;
    actions.pin(row);
  });
  return (
    <>
      <VirtualGrid
        ref={props.grid}
        label="Recordings"
        columns={columns}
        groups={groups}
        rowId={runOf}
        selection={selection}
        onSelectionChange={setSelection}
        onActivate={open}
        sort={sort}
        onSort={(column) => setSort((before) => pressed(before, column))}
        menuOf={(row) => <RecordingMenu row={row} actions={actions} onOpen={open} />}
        onRowKeyDown={onRowKeyDown}
        notice={
          <RecordingsNotice
            isLoading={rows === undefined}
            fault={props.fault}
            onRetry={props.onRetry}
            text={text}
            onClear={props.onClear}
            hasRows={(groups[0]?.rows.length ?? 0) > 0}
          />
        }
      />
      <RemoveDialog actions={actions} />
    </>
  );
}

function runOf(row: RecordingRow): string {
  return row.run;
}
