import type { InputProps } from "@/features/editor/inputs/input-props";
import { nounOf } from "@/features/editor/inputs/plain-name";
import { problemsAt } from "@/features/editor/inputs/problems";
import { RemoveRow, RowFrame } from "@/features/editor/inputs/row-frame";
import { TemplateInput } from "@/features/editor/inputs/template-input";
import { useRows } from "@/features/editor/inputs/use-rows";

/** A list of texts, a row each. */
export function TextListInput({ field, draft, problems }: InputProps) {
  const { rows, set } = useRows({
    value: draft.value,
    read: (value) => (Array.isArray(value) ? value.map((text) => ({ text: String(text) })) : []),
    write: (list) => {
      const isEmpty = list.length === 0 && !field.isRequired;
      return isEmpty ? undefined : list.map(({ text }) => text);
    },
  });
  const noun = nounOf(field.title);
  return (
    <RowFrame
      count={rows.length}
      addLabel={`Add ${noun}`}
      onAdd={() => draft.onPick(set([...rows, { text: "" }]))}
    >
      {rows.map((row, place) => (
        <li key={row.id} className="list-row">
          <TemplateInput
            bare
            label={`${field.title}, ${place + 1}`}
            text={row.text}
            onChange={(text) => draft.onType(set(rows.with(place, { ...row, text })))}
            onLeave={draft.onLeave}
            problems={problemsAt(problems, [String(place)])}
            isSettled={draft.isSettled}
          />
          <RemoveRow
            label={`Remove ${row.text || `row ${place + 1}`}`}
            onRemove={() => draft.onPick(set(rows.toSpliced(place, 1)))}
          />
        </li>
      ))}
    </RowFrame>
  );
}
