import type { InputProps } from "@/features/editor/inputs/input-props";
import { readPairs, writePairs } from "@/features/editor/inputs/pairs";
import { RemoveRow, RowFrame } from "@/features/editor/inputs/row-frame";
import { useRows } from "@/features/editor/inputs/use-rows";

/** What the server takes (reference A.3, `code`). */
const MOST_CODES = 64;
const LONGEST_CODE = 128;
const LONGEST_DESCRIPTION = 2000;

/** Error codes and, in words, when each applies. */
export function ErrorCodesInput({ field, draft }: InputProps) {
  const { rows, set } = useRows({
    value: draft.value,
    read: readPairs,
    write: (pairs) => writePairs(pairs, field.isRequired),
  });
  return (
    <RowFrame
      count={rows.length}
      addLabel="Add error code"
      onAdd={() => set([...rows, { name: "", text: "" }])}
      full={rows.length >= MOST_CODES ? `${MOST_CODES} codes are the most` : undefined}
    >
      {rows.map((row, place) => (
        <li key={row.id} className="code-row">
          <input
            className="mono"
            aria-label={`Error code ${place + 1}`}
            placeholder="OUT_OF_STOCK"
            spellCheck={false}
            autoComplete="off"
            maxLength={LONGEST_CODE}
            value={row.name}
            onChange={(event) =>
              draft.onType(set(rows.with(place, { ...row, name: event.target.value })))
            }
            onBlur={draft.onLeave}
          />
          <RemoveRow
            label={`Remove error code ${row.name || place + 1}`}
            onRemove={() => draft.onPick(set(rows.toSpliced(place, 1)))}
          />
          <textarea
            aria-label={`When error code ${row.name || place + 1} applies`}
            placeholder="When it applies, in words"
            rows={1}
            maxLength={LONGEST_DESCRIPTION}
            value={row.text}
            onChange={(event) =>
              draft.onType(set(rows.with(place, { ...row, text: event.target.value })))
            }
            onBlur={draft.onLeave}
          />
        </li>
      ))}
    </RowFrame>
  );
}
