import { Search } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { Icon } from "@/components/icon";
import { holdBackground } from "@/components/inert-background";
import { LoaderIcon } from "@/components/loader-icon";
import { useActiveOption } from "@/components/use-active-option";
import { ShortcutLayer } from "@/components/use-shortcut";
import "./menu.css";
import "./palette.css";

export interface PaletteItem {
  id: string;
  /** Glyph, words, a quiet place; side by side. */
  content: ReactNode;
  /** At the end: a state, keys. */
  aux?: ReactNode;
  /** Grey, with the reason in `aux`. */
  disabled?: boolean | undefined;
}

export interface PaletteGroup {
  heading: string;
  items: readonly PaletteItem[];
}

interface PaletteProps {
  open: boolean;
  onClose: () => void;
  query: string;
  onQueryChange: (query: string) => void;
  placeholder: string;
  groups: readonly PaletteGroup[];
  onChoose: (id: string) => void;
  /** Tab on an entry, such as "its actions". */
  onMore?: ((id: string) => void) | undefined;
  /** Which entry the arrow keys stand on. */
  onActiveChange?: ((id: string | null) => void) | undefined;
  /** Results of the last query stay while the next are looked for. */
  loading?: boolean | undefined;
  /** A chip at the end of the field: what is searched. */
  scope?: ReactNode;
  /** Says that nothing was found and what Enter does; or what failed, with "Try again". */
  empty?: ReactNode;
  footer?: ReactNode;
}

/** A field over a list: type, choose with the arrow keys, Enter. The focus stays in the field. */
export function Palette(props: PaletteProps) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => (isHeld ? holdBackground() : undefined), [isHeld]);
  return (
    <Primitive.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-scrim palette-scrim">
          <Primitive.Content
            className="palette"
            aria-modal="true"
            aria-describedby={undefined}
            onOpenAutoFocus={() => setHeld(true)}
            onCloseAutoFocus={() => setHeld(false)}
          >
            <Primitive.Title className="sr-only">{props.placeholder}</Primitive.Title>
            <ShortcutLayer>
              <PaletteBody {...props} />
            </ShortcutLayer>
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function PaletteBody(props: PaletteProps) {
  const {
    query,
    onQueryChange,
    placeholder,
    groups,
    onChoose,
    onMore,
    onActiveChange,
    loading,
    scope,
  } = props;
  const id = useId();
  const items = groups.flatMap((group) => group.items);
  const active = useActiveOption(items.length, query);
  const current = items[active.index];
  const currentId = current?.id ?? null;
  useEffect(() => onActiveChange?.(currentId), [currentId, onActiveChange]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (active.onKey(event)) return;
    if (!current || current.disabled) return;
    // With Ctrl or ⌘ they are shortcuts of whoever shows the palette.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") onChoose(current.id);
    else if (event.key === "Tab" && !event.shiftKey && onMore) onMore(current.id);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette-field">
        {loading ? <LoaderIcon size={16} /> : <Icon icon={Search} />}
        <input
          role="combobox"
          aria-label={placeholder}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={current ? `${id}-${current.id}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={query}
          onChange={(event) => onQueryChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {scope}
      </div>
      <div
        className="palette-list"
        id={`${id}-list`}
        role="listbox"
        aria-label={placeholder}
        tabIndex={-1}
      >
        {groups.map((group) => (
          <div key={group.heading} role="group" aria-label={group.heading}>
            <div className="menu-heading" aria-hidden="true">
              {group.heading}
            </div>
            {group.items.map((item) => (
              <PaletteRow
                key={item.id}
                id={`${id}-${item.id}`}
                item={item}
                isActive={item === current}
                onChoose={onChoose}
                onPoint={() => active.setIndex(items.indexOf(item))}
              />
            ))}
          </div>
        ))}
        {items.length === 0 && props.empty}
      </div>
      {props.footer && <footer className="palette-foot">{props.footer}</footer>}
    </>
  );
}

interface PaletteRowProps {
  id: string;
  item: PaletteItem;
  isActive: boolean;
  onChoose: (id: string) => void;
  onPoint: () => void;
}

function PaletteRow({ id, item, isActive, onChoose, onPoint }: PaletteRowProps) {
  useEffect(() => {
    if (isActive) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  }, [isActive, id]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text field takes the keys
    <div
      id={id}
      className="menu-item palette-item"
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-disabled={item.disabled || undefined}
      data-disabled={item.disabled || undefined}
      onPointerMove={isActive ? undefined : onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => item.disabled || onChoose(item.id)}
    >
      <span className="palette-words">{item.content}</span>
      {item.aux && <span className="menu-aux">{item.aux}</span>}
    </div>
  );
}
