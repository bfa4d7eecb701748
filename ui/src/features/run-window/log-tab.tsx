import { CircleX, TriangleAlert } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { SearchField } from "@/components/search-field";
import { Segment } from "@/components/segment";
import { VirtualList } from "@/components/virtual-list";
import type { DetailsProps } from "@/features/run-window/details";
import {
  countProblems,
  filterLog,
  logTime,
  type PlacedLine,
} from "@/features/run-window/log-lines";
import type { Picks } from "@/features/run-window/picks";
import type { LogLine } from "@/ipc/bindings";
import { formatExact } from "@/lib/format";

type Shown = "all" | "problems";

/** What happened, line by line. A press leads to the block and the moment. */
export function LogTab({ run, picks }: DetailsProps) {
  const [text, setText] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const problems = useMemo(() => countProblems(run.log), [run.log]);
  const lines = useMemo(
    () => filterLog(run.log, { text, onlyProblems: shown === "problems" }),
    [run.log, text, shown],
  );
  return (
    <>
      <div className="log-filter">
        <SearchField size="sm" width={0} label="Search log" value={text} onChange={setText} />
        <Segment<Shown>
          label="Shown lines"
          value={shown}
          onChange={setShown}
          options={[
            { value: "all", label: "All" },
            { value: "problems", label: problems > 0 ? `Problems ${problems}` : "Problems" },
          ]}
        />
      </div>
      <VirtualList<PlacedLine>
        label="Log"
        items={lines}
        itemKey={(line) => `${line.place}`}
        estimate={23}
        follow={!run.head.isFinal}
        renderItem={({ line }) => <Line line={line} onPick={picks.moment} />}
        empty={<EmptyState inline title={emptyWords(run.log.length, text)} />}
      />
    </>
  );
}

function emptyWords(count: number, text: string): string {
  if (count === 0) return "Nothing has happened yet.";
  return text ? `No line with “${text}”.` : "No problems.";
}

const Line = memo(function Line({ line, onPick }: { line: LogLine; onPick: Picks["moment"] }) {
  const words = (
    <>
      <span className="log-time" title={line.at ? formatExact(line.at) : undefined}>
        {logTime(line.at)}
      </span>
      <span className="log-mark">
        {line.level === "warning" && <Icon icon={TriangleAlert} size={12} />}
        {line.level === "problem" && <Icon icon={CircleX} size={12} />}
      </span>
      <span>
        {line.level !== "plain" && <span className="sr-only">{line.level}: </span>}
        {line.text}
      </span>
    </>
  );
  if (line.at === null && line.node === null) {
    return (
      <div className="log-line" data-level={line.level}>
        {words}
      </div>
    );
  }
  return (
    <button
      type="button"
      className="log-line"
      data-level={line.level}
      onClick={() => onPick(line.at, line.node)}
    >
      {words}
    </button>
  );
});
