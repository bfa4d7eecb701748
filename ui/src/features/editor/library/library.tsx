import { useQuery } from "@tanstack/react-query";
import { GripVertical, Search, X } from "lucide-react";
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type Ref,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { Kbd } from "@/components/kbd";
import { region } from "@/components/regions";
import { PanelHead } from "@/components/section";
import { SkeletonRows } from "@/components/skeleton";
import { TextField } from "@/components/text-field";
import { Tooltip } from "@/components/tooltip";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import type { KindCatalogue } from "@/features/blocks/kinds";
import { catalogueQuery } from "@/features/editor/inputs/queries";
import {
  type LibraryGroup,
  type LibraryKind,
  libraryGroups,
  searchKinds,
} from "@/features/editor/library/library-kinds";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import { useDropping } from "@/features/editor/screen/use-pressed-blocks";
import "./library.css";

export interface LibraryHandle {
  /** Puts the caret into the search. */
  focus: () => void;
}

interface LibraryProps {
  /** The person is done here: back to the blocks. */
  onLeave: () => void;
  /** Shows a button that closes it, where it lies over the canvas. */
  onClose?: (() => void) | undefined;
  ref?: Ref<LibraryHandle> | undefined;
}

/** All kinds of blocks: drag one, or Enter adds it behind the selection. */
export function Library({ onLeave, onClose, ref }: LibraryProps) {
  const { kinds, commands } = useEditorUi();
  const { data, error } = useQuery(catalogueQuery);
  const [text, setText] = useState("");
  const [picked, setPicked] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const listId = useId();
  const groups = useMemo(() => libraryGroups(kinds.kinds, data?.kinds ?? []), [kinds, data]);
  const isSearching = text.trim() !== "";
  const flat = useMemo(
    () => (isSearching ? searchKinds(groups, text) : groups.flatMap((group) => group.kinds)),
    [groups, text, isSearching],
  );
  const count = groups.reduce((sum, group) => sum + group.kinds.length, 0);
  const [isActive, setActive] = useState(false);
  useImperativeHandle(ref, () => ({
    focus: () => {
      search.current?.focus();
      search.current?.select();
    },
  }));
  const add = (kind: string) => {
    commands.add(kind);
    setText("");
    setPicked(0);
    onLeave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = { ArrowDown: picked + 1, ArrowUp: picked - 1 }[event.key];
    const kind = flat[picked];
    if (moved !== undefined) setPicked(Math.max(0, Math.min(flat.length - 1, moved)));
    else if (event.key === "Enter" && kind) add(kind.name);
    else if (event.key === "Escape" && text !== "") setText("");
    else if (event.key === "Escape") onLeave();
    else return;
    event.preventDefault();
  };
  const idOf = (kind: LibraryKind) => `${listId} ${kind.name}`;
  const active = isActive ? flat[picked] : undefined;
  return (
    <section className="library" aria-label="Add a block" {...region}>
      <PanelHead
        divided
        aux={
          onClose ? (
            <IconButton icon={X} size="sm" label="Close" onClick={onClose} />
          ) : (
            <Kbd keys="b" />
          )
        }
      >
        Add a block
      </PanelHead>
      <div className="library-search">
        <TextField
          ref={search}
          size="sm"
          icon={Search}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={active && idOf(active)}
          aria-label={`Search ${count} blocks`}
          placeholder={`Search ${count} blocks`}
          value={text}
          onChange={(next) => {
            setText(next);
            setPicked(0);
          }}
          onKeyDown={onKeyDown}
          onFocus={() => setActive(true)}
          onBlur={() => setActive(false)}
        />
      </div>
      <div className="library-list" id={listId} role="listbox" aria-label="Blocks">
        {!data && !error && <SkeletonRows rows={8} columns="18px 1fr" rowHeight={26} />}
        {error && <EmptyState inline title="The catalogue of blocks could not be read." />}
        {data && flat.length === 0 && <EmptyState inline title={`No block matches “${text}”.`} />}
        <KindList
          groups={isSearching ? null : groups}
          flat={flat}
          kinds={kinds}
          active={active?.name ?? null}
          idOf={idOf}
          onAdd={add}
        />
      </div>
    </section>
  );
}

interface KindListProps {
  /** Null while something is searched. */
  groups: readonly LibraryGroup[] | null;
  flat: readonly LibraryKind[];
  kinds: KindCatalogue;
  active: string | null;
  idOf: (kind: LibraryKind) => string;
  onAdd: (kind: string) => void;
}

function KindList({ groups, flat, kinds, active, idOf, onAdd }: KindListProps) {
  const dropping = useDropping();
  const onPointerDown = (event: PointerEvent<HTMLElement>, kind: LibraryKind) => {
    const name = kind.title;
    dropping.begin(event, event.currentTarget, () => ({ type: "kind", kind: kind.name, name }));
  };
  const row = (kind: LibraryKind) => (
    <KindRow
      key={kind.name}
      id={idOf(kind)}
      kind={kind}
      kinds={kinds}
      isActive={kind.name === active}
      onAdd={onAdd}
      onPointerDown={onPointerDown}
    />
  );
  if (!groups) return flat.map(row);
  return groups.map((group) => (
    <div key={group.category} role="group" aria-label={group.title}>
      <div className="library-heading" aria-hidden="true">
        {group.title}
      </div>
      {group.kinds.map(row)}
    </div>
  ));
}

interface KindRowProps {
  id: string;
  kind: LibraryKind;
  kinds: KindCatalogue;
  isActive: boolean;
  onAdd: (kind: string) => void;
  onPointerDown: (event: PointerEvent<HTMLElement>, kind: LibraryKind) => void;
}

const KindRow = memo(({ id, kind, kinds, isActive, onAdd, onPointerDown }: KindRowProps) => (
  <Tooltip content={kind.doc} side="right">
    {/* biome-ignore lint/a11y/useKeyWithClickEvents: the search field above takes the keys */}
    <div
      id={id}
      className="library-row"
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={() => onAdd(kind.name)}
      onPointerDown={(event) => onPointerDown(event, kind)}
    >
      <KindGlyph kind={kind.name} catalogue={kinds} size={18} />
      <span className="truncate">{kind.title}</span>
      <span className="library-grip">
        <Icon icon={GripVertical} size={14} />
      </span>
    </div>
  </Tooltip>
));
KindRow.displayName = "KindRow";
