import type { ReactNode } from "react";
import type { FieldGroup } from "@/features/editor/compare/compare-model";
import {
  editCount,
  plainPath,
  schemaPath,
  schemaType,
  valueText,
} from "@/features/editor/compare/field-words";
import type { FieldChange, Words } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";
import "./field-diff.css";

interface FieldDiffProps {
  group: FieldGroup;
  title: string;
  /** A button that takes this field over. */
  action?: ReactNode;
}

/** One field that differs: its texts word by word, the parts of lists and schemas line by line, others before and after. */
export function FieldDiff({ group, title, action }: FieldDiffProps) {
  return (
    <section className="field-diff" aria-label={title}>
      <h3 className="field-diff-head">
        {title}
        <span className="field-diff-aux">{auxOf(group)}</span>
        {action}
      </h3>
      <FieldBody group={group} />
    </section>
  );
}

function auxOf({ changes }: FieldGroup): string {
  const [only] = changes;
  if (changes.length === 1 && only && isText(only))
    return formatAmount(editCount(only.words), "edit");
  return changes.length > 1 || only?.field.includes(".")
    ? formatAmount(changes.length, "change")
    : "";
}

function FieldBody({ group: { field, changes } }: { group: FieldGroup }) {
  const [only] = changes;
  if (changes.length === 1 && only && only.field === field && isText(only))
    return <WordDiff words={only.words} />;
  return (
    <div className="diff-lines">
      {changes.map((change) => (
        <PartDiff key={change.field} change={change} field={field} />
      ))}
    </div>
  );
}

/** A text with what is gone and what is new, references in mono. */
export function WordDiff({ words }: { words: readonly Pick<Words, "change" | "text">[] }) {
  return (
    <p className="diff-words selectable">
      {words.map(({ change, text }, index) => {
        const Tag = change === "added" ? "ins" : change === "removed" ? "del" : "span";
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
          <Tag key={index}>{withReferences(text)}</Tag>
        );
      })}
    </p>
  );
}

function withReferences(text: string): ReactNode {
  return text.split(/(\{\{[^{}\n]*\}\})/).map((part, index) =>
    part.startsWith("{{") ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
      <code key={index} className="diff-reference">
        {part}
      </code>
    ) : (
      part
    ),
  );
}

/** A part of a field, or the whole of one that is no text. */
function PartDiff({ change, field }: { change: FieldChange; field: string }) {
  const path = change.field
    .slice(field.length + 1)
    .split(".")
    .filter(Boolean);
  const isSchema = path.includes("properties");
  const name = isSchema ? schemaPath(path) : plainPath(path);
  if (change.secret) return <DiffLine sign="same" name={name || "secret"} end="replaced" />;
  if (isText(change) && change.words.length > 0) {
    return (
      <>
        {name && <DiffLine sign="same" name={name} end="" />}
        <WordDiff words={change.words} />
      </>
    );
  }
  return (
    <>
      {isSet(change.before) && (
        <ValueLine sign="removed" name={name} value={change.before} isSchema={isSchema} />
      )}
      {isSet(change.after) && (
        <ValueLine sign="added" name={name} value={change.after} isSchema={isSchema} />
      )}
      {!isSet(change.before) && !isSet(change.after) && (
        <DiffLine sign="same" name={name} end="not set" />
      )}
    </>
  );
}

interface ValueLineProps {
  sign: "added" | "removed";
  name: string;
  value: unknown;
  isSchema: boolean;
}

function ValueLine({ sign, name, value, isSchema }: ValueLineProps) {
  const type = isSchema ? schemaType(value) : "";
  if (type !== "") return <DiffLine sign={sign} name={name} end={type} />;
  if (name === "") return <DiffLine sign={sign} name={valueText(value)} end="" />;
  return <DiffLine sign={sign} name={name} end={valueText(value)} />;
}

const SIGNS = { added: "+", removed: "−", same: "" } as const;
const SPOKEN = { added: "Added: ", removed: "Removed: ", same: "" } as const;

interface DiffLineProps {
  sign: keyof typeof SIGNS;
  name: string;
  end: string;
}

function DiffLine({ sign, name, end }: DiffLineProps) {
  return (
    <div className="diff-line" data-sign={sign}>
      <b aria-hidden="true">{SIGNS[sign]}</b>
      <span className="sr-only">{SPOKEN[sign]}</span>
      <span className="mono selectable">{name}</span>
      {end && <span className="selectable">{end}</span>}
    </div>
  );
}

/** Words are told where both values are texts. */
function isText({ words }: FieldChange): boolean {
  return words.length > 0;
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}
