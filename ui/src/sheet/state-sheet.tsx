import { useState } from "react";
import { Banner } from "@/components/banner";
import { BlockGlyph, GlyphStrip } from "@/components/block-glyph";
import { Button, type ButtonVariant } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import type { GridColumn } from "@/components/grid-head";
import { EMPTY_SELECTION } from "@/components/grid-selection";
import { Row, Text } from "@/components/layout";
import { Skeleton } from "@/components/skeleton";
import { Spark } from "@/components/spark";
import { StatusWord } from "@/components/status";
import { TextField } from "@/components/text-field";
import { VirtualGrid } from "@/components/virtual-grid";
import { Cell, Part } from "@/sheet/cell";
import { Choices } from "@/sheet/choices";
import { FAMILIES } from "@/sheet/samples";

/** The counterpart of the design's sheet of states. */
export function StateSheet() {
  return (
    <main className="sheet">
      <Part title="Buttons">
        <ButtonLine variant="primary">Run</ButtonLine>
        <ButtonLine variant="secondary">Edit</ButtonLine>
        <ButtonLine variant="ghost">History</ButtonLine>
        <ButtonLine variant="danger">Cancel run</ButtonLine>
      </Part>
      <section>
        <h3>Text fields</h3>
        <TextLine />
        <h3>Choices, references, chips, keys</h3>
        <Choices />
      </section>
      <Part title="Run and block states: glyph, word and colour together" wide>
        <States />
      </Part>
      <Part title="List rows">
        <ListRows />
      </Part>
      <Part title="List: loading, error, empty after filtering">
        <ListNotices />
      </Part>
    </main>
  );
}

function ButtonLine({ variant, children }: { variant: ButtonVariant; children: string }) {
  return (
    <div className="sheet-line">
      {[
        ["Default", {}],
        ["Hover", { "data-shown": "hover" }],
        ["Pressed", { "data-shown": "active" }],
        ["Focus", { "data-shown": "focus" }],
        ["Disabled", { disabled: true }],
        ["Loading", { loading: true }],
      ].map(([name, props]) => (
        <Cell key={String(name)} name={String(name)}>
          <Button variant={variant} {...(props as object)}>
            {children}
          </Button>
        </Cell>
      ))}
    </div>
  );
}

function TextLine() {
  const [value, setValue] = useState("40");
  return (
    <div className="sheet-line">
      {[
        ["Default", {}],
        ["Focus", { autoFocus: true }],
        ["Error", { invalid: true }],
        ["Disabled", { disabled: true }],
        ["Loading", { loading: true }],
      ].map(([name, props]) => (
        <Cell key={String(name)} name={String(name)}>
          <div style={{ width: 92 }}>
            <TextField
              aria-label={String(name)}
              value={value}
              onChange={setValue}
              {...(props as object)}
            />
          </div>
        </Cell>
      ))}
      <Cell name="Empty">
        <div style={{ width: 92 }}>
          <TextField aria-label="Empty" placeholder="Search" value="" onChange={setValue} />
        </div>
      </Cell>
    </div>
  );
}

const WORDS = [
  "running",
  "waiting",
  "completed",
  "failed",
  "timed_out",
  "terminated",
  "canceled",
  "skipped",
  "needsYou",
  "paused",
  "created",
  "queued",
  "notRun",
];
const BARS = ["completed", "failed", "timedOut", "canceled", "running"];

function States() {
  return (
    <>
      <Row wrap>
        {WORDS.map((status) => (
          <StatusWord key={status} status={status} badge />
        ))}
      </Row>
      <div style={{ marginTop: 12 }}>
        <Row gap={16}>
          {BARS.map((status) => (
            <Row key={status} gap={6}>
              <Spark runs={[{ status }]} />
              <Text size={12} tone="second">
                {status}
              </Text>
            </Row>
          ))}
        </Row>
      </div>
      <div style={{ marginTop: 12 }}>
        <Row gap={16}>
          {FAMILIES.map(({ words, category, glyphs }) => (
            <Row key={category} gap={6}>
              {glyphs.map((glyph) => (
                <BlockGlyph key={glyph} glyph={glyph} category={category} />
              ))}
              <Text size={12} tone="second">
                {words}
              </Text>
            </Row>
          ))}
        </Row>
      </div>
    </>
  );
}

interface SampleRow {
  id: string;
  title: string;
}

const RUNS = [
  "completed",
  "completed",
  "completed",
  "completed",
  "failed",
  "completed",
  "completed",
  "completed",
  "completed",
  "completed",
].map((status) => ({ status }));
const STRIP = [
  { glyph: "compass", category: "act", label: "Navigate" },
  { glyph: "scan-text", category: "read", label: "Extract" },
  { glyph: "repeat", category: "flow", label: "Loop" },
  { glyph: "mail", category: "send", label: "Mail" },
] as const;
const COLUMNS: GridColumn<SampleRow>[] = [
  { id: "state", title: "State", hideTitle: true, width: "16px", render: () => null },
  {
    id: "title",
    title: "Title",
    width: "minmax(90px, 1fr)",
    tone: "strong",
    render: (row) => row.title,
  },
  { id: "blocks", title: "Blocks", width: "104px", render: () => <GlyphStrip glyphs={STRIP} /> },
  { id: "runs", title: "Runs", width: "70px", render: () => <Spark runs={RUNS} /> },
  {
    id: "duration",
    title: "Time",
    width: "54px",
    align: "end",
    tone: "meta",
    render: () => "1m 18s",
  },
  { id: "version", title: "Ver.", width: "34px", align: "end", tone: "meta", render: () => "v17" },
  {
    id: "updated",
    title: "Updated",
    width: "54px",
    align: "end",
    tone: "meta",
    render: () => "30 Oct",
  },
];
const ROWS: SampleRow[] = ["Default row", "Hover", "Selected", "Keyboard focus"].map((title) => ({
  id: title,
  title,
}));
const GROUPS = [{ id: "all", label: "", rows: ROWS }];
const idOf = (row: SampleRow) => row.id;

function ListRows() {
  const [selection, setSelection] = useState({
    ...EMPTY_SELECTION,
    selected: new Set(["Selected"]),
  });
  return (
    <div className="sheet-box" style={{ height: 164 }}>
      <VirtualGrid
        label="Rows"
        columns={COLUMNS}
        groups={GROUPS}
        rowId={idOf}
        selection={selection}
        onSelectionChange={(next) => setSelection({ ...next, selected: new Set(next.selected) })}
      />
    </div>
  );
}

function ListNotices() {
  return (
    <div className="sheet-box">
      {[150, 118].map((width) => (
        <div
          key={width}
          className="skeleton-row"
          style={{ gridTemplateColumns: "16px 1fr 104px 70px 54px", height: 34 }}
        >
          <span />
          <Skeleton width={width} />
          <Skeleton width={78} />
          <Skeleton width={66} />
          <Skeleton width={50} />
        </div>
      ))}
      <Banner
        title="skyvern.halden.lan does not answer"
        action={<Button size="sm">Try again</Button>}
      >
        Showing the list as of 09:12. Drafts stay on this computer.
      </Banner>
      <EmptyState
        inline
        title="No workflow matches “payrol”."
        action={<Button size="sm">Clear search</Button>}
      />
    </div>
  );
}
