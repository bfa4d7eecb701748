import { Plus, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import type { OptionProps } from "@/features/launch/launch-options-pane";
import type { HeaderRow } from "@/ipc/bindings";
import "./header-rows.css";

/** HTTP headers that the browser of the run sends with every request. */
export function HeaderRows({ options: { headers }, set, faultOf }: OptionProps) {
  const fault = faultOf("headers");
  const rows = useRef<HTMLUListElement>(null);
  const isAdded = useRef(false);
  const change = (next: HeaderRow[]) => set({ headers: next });
  const count = headers.length;
  useEffect(() => {
    if (!isAdded.current || count === 0) return;
    isAdded.current = false;
    rows.current?.querySelector<HTMLElement>("li:last-child input")?.focus();
  }, [count]);
  return (
    <div className="header-rows" data-launch-field="options.headers">
      <div className="field-label">
        Extra HTTP headers
        {count > 0 && <span className="field-aux">{count}</span>}
      </div>
      <div className="header-frame" data-invalid={fault ? true : undefined}>
        <ul ref={rows}>
          {headers.map((header, place) => (
            <HeaderLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              key={place}
              header={header}
              number={place + 1}
              onChange={(next) => change(headers.with(place, next))}
              onRemove={() => change(headers.toSpliced(place, 1))}
            />
          ))}
        </ul>
        <button
          type="button"
          className="header-add"
          onClick={() => {
            isAdded.current = true;
            change([...headers, { name: "", value: "" }]);
          }}
        >
          <Icon icon={Plus} size={12} />
          Add header
        </button>
      </div>
      {fault && (
        <p className="field-below" data-error="">
          {fault}
        </p>
      )}
    </div>
  );
}

interface HeaderLineProps {
  header: HeaderRow;
  number: number;
  onChange: (header: HeaderRow) => void;
  onRemove: () => void;
}

function HeaderLine({ header, number, onChange, onRemove }: HeaderLineProps) {
  return (
    <li>
      <input
        className="mono"
        aria-label={`Name of header ${number}`}
        placeholder="X-Name"
        spellCheck={false}
        autoComplete="off"
        value={header.name}
        onChange={(event) => onChange({ ...header, name: event.target.value })}
      />
      <input
        className="mono"
        aria-label={`Value of header ${number}`}
        placeholder="value"
        spellCheck={false}
        autoComplete="off"
        value={header.value}
        onChange={(event) => onChange({ ...header, value: event.target.value })}
      />
      <IconButton
        icon={X}
        iconSize={12}
        size="sm"
        label={`Remove header ${header.name || number}`}
        onClick={onRemove}
      />
    </li>
  );
}
