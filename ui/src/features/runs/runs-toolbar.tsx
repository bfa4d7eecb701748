import { useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import type { Ref } from "react";
import { Chip } from "@/components/chip";
import { Bar, Spacer, Text } from "@/components/layout";
import { SearchField } from "@/components/search-field";
import { type RunFilter, workflowTitleQuery } from "@/features/runs/queries";
import { StatusFilter } from "@/features/runs/status-filter";
import type { ConnectionId } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

interface RunsToolbarProps {
  connection: ConnectionId;
  /** What stands in the field; the filter has it without the blanks around it. */
  text: string;
  onText: (text: string) => void;
  filter: RunFilter;
  onFilter: (filter: RunFilter) => void;
  /** Null until it is known. */
  total: number | null;
  onLeaveSearch: () => void;
  searchRef: Ref<HTMLInputElement>;
}

/** Search, which runs are shown, and how many those are. */
export function RunsToolbar(props: RunsToolbarProps) {
  const { filter, onFilter, total } = props;
  const title = useQuery(workflowTitleQuery(props.connection, filter.workflow)).data;
  return (
    <Bar label="Runs">
      <SearchField
        ref={props.searchRef}
        label="Search runs"
        keys="/"
        value={props.text}
        onChange={props.onText}
        onLeave={props.onLeaveSearch}
      />
      <StatusFilter
        statuses={filter.statuses}
        onChange={(statuses) => onFilter({ ...filter, statuses })}
      />
      {filter.workflow !== null && (
        <Chip
          icon={Workflow}
          onRemove={() => onFilter({ ...filter, workflow: null })}
          removeLabel="Show the runs of all workflows"
        >
          {title ?? filter.workflow}
        </Chip>
      )}
      <Spacer />
      {total !== null && (
        <Text size={12} tone="meta" truncate>
          {formatAmount(total, "run")}
        </Text>
      )}
    </Bar>
  );
}
