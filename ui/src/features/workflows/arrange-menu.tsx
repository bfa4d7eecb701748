import { ListFilter } from "lucide-react";
import type { GridSort } from "@/components/grid-head";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuChoices, MenuHeading, MenuItem, MenuSeparator } from "@/components/menu";
import type { Grouping, SortColumn } from "@/features/workflows/list-model";
import { isUsuallyDescending } from "@/features/workflows/list-view";

interface ArrangeMenuProps {
  /** Null: the best match first. */
  sort: GridSort | null;
  onSort: (sort: GridSort) => void;
  /** Null where there are no groups, whatever is chosen. */
  groups: {
    grouping: Grouping;
    onGroup: (grouping: Grouping) => void;
    onFoldAll: (isFolded: boolean) => void;
  } | null;
}

/** Order and groups of the list; the same as a press on the heads of its columns. */
export function ArrangeMenu({ sort, onSort, groups }: ArrangeMenuProps) {
  const column = sort === null ? null : (sort.column as SortColumn);
  return (
    <Menu align="end" trigger={<IconButton icon={ListFilter} size="sm" label="Group and sort" />}>
      <MenuHeading>Sort by</MenuHeading>
      <MenuChoices
        value={column}
        onChange={(next) => onSort({ column: next, descending: isUsuallyDescending(next) })}
        choices={COLUMNS}
      />
      {sort && column && (
        <>
          <MenuSeparator />
          <MenuChoices
            value={sort.descending ? "descending" : "ascending"}
            onChange={(order) => onSort({ column, descending: order === "descending" })}
            choices={orders(column)}
          />
        </>
      )}
      {groups && <GroupItems {...groups} />}
    </Menu>
  );
}

function GroupItems({ grouping, onGroup, onFoldAll }: NonNullable<ArrangeMenuProps["groups"]>) {
  return (
    <>
      <MenuSeparator />
      <MenuHeading>Group by</MenuHeading>
      <MenuChoices value={grouping} onChange={onGroup} choices={GROUPINGS} />
      {grouping !== "none" && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onFoldAll(true)}>Fold all</MenuItem>
          <MenuItem onSelect={() => onFoldAll(false)}>Unfold all</MenuItem>
        </>
      )}
    </>
  );
}

const COLUMNS: readonly { value: SortColumn; label: string }[] = [
  { value: "title", label: "Title" },
  { value: "blocks", label: "Number of blocks" },
  { value: "runs", label: "Last run" },
  { value: "duration", label: "Duration" },
  { value: "version", label: "Version" },
  { value: "updated", label: "Updated" },
];

const GROUPINGS: readonly { value: Grouping; label: string }[] = [
  { value: "folder", label: "Folder" },
  { value: "none", label: "No groups" },
];

type Order = "ascending" | "descending";

function orders(column: SortColumn): { value: Order; label: string }[] {
  const [up, down] = ORDER_WORDS[column];
  return [
    { value: "ascending", label: up },
    { value: "descending", label: down },
  ];
}

const ORDER_WORDS: Record<SortColumn, readonly [string, string]> = {
  title: ["A to Z", "Z to A"],
  blocks: ["Fewest first", "Most first"],
  runs: ["Oldest first", "Newest first"],
  duration: ["Shortest first", "Longest first"],
  version: ["Lowest first", "Highest first"],
  updated: ["Oldest first", "Newest first"],
};
