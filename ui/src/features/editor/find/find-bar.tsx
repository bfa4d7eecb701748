import {
  ArrowDown,
  ArrowUp,
  CaseSensitive,
  ChevronDown,
  ChevronRight,
  Regex,
  Search,
  WholeWord,
  X,
} from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { TextField } from "@/components/text-field";
import { useShortcut } from "@/components/use-shortcut";
import { useDraft } from "@/features/editor/draft/draft-context";
import { FoundList } from "@/features/editor/find/found-list";
import { type Finding, useFind } from "@/features/editor/find/use-find";
import type { FoundText } from "@/ipc/bindings";
import { formatCount } from "@/lib/format";
import "./find.css";

interface FindBarProps {
  onClose: () => void;
  /** Shows a hit that stands in a parameter or a setting; blocks are selected. */
  onReveal?: ((hit: FoundText) => void) | undefined;
}

/** Find and replace over all fields, above the canvas. F3 goes on, Escape closes. */
export function FindBar({ onClose, onReveal }: FindBarProps) {
  const store = useDraft();
  const input = useRef<HTMLInputElement>(null);
  const [isReplacing, setReplacing] = useState(false);
  const finding = useFind((hit) => {
    if (hit.place.holder.type === "block") store.select([hit.place.holder.block]);
    onReveal?.(hit);
  });
  const { current, goTo } = finding;
  useEffect(() => input.current?.focus(), []);
  useShortcut("f3", () => goTo(current + 1));
  useShortcut("shift+f3", () => goTo(Math.max(current, 0) - 1));
  useShortcut("mod+f", () => input.current?.select());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <search className="find-bar" onKeyDown={onKeyDown}>
      <div className="find-line">
        <IconButton
          icon={isReplacing ? ChevronDown : ChevronRight}
          size="sm"
          label={isReplacing ? "Hide replace" : "Replace"}
          aria-expanded={isReplacing}
          onClick={() => setReplacing(!isReplacing)}
        />
        <QueryField finding={finding} input={input} />
        <span className="find-count" role="status">
          {countWords(finding)}
        </span>
        <IconButton
          icon={ArrowUp}
          size="sm"
          label="Previous"
          keys="shift+f3"
          onClick={() => goTo(Math.max(current, 0) - 1)}
        />
        <IconButton
          icon={ArrowDown}
          size="sm"
          label="Next"
          keys="f3"
          onClick={() => goTo(current + 1)}
        />
        <IconButton icon={X} size="sm" label="Close find" keys="escape" onClick={onClose} />
      </div>
      {isReplacing && <ReplaceLine finding={finding} />}
      {finding.fault && (
        <p className="find-fault" role="alert">
          {finding.fault}
        </p>
      )}
      <FoundList hits={finding.hits} current={current} onGoTo={goTo} />
    </search>
  );
}

interface QueryFieldProps {
  finding: Finding;
  input: React.RefObject<HTMLInputElement | null>;
}

function QueryField({ finding, input }: QueryFieldProps) {
  const { query, setQuery, goTo, current, fault } = finding;
  const toggles = [
    { key: "matchCase", icon: CaseSensitive, label: "Match case" },
    { key: "wholeWords", icon: WholeWord, label: "Whole words" },
    { key: "regex", icon: Regex, label: "Regular expression" },
  ] as const;
  return (
    <TextField
      ref={input}
      size="sm"
      icon={Search}
      aria-label="Find in all fields"
      placeholder="Find in all fields"
      value={query.text}
      invalid={fault !== null}
      onChange={(text) => setQuery({ text })}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        goTo(event.shiftKey ? Math.max(current, 0) - 1 : current + 1);
      }}
      end={toggles.map(({ key, icon, label }) => (
        <IconButton
          key={key}
          icon={icon}
          size="sm"
          label={label}
          pressed={query[key]}
          onClick={() => setQuery({ [key]: !query[key] })}
        />
      ))}
    />
  );
}

function ReplaceLine({ finding }: { finding: Finding }) {
  const [words, setWords] = useState("");
  const { hits, isBusy, replace, query } = finding;
  const isNothing = hits.length === 0 || isBusy;
  return (
    <div className="find-line">
      <span className="find-indent" />
      <TextField
        size="sm"
        aria-label="Replace with"
        placeholder={query.regex ? "Replace with; $1 for a group" : "Replace with"}
        value={words}
        onChange={setWords}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          replace(words, "current");
        }}
      />
      <Button size="sm" disabled={isNothing} onClick={() => replace(words, "current")}>
        Replace
      </Button>
      <Button size="sm" disabled={isNothing} onClick={() => replace(words, "all")}>
        Replace all
      </Button>
    </div>
  );
}

function countWords({ query, hits, current, fault }: Finding): string {
  if (query.text === "" || (fault !== null && hits.length === 0)) return "";
  if (hits.length === 0) return "No match";
  const count = formatCount(hits.length);
  return current < 0 ? `${count} found` : `${formatCount(current + 1)} of ${count}`;
}
