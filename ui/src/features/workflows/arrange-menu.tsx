import { ListFilter } from "lucide-react";
import type { GridSort } from "@/components/grid-head";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuChoices, MenuHeading, MenuItem, MenuSeparator } from "@/components/menu";
import type { Grouping, SortColumn } from "@/features/workflows/list-model";
import { isUsuallyDescending } from "@/features/workflows/list-view";

interface ArrangeMenuProps {
  sort: GridSort;
  onSort: (sort: GridSort) => void;
  grouping: Grouping;
  onGroup: (grouping: Grouping) => void;
  /** Absent where there are no groups to fold. */
  onFoldAll?: ((isFolded: boolean) => void) | undefined;
}

/** Order and groups of the list; the same as a press on the heads of its columns. */
export function ArrangeMenu({ sort, onSort, grouping, onGroup, onFoldAll }: ArrangeMenuProps) {
  return (
    <Menu align="end" trigger={<IconButton icon={ListFilter} size="sm" label="Group and sort" />}>
      <MenuHeading>Sort by</MenuHeading>
      <MenuChoices
        value={sort.column as SortColumn}
        onChange={(column) => onSort({ column, descending: isUsuallyDescending(column) })}
        choices={COLUMNS}
      />
      <MenuSeparator />
      <MenuChoices
        value={sort.descending ? "descending" : "ascending"}
        onChange={(order) => onSort({ ...sort, descending: order === "descending" })}
        choices={orders(sort.column as SortColumn)}
      />
      <MenuSeparator />
      <MenuHeading>Group by</MenuHeading>
      <MenuChoices value={grouping} onChange={onGroup} choices={GROUPINGS} />
      {onFoldAll && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onFoldAll(true)}>Fold all</MenuItem>
          <MenuItem onSelect={() => onFoldAll(false)}>Unfold all</MenuItem>
        </>
      )}
    </Menu>
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
