import { Blocks, CircleDashed, type LucideIcon, PencilLine } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Menu, MenuCheck, MenuItem, MenuSeparator } from "@/components/menu";
import { StatusGlyph } from "@/components/status";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import type { KindCatalogue } from "@/features/blocks/kinds";
import type { FilterOptions } from "@/features/workflows/filter-options";
import type { LastRun, ListFilter } from "@/features/workflows/list-model";
import { statusTitle } from "@/features/workflows/words";
import "./filter-menus.css";

interface FilterMenusProps {
  filter: ListFilter;
  onChange: (filter: ListFilter) => void;
  options: FilterOptions;
  catalogue: KindCatalogue;
}

/** Which workflows the list shows, by their newest run, their blocks and their status. */
export function FilterMenus({ filter, onChange, options, catalogue }: FilterMenusProps) {
  return (
    <>
      <FilterMenu
        icon={CircleDashed}
        title="Last run"
        chosen={filter.lastRuns}
        choices={LAST_RUNS.filter(({ value }) => options.lastRuns.has(value))}
        onChange={(lastRuns) => onChange({ ...filter, lastRuns })}
      />
      <FilterMenu
        icon={Blocks}
        title="Contains"
        chosen={filter.kinds}
        choices={options.kinds.map((name) => ({
          value: name,
          title: catalogue.find(name).title,
          glyph: <KindGlyph kind={name} catalogue={catalogue} size={18} />,
        }))}
        onChange={(kinds) => onChange({ ...filter, kinds })}
      />
      <FilterMenu
        icon={PencilLine}
        title="Status"
        chosen={filter.statuses}
        choices={options.statuses.map((value) => ({ value, title: statusTitle(value) }))}
        onChange={(statuses) => onChange({ ...filter, statuses })}
      />
    </>
  );
}

const LAST_RUNS: readonly FilterChoice<LastRun>[] = [
  { value: "active", title: "Running", glyph: <StatusGlyph status="running" /> },
  { value: "completed", title: "Completed", glyph: <StatusGlyph status="completed" /> },
  { value: "failed", title: "Failed", glyph: <StatusGlyph status="failed" /> },
  { value: "timedOut", title: "Timed out", glyph: <StatusGlyph status="timedOut" /> },
  { value: "terminated", title: "Terminated", glyph: <StatusGlyph status="terminated" /> },
  { value: "canceled", title: "Canceled", glyph: <StatusGlyph status="canceled" /> },
  { value: "never", title: "No run yet", glyph: <StatusGlyph status="waiting" label="No run" /> },
  { value: "other", title: "Other", glyph: <StatusGlyph status="unknown" /> },
];

interface FilterChoice<Value extends string> {
  value: Value;
  title: string;
  glyph?: ReactNode;
}

interface FilterMenuProps<Value extends string> {
  icon: LucideIcon;
  title: string;
  chosen: readonly Value[];
  choices: readonly FilterChoice<Value>[];
  onChange: (chosen: Value[]) => void;
}

function FilterMenu<Value extends string>(props: FilterMenuProps<Value>) {
  const { icon, title, chosen, choices, onChange } = props;
  const isOn = chosen.length > 0;
  const first = choices.find(({ value }) => value === chosen[0])?.title ?? chosen[0];
  const words = chosen.length > 1 ? `${title}: ${chosen.length}` : `${title}: ${first}`;
  const toggle = (value: Value, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, value] : chosen.filter((other) => other !== value));
  return (
    <Menu
      trigger={
        <Button size="sm" variant="ghost" icon={icon} className="filter-button" data-on={isOn}>
          {isOn ? words : title}
        </Button>
      }
    >
      {choices.length === 0 && (
        <MenuItem disabled onSelect={() => {}}>
          Nothing to choose from
        </MenuItem>
      )}
      {choices.map(({ value, title: words, glyph }) => (
        <MenuCheck
          key={value}
          checked={chosen.includes(value)}
          onChange={(isChosen) => toggle(value, isChosen)}
        >
          <span className="filter-choice">
            {glyph}
            {words}
          </span>
        </MenuCheck>
      ))}
      {isOn && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onChange([])}>Clear</MenuItem>
        </>
      )}
    </Menu>
  );
}
