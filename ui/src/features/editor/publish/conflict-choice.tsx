import { useId } from "react";
import { Segment } from "@/components/segment";
import { WordDiff } from "@/features/editor/compare/field-diff";
import { valueText } from "@/features/editor/compare/field-words";
import { wordParts } from "@/features/editor/compare/text-diff";
import { useTitles } from "@/features/editor/compare/use-titles";
import { useDraftState } from "@/features/editor/draft/draft-context";
import { BacktickText, holderName } from "@/features/editor/publish/place-words";
import type { MergeConflict, MergeSide } from "@/ipc/bindings";

interface ConflictChoiceProps {
  conflict: MergeConflict;
  version: number;
  side: MergeSide | null;
  onChange: (side: MergeSide) => void;
}

/** Something that both changed differently, and whose change counts. */
export function ConflictChoice({ conflict, version, side, onChange }: ConflictChoiceProps) {
  const id = useId();
  const { holder, field, message } = conflict;
  const title = useFieldTitle(conflict);
  return (
    <fieldset className="conflict" aria-labelledby={id}>
      <h3 id={id} className="conflict-head">
        <code>{holderName(holder)}</code>
        {field && <span>{title}</span>}
        <Segment<MergeSide | "">
          label={`Which counts: ${holderName(holder)} ${title}`}
          value={side ?? ""}
          onChange={(next) => next !== "" && onChange(next)}
          options={[
            { value: "ours", label: "Mine" },
            { value: "theirs", label: "Theirs" },
          ]}
        />
      </h3>
      <p className="merge-note">
        <BacktickText text={message} />
      </p>
      <div className="merge-sides">
        <Version
          title="Mine"
          base={conflict.base}
          value={conflict.ours}
          isOut={side === "theirs"}
        />
        <Version
          title={`v${version}`}
          base={conflict.base}
          value={conflict.theirs}
          isOut={side === "ours"}
        />
      </div>
    </fieldset>
  );
}

interface VersionProps {
  title: string;
  base: unknown;
  value: unknown;
  /** The other one was chosen. */
  isOut: boolean;
}

/** A text with what changed since the base, any other value as it is. */
function Version({ title, base, value, isOut }: VersionProps) {
  const isText = typeof base === "string" && typeof value === "string";
  return (
    <section className="conflict-side" data-out={isOut || undefined} aria-label={title}>
      <h4>{title}</h4>
      {isText ? (
        <WordDiff words={wordParts(base, value)} />
      ) : (
        <pre className="conflict-value selectable">{valueText(value)}</pre>
      )}
    </section>
  );
}

function useFieldTitle({ holder, field }: MergeConflict): string {
  const titles = useTitles();
  const nodes = useDraftState((state) => state.nodes);
  if (field === null) return "";
  if (holder.type === "workflow") return titles.ofSetting(field);
  if (holder.type === "parameter") return titles.ofParameterPart(field);
  return titles.ofField(nodes.get(holder.block)?.kind ?? "", field);
}
