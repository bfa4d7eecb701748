import { Icon } from "@/components/icon";
import { statusLook } from "@/components/status";
import { UNDER_WAY } from "@/features/runs/run-words";
import type { RunStatus } from "@/ipc/bindings";
import "./status-filter.css";

interface StatusChoice {
  word: string;
  /** The first gives the glyph. */
  statuses: readonly RunStatus[];
}

const CHOICES: readonly StatusChoice[] = [
  { word: "Running", statuses: ["running", ...UNDER_WAY.filter((it) => it !== "running")] },
  { word: "Completed", statuses: ["completed"] },
  { word: "Failed", statuses: ["failed"] },
  { word: "Timed out", statuses: ["timedOut"] },
  { word: "Terminated", statuses: ["terminated"] },
  { word: "Canceled", statuses: ["canceled"] },
];

interface StatusFilterProps {
  /** Those that are shown; empty = all. */
  statuses: readonly RunStatus[];
  onChange: (statuses: RunStatus[]) => void;
}

/** Which runs the list shows, by how they stand. Several can be on. */
export function StatusFilter({ statuses, onChange }: StatusFilterProps) {
  return (
    <div className="status-filter" role="group" aria-label="Show runs that are">
      {CHOICES.map(({ word, statuses: own }) => {
        const look = statusLook(own[0] ?? "");
        const isOn = own.every((status) => statuses.includes(status));
        const others = statuses.filter((status) => !own.includes(status));
        return (
          <button
            key={word}
            type="button"
            aria-pressed={isOn}
            aria-label={word}
            title={word}
            onClick={() => onChange(isOn ? others : [...others, ...own])}
          >
            <span className="status" data-tone={look.tone}>
              <Icon icon={look.icon} size={14} />
            </span>
            <span className="status-filter-word">{word}</span>
          </button>
        );
      })}
    </div>
  );
}
