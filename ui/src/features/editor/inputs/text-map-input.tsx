import type { InputProps } from "@/features/editor/inputs/input-props";
import { type Pair, readPairs, writePairs } from "@/features/editor/inputs/pairs";
import { nounOf } from "@/features/editor/inputs/plain-name";
import { problemsAt } from "@/features/editor/inputs/problems";
import { RemoveRow, RowFrame } from "@/features/editor/inputs/row-frame";
import { TemplateInput } from "@/features/editor/inputs/template-input";
import { useRows } from "@/features/editor/inputs/use-rows";

/** Names and texts, a row each: headers, files, payloads. */
export function TextMapInput({ field, draft, problems }: InputProps) {
  const { rows, set } = useRows<Pair>({
    value: draft.value,
    read: readPairs,
    write: (pairs) => writePairs(pairs, field.isRequired),
  });
  const noun = nounOf(field.title);
  return (
    <RowFrame
      count={rows.length}
      addLabel={`Add ${noun}`}
      onAdd={() => set([...rows, { name: "", text: "" }])}
    >
      {rows.map((row, place) => (
        <li key={row.id} className="map-row">
          <input
            className="mono"
            aria-label={`Name of ${noun} ${place + 1}`}
            placeholder="Name"
            spellCheck={false}
            autoComplete="off"
            value={row.name}
            onChange={(event) =>
              draft.onType(set(rows.with(place, { ...row, name: event.target.value })))
            }
            onBlur={draft.onLeave}
          />
          <TemplateInput
            bare
            label={`Value of ${noun} ${row.name || place + 1}`}
            placeholder="Value"
            text={row.text}
            onChange={(text) => draft.onType(set(rows.with(place, { ...row, text })))}
            onLeave={draft.onLeave}
            problems={problemsAt(problems, [row.name])}
            isSettled={draft.isSettled}
          />
          <RemoveRow
            label={`Remove ${noun} ${row.name || place + 1}`}
            onRemove={() => draft.onPick(set(rows.toSpliced(place, 1)))}
          />
        </li>
      ))}
    </RowFrame>
  );
}
