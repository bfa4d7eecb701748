import { ChevronDown, ChevronRight, EllipsisVertical, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useFieldLinks } from "@/components/field";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuCheck, MenuChoices, MenuItem, MenuSeparator, MenuSub } from "@/components/menu";
import {
  addRow,
  changeRow,
  holdsRows,
  KINDS,
  kindInWords,
  PLAIN_KINDS,
  type RowPath,
  type ShownRow,
  shownRows,
  withKind,
} from "@/features/editor/inputs/schema-model";
import type { SchemaRow } from "@/ipc/bindings";
import "./schema-rows.css";

interface SchemaRowsProps {
  label: string;
  rows: readonly SchemaRow[];
  onChange: (rows: readonly SchemaRow[]) => void;
  onLeave: () => void;
  /** Beside "Add field". */
  end?: ReactNode;
}

/** The fields of a schema: name, type, and what is in them. */
export function SchemaRows({ label, rows, onChange, onLeave, end }: SchemaRowsProps) {
  const { id, "aria-labelledby": labelledBy } = useFieldLinks();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [described, setDescribed] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const added = useRef<string | null>(null);
  useEffect(() => {
    if (added.current === null) return;
    const name = frame.current?.querySelector<HTMLInputElement>(`[data-row="${added.current}"]`);
    added.current = null;
    name?.select();
  });
  const add = (path: RowPath | null) => {
    const next = addRow(rows, path);
    const inside = path === null ? next : childrenAt(next, path);
    added.current = [...(path ?? []), inside.length - 1].join(".");
    onChange(next);
  };
  const fold = (name: string) =>
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(name)) next.add(name);
      return next;
    });
  return (
    <div id={id} ref={frame} className="schema-rows" role="group" aria-labelledby={labelledBy}>
      <ul aria-label={`Fields of ${label}`}>
        {shownRows(rows, folded).map((shown) => {
          const name = shown.path.join(".");
          return (
            <SchemaLine
              key={name}
              shown={shown}
              isFolded={folded.has(name)}
              isDescribed={described === name}
              onFold={() => fold(name)}
              onChange={(change) => onChange(changeRow(rows, shown.path, change))}
              onAdd={() => add(shown.path)}
              onDescribe={() => setDescribed(described === name ? null : name)}
              onLeave={onLeave}
            />
          );
        })}
      </ul>
      <div className="schema-end">
        <button type="button" className="row-add" onClick={() => add(null)}>
          <Icon icon={Plus} size={12} />
          Add field
        </button>
        {end}
      </div>
    </div>
  );
}

function childrenAt(rows: readonly SchemaRow[], path: RowPath): readonly SchemaRow[] {
  return path.reduce<readonly SchemaRow[]>((inside, place) => inside[place]?.children ?? [], rows);
}

interface SchemaLineProps {
  shown: ShownRow;
  isFolded: boolean;
  isDescribed: boolean;
  onFold: () => void;
  onChange: (change: (row: SchemaRow) => SchemaRow | null) => void;
  onAdd: () => void;
  onDescribe: () => void;
  onLeave: () => void;
}

function SchemaLine(props: SchemaLineProps) {
  const { shown, isFolded, isDescribed, onChange, onLeave } = props;
  const { row, path, canHold } = shown;
  const indent = { paddingLeft: 8 + 14 * (path.length - 1) };
  return (
    <li>
      <div className="schema-row" style={indent}>
        <span className="schema-name">
          {canHold && (
            <button
              type="button"
              className="schema-twist"
              aria-label={`Fields in ${row.name}`}
              aria-expanded={!isFolded}
              onClick={props.onFold}
            >
              <Icon icon={isFolded ? ChevronRight : ChevronDown} size={12} />
            </button>
          )}
          <input
            className="mono"
            data-row={path.join(".")}
            aria-label="Name of the field"
            title={row.description ?? undefined}
            spellCheck={false}
            autoComplete="off"
            value={row.name}
            onChange={(event) => onChange((own) => ({ ...own, name: event.target.value }))}
            onBlur={onLeave}
          />
          {row.isRequired && (
            <span className="schema-required" title="Required">
              *
            </span>
          )}
        </span>
        <KindMenu row={row} onChange={onChange} />
        <RowMenu {...props} />
      </div>
      {isDescribed && (
        <input
          className="schema-description"
          style={indent}
          aria-label={`Description of ${row.name}`}
          placeholder="What is in it, in words"
          // biome-ignore lint/a11y/noAutofocus: asked for by the menu item
          autoFocus
          value={row.description ?? ""}
          onChange={(event) =>
            onChange((own) => ({ ...own, description: event.target.value || null }))
          }
          onBlur={onLeave}
        />
      )}
    </li>
  );
}

const PLAIN = PLAIN_KINDS.map((kind) => ({ value: kind as string, label: KINDS[kind] ?? kind }));

function KindMenu({ row, onChange }: Pick<SchemaLineProps, "onChange"> & { row: SchemaRow }) {
  const set = (kind: string, items: string | null = null) =>
    onChange((own) => withKind(own, kind, items));
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="schema-kind" aria-label={`Type of ${row.name}`}>
          <span className="truncate">{kindInWords(row)}</span>
          <Icon icon={ChevronDown} size={12} />
        </button>
      }
    >
      <MenuChoices value={row.kind} onChange={(kind) => set(kind)} choices={PLAIN} />
      <MenuSeparator />
      <MenuItem onSelect={() => set("object")}>object</MenuItem>
      <MenuItem onSelect={() => set("list", "object")}>list of objects</MenuItem>
      <MenuSub label="list of">
        <MenuChoices
          value={row.kind === "list" ? row.items : null}
          onChange={(items) => set("list", items)}
          choices={PLAIN}
        />
      </MenuSub>
    </Menu>
  );
}

function RowMenu({ shown, onChange, onAdd, onDescribe }: SchemaLineProps) {
  const { row } = shown;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          icon={EllipsisVertical}
          size="sm"
          label={`More for ${row.name}`}
          className="schema-more"
        />
      }
    >
      <MenuCheck
        checked={row.isRequired}
        onChange={(isRequired) => onChange((own) => ({ ...own, isRequired }))}
      >
        Required
      </MenuCheck>
      <MenuItem onSelect={onDescribe}>Description…</MenuItem>
      {holdsRows(row) && (
        <MenuItem icon={Plus} onSelect={onAdd}>
          Add field in it
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={Trash2} danger onSelect={() => onChange(() => null)}>
        Remove
      </MenuItem>
    </Menu>
  );
}
