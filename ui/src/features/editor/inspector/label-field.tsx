import { memo, useState } from "react";
import { Field } from "@/components/field";
import { TextField } from "@/components/text-field";
import { useDraft, useNode } from "@/features/editor/draft/draft-context";
import { sendEdit } from "@/features/editor/inputs/edit-queue";
import { ProblemList } from "@/features/editor/inputs/problem-list";
import { useProblems } from "@/features/editor/inputs/problems";
import type { BlockSource } from "@/features/editor/inspector/block-source";
import type { Key } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";

/** The name of a block. Changed on Enter or when the field is left; all references follow. */
export const LabelField = memo(({ source, block }: { source: BlockSource; block: Key }) => {
  const draft = useDraft();
  const label = useNode(block)?.label ?? block;
  const problems = useProblems(source.holder(), "label");
  const [typed, setTyped] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const rename = async () => {
    if (typed === null || typed === label) {
      setTyped(null);
      return;
    }
    try {
      await sendEdit(draft, () => ({ edit: "rename", block: source.key(), to: typed }));
      setTyped(null);
      setRefusal(null);
    } catch (fault) {
      setRefusal(messageOf(fault));
    }
  };
  return (
    <div className="panel-field" data-field="label">
      <Field label="Label" aux={`Output: ${label}_output`} error={refusal ?? undefined}>
        <TextField
          mono
          className="label-input"
          value={typed ?? label}
          onChange={(text) => {
            setTyped(text);
            setRefusal(null);
          }}
          onBlur={() => void rename()}
          onKeyDown={(event) => {
            if (event.key === "Enter") void rename();
            if (event.key !== "Escape" || typed === null) return;
            event.preventDefault();
            event.stopPropagation();
            setTyped(null);
            setRefusal(null);
          }}
        />
      </Field>
      <ProblemList problems={problems} />
    </div>
  );
});
LabelField.displayName = "LabelField";
