import { useState } from "react";
import { CodeView } from "@/components/code-view";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { JsonTree } from "@/components/json-tree";
import { MiddleTruncate } from "@/components/middle-truncate";
import { KeyValues, PanelHead, Section } from "@/components/section";
import { StatusGlyph } from "@/components/status";
import { tableOf } from "@/components/table-model";
import { Tabs } from "@/components/tabs";
import { Elapsed, TimeAgo } from "@/components/time";
import { Tree } from "@/components/tree";
import { branchIds } from "@/components/tree-rows";
import { Part } from "@/sheet/cell";
import { OUTPUT, type SampleNode, TIMELINE, YAML } from "@/sheet/samples";

/** Trees, tables, code. */
export function DataSheet() {
  const [tab, setTab] = useState<"output" | "table">("output");
  const table = tableOf(OUTPUT.lines);
  return (
    <main className="sheet">
      <Part title="Timeline">
        <div className="sheet-box" style={{ width: 252, background: "var(--surface-0)" }}>
          <PanelHead aux="4">Blocks</PanelHead>
          <Timeline />
        </div>
      </Part>
      <Part title="Tabs, JSON, table">
        <div className="sheet-box" style={{ height: 360 }}>
          <Tabs
            label="Details"
            value={tab}
            onChange={setTab}
            tabs={[
              {
                value: "output",
                label: "Output",
                content: <JsonTree label="Output" value={OUTPUT} />,
              },
              {
                value: "table",
                label: "Lines",
                count: 3,
                content: table && <DataTable label="Lines" model={table} />,
              },
            ]}
          />
        </div>
      </Part>
      <Part title="Code">
        <div className="sheet-box" style={{ height: 320 }}>
          <CodeView label="Workflow as YAML" language="yaml" text={YAML} lineNumbers />
        </div>
      </Part>
      <Part title="Table, facts, empty">
        <div className="sheet-box" style={{ height: 320 }}>
          {table && <DataTable label="Lines" model={table} />}
          <Section title="Parameters" aux="3">
            <KeyValues
              mono
              rows={[
                { key: "search_month", value: "November 2025", note: "text" },
                { key: "max_listings", value: 40, note: "integer" },
                {
                  key: "run",
                  value: (
                    <MiddleTruncate
                      text="https://portal.nordlicht-energie.de/invoices/2025/11/NE-2025-11-0482"
                      tail={14}
                    />
                  ),
                },
                {
                  key: "started",
                  value: <TimeAgo at={new Date(Date.now() - 12 * 60_000)} />,
                  note: <Elapsed since={new Date(Date.now() - 134_000)} />,
                },
              ]}
            />
          </Section>
          <EmptyState title="No recording in this run">The run had no browser.</EmptyState>
        </div>
      </Part>
    </main>
  );
}

function Timeline() {
  const source = {
    nodes: TIMELINE,
    nodeId: (node: SampleNode) => node.id,
    childrenOf: (node: SampleNode) => node.children,
  };
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => branchIds(source));
  const [selected, setSelected] = useState<string>("download_pdf 0:11");
  return (
    <Tree
      {...source}
      label="Blocks of this run"
      variant="timeline"
      expanded={expanded}
      onExpandedChange={setExpanded}
      selected={selected}
      onSelect={(node) => setSelected(node.id)}
      toneOf={(node) =>
        node.status === "waiting" || node.status === "notRun"
          ? "quiet"
          : node.status === "failed"
            ? "danger"
            : undefined
      }
      renderNode={(node, { twist }) => (
        <>
          <StatusGlyph status={node.status} size={15} />
          {twist}
          <span className={node.label.includes("·") ? "truncate" : "mono truncate"}>
            {node.label}
          </span>
          <span className="tree-aux">{node.aux}</span>
        </>
      )}
    />
  );
}
