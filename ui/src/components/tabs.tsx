import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import "./tabs.css";

export interface Tab<Value extends string> {
  value: Value;
  label: ReactNode;
  /** A quiet number after the label. */
  count?: number | undefined;
  content: ReactNode;
}

interface TabsProps<Value extends string> {
  value: Value;
  onChange: (value: Value) => void;
  tabs: readonly Tab<Value>[];
  /** Accessible name of the row of tabs. */
  label: string;
  /** Keep the contents of other tabs mounted (their scroll position, what was typed). */
  keep?: boolean | undefined;
  /** Controls at the end of the row of tabs. */
  end?: ReactNode;
}

/** Views that take each other's place. Arrow keys move between the tabs. */
export function Tabs<Value extends string>({
  value,
  onChange,
  tabs,
  label,
  keep,
  end,
}: TabsProps<Value>) {
  return (
    <Primitive.Root
      className="tabs"
      value={value}
      onValueChange={(next) => onChange(next as Value)}
    >
      <TabList tabs={tabs} label={label} end={end} />
      {tabs.map((tab) => (
        <Primitive.Content
          key={tab.value}
          className="tab-panel"
          value={tab.value}
          {...(keep ? { forceMount: true as const, hidden: tab.value !== value } : {})}
        >
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}

interface TabListProps<Value extends string> {
  tabs: readonly Tab<Value>[];
  label: string;
  end: ReactNode;
}

function TabList<Value extends string>({ tabs, label, end }: TabListProps<Value>) {
  return (
    <Primitive.List className="tab-list" aria-label={label} loop>
      {tabs.map((tab) => (
        <Primitive.Trigger key={tab.value} className="tab" value={tab.value}>
          {tab.label}
          {tab.count !== undefined && <span className="tab-count">{tab.count}</span>}
        </Primitive.Trigger>
      ))}
      {end && <span className="tab-end">{end}</span>}
    </Primitive.List>
  );
}
