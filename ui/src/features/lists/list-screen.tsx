import type { UseQueryResult } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import type { GridColumn } from "@/components/grid-head";
import { EMPTY_SELECTION } from "@/components/grid-selection";
import { IconButton } from "@/components/icon-button";
import { Bar, Spacer } from "@/components/layout";
import { region } from "@/components/regions";
import { SearchField } from "@/components/search-field";
import { SkeletonRows } from "@/components/skeleton";
import { useShortcut } from "@/components/use-shortcut";
import { VirtualGrid } from "@/components/virtual-grid";
import type { ConnectionView } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import "./list-screen.css";

interface ListScreenProps<Row extends { id: string }> {
  title: string;
  connection: ConnectionView;
  query: Pick<UseQueryResult, "error" | "isFetching" | "refetch">;
  /** Undefined while nothing has been read yet. */
  rows: readonly Row[] | undefined;
  columns: readonly GridColumn<Row>[];
  /** The text in which a search looks. */
  textOf: (row: Row) => string;
  /** Instead of rows where the server has none. */
  empty: ReactNode;
}

/** A list that can be looked through and searched, and is managed in Skyvern itself. */
export function ListScreen<Row extends { id: string }>(props: ListScreenProps<Row>) {
  const { title, connection, query, rows, columns } = props;
  const [text, setText] = useState("");
  const [selection, setSelection] = useState(EMPTY_SELECTION);
  const search = useRef<HTMLInputElement>(null);
  useShortcut(["/", "mod+f"], () => search.current?.focus());
  useAskAgain(connection, query);
  const groups = useGroups(title, rows, text, props.textOf);
  const isEmpty = rows?.length === 0;
  return (
    <div className="list-screen" {...region}>
      <Bar>
        <h1>{title}</h1>
        <Spacer />
        {!isEmpty && (
          <SearchField
            ref={search}
            keys="/"
            label={`Search ${title.toLowerCase()}`}
            value={text}
            onChange={setText}
          />
        )}
        <IconButton
          icon={RefreshCw}
          size="sm"
          label="Read again"
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        />
      </Bar>
      <FaultBanner title={title} hasRows={rows !== undefined} query={query} />
      {isEmpty ? (
        props.empty
      ) : (
        <VirtualGrid
          label={title}
          columns={columns}
          groups={groups}
          rowId={idOf}
          selection={selection}
          onSelectionChange={setSelection}
          notice={
            <Notice
              rows={rows}
              groups={groups}
              text={text}
              isFetching={query.isFetching}
              onClear={() => setText("")}
            />
          }
        />
      )}
    </div>
  );
}

interface FaultBannerProps {
  title: string;
  hasRows: boolean;
  query: ListScreenProps<never>["query"];
}

function FaultBanner({ title, hasRows, query }: FaultBannerProps) {
  if (!query.error) return null;
  return (
    <Banner
      title={hasRows ? "The list may be out of date" : `The ${title.toLowerCase()} cannot be shown`}
      action={
        <Button size="sm" loading={query.isFetching} onClick={() => void query.refetch()}>
          Try again
        </Button>
      }
    >
      {messageOf(query.error)}
    </Banner>
  );
}

interface NoticeProps {
  rows: readonly unknown[] | undefined;
  groups: readonly { rows: readonly unknown[] }[];
  text: string;
  isFetching: boolean;
  onClear: () => void;
}

/** In the place of rows: they are on their way, or the search found none. */
function Notice({ rows, groups, text, isFetching, onClear }: NoticeProps) {
  if (!rows) return isFetching ? <SkeletonRows rows={6} columns="1fr 1fr 160px 120px" /> : null;
  if (groups.some((group) => group.rows.length > 0)) return null;
  return (
    <EmptyState
      inline
      title={`Nothing matches “${text}”.`}
      action={
        <Button size="sm" onClick={onClear}>
          Clear search
        </Button>
      }
    />
  );
}

function useGroups<Row>(
  label: string,
  rows: readonly Row[] | undefined,
  text: string,
  textOf: (row: Row) => string,
) {
  return useMemo(() => {
    const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
    const found = (rows ?? []).filter((row) => {
      const content = textOf(row).toLowerCase();
      return wanted.every((word) => content.includes(word));
    });
    return [{ id: label, label: "", rows: found }];
  }, [label, rows, text, textOf]);
}

/** As soon as the server answers again, a list that could not be read is asked for. */
function useAskAgain(
  connection: ConnectionView,
  { error, refetch }: ListScreenProps<never>["query"],
) {
  const isConnected = connection.status.state === "connected";
  const wasConnected = useRef(isConnected);
  const hasFailed = error !== null;
  useEffect(() => {
    if (isConnected && !wasConnected.current && hasFailed) void refetch();
    wasConnected.current = isConnected;
  }, [isConnected, hasFailed, refetch]);
}

function idOf(row: { id: string }): string {
  return row.id;
}
