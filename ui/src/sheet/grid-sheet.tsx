import { History, Server, Workflow } from "lucide-react";
import { useMemo, useState } from "react";
import { AppShell } from "@/app/app-shell";
import { Button } from "@/components/button";
import { DragArea } from "@/components/drag-area";
import type { GridColumn } from "@/components/grid-head";
import { EMPTY_SELECTION } from "@/components/grid-selection";
import { Bar, Spacer, Text } from "@/components/layout";
import { MenuItem } from "@/components/menu";
import { PreviewLayout } from "@/components/preview-layout";
import { SearchField } from "@/components/search-field";
import { NavList, NowCard, SidebarHead, SwitcherButton } from "@/components/sidebar";
import { Spark } from "@/components/spark";
import { StatusGlyph } from "@/components/status";
import { VirtualGrid } from "@/components/virtual-grid";

interface SampleRow {
  id: string;
  title: string;
  folder: string;
  version: number;
}

const FOLDERS = ["Recruiting", "Finance", "Operations", "No folder"];
const ALL: SampleRow[] = Array.from({ length: 10_000 }, (_, index) => ({
  id: `wpid_${index}`,
  title: `${["Invoice downloader", "Job listing tracker", "Utility bill collector"][index % 3]} ${index}`,
  folder: FOLDERS[Math.floor(index / 2500)] ?? "No folder",
  version: (index * 7) % 43,
}));
const RUNS = Array.from({ length: 10 }, (_, index) => ({
  status: index === 4 ? "failed" : "completed",
}));
const COLUMNS: GridColumn<SampleRow>[] = [
  {
    id: "state",
    title: "State",
    hideTitle: true,
    width: "16px",
    render: (row) => (row.version === 7 ? <StatusGlyph status="running" /> : null),
  },
  {
    id: "title",
    title: "Title",
    width: "minmax(120px, 1fr)",
    tone: "strong",
    sortable: true,
    render: (row) => row.title,
  },
  { id: "runs", title: "Last 10 runs", width: "72px", render: () => <Spark runs={RUNS} /> },
  {
    id: "version",
    title: "Ver.",
    width: "34px",
    align: "end",
    tone: "meta",
    sortable: true,
    render: (row) => `v${row.version}`,
  },
];
const idOf = (row: SampleRow) => row.id;

/** The shell and a grid of ten thousand rows. */
export function GridSheet() {
  const [query, setQuery] = useState("");
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [selection, setSelection] = useState(EMPTY_SELECTION);
  const [sizes, setSizes] = useState<Record<string, number>>({});
  const groups = useMemo(() => {
    const found = ALL.filter((row) => row.title.toLowerCase().includes(query.toLowerCase()));
    return FOLDERS.map((folder) => ({
      id: folder,
      label: folder,
      rows: found.filter((row) => row.folder === folder),
      isFolded: folded.has(folder),
    }));
  }, [query, folded]);
  const onFold = (id: string, isFolded: boolean) => {
    const next = new Set(folded);
    if (isFolded) next.add(id);
    else next.delete(id);
    setFolded(next);
  };
  return (
    <DragArea onDrop={() => {}}>
      <AppShell sidebar={<SampleSidebar />} sizes={sizes} onSizesChange={setSizes}>
        <Bar>
          <SearchField label="Search workflows" keys="/" value={query} onChange={setQuery} />
          <Spacer />
          <Button size="sm" variant="primary">
            Import…
          </Button>
        </Bar>
        <PreviewLayout
          preview={<Text as="p">Choose a workflow</Text>}
          previewLabel="Preview"
          sizes={sizes}
          onSizesChange={setSizes}
        >
          <VirtualGrid
            label="Workflows"
            columns={COLUMNS}
            groups={groups}
            rowId={idOf}
            selection={selection}
            onSelectionChange={setSelection}
            onFold={onFold}
            sort={{ column: "title", descending: false }}
            onSort={() => {}}
            menuOf={(row) => <MenuItem onSelect={() => {}}>Run {row.title}</MenuItem>}
            dragOf={(row) => ({ kind: "workflows", ids: [row.id], label: row.title })}
          />
        </PreviewLayout>
      </AppShell>
    </DragArea>
  );
}

function SampleSidebar() {
  return (
    <>
      <SwitcherButton icon={Server} name="skyvern.halden.lan" state="Connected" dot="on" />
      <NavList
        label="Places"
        current="workflows"
        onGo={() => {}}
        items={[
          { id: "workflows", label: "Workflows", icon: Workflow, count: 17 },
          { id: "runs", label: "Runs", icon: History, count: "1 running" },
        ]}
      />
      <SidebarHead>Folders</SidebarHead>
      <NowCard
        glyph={<StatusGlyph status="running" />}
        title="Job listing tracker"
        aux="2:14"
        onOpen={() => {}}
      >
        process_each · 3 of 5 · summarize
      </NowCard>
    </>
  );
}
