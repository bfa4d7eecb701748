// Everything that can be done with blocks, for keys, menus and buttons alike.
import { useMemo } from "react";
import { useAnnounce } from "@/components/live-region";
import { useToasts } from "@/components/toasts";
import { useLatest } from "@/components/use-latest";
import { useDraft } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { ancestorsOf, gapForAdding, mainList, outermost } from "@/features/editor/draft/structure";
import { takeIn } from "@/features/editor/draft/take-in";
import { useEdit, useRefusal } from "@/features/editor/draft/use-edit";
import { structureIn } from "@/features/editor/draft/use-structure";
import { gapWords } from "@/features/editor/drag/drag-words";
import { gapsInOrder, homeOf, stepGap } from "@/features/editor/drag/gap-steps";
import type { Edit, Gap, Key, Wrapper } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";

export interface BlockCommands {
  /** The outermost of the chosen blocks, in reading order. */
  chosen: () => Key[];
  edit: (edit: Edit) => Promise<unknown>;
  /** Leads to the library, to choose what to add there; without a place, behind the selection. */
  addHere: (gap: Gap | null) => void;
  add: (kind: string) => void;
  duplicate: (keys: readonly Key[]) => void;
  remove: (keys: readonly Key[]) => void;
  wrap: (keys: readonly Key[], wrapper: Wrapper) => void;
  unwrap: (key: Key) => void;
  /** On, if all of them are off. */
  turnOff: (keys: readonly Key[]) => void;
  copy: (keys: readonly Key[]) => Promise<boolean>;
  cut: (keys: readonly Key[]) => void;
  paste: (text: string) => void;
  /** To the next or previous place. */
  move: (keys: readonly Key[], step: 1 | -1) => void;
  fold: (keys: readonly Key[]) => void;
  foldAll: () => void;
  /** Leads to the inspector. */
  inspect: () => void;
  runFrom: (key: Key) => void;
  runOnly: (keys: readonly Key[]) => void;
}

export interface CommandTargets {
  addAt: Gap | null;
  setAddAt: (gap: Gap | null) => void;
  focusLibrary: () => void;
  focusInspector: () => void;
  onRunBlocks: (labels: string[]) => void;
}

/** The same object for the life of the editor. */
export function useBlockCommands(targets: CommandTargets): BlockCommands {
  const draft = useDraft();
  const edit = useEdit();
  const refuse = useRefusal();
  const announce = useAnnounce();
  const { show } = useToasts();
  const latest = useLatest(targets);
  return useMemo(() => {
    const now = () => structureIn(draft.read());
    const copy = async (keys: readonly Key[]) => {
      if (keys.length === 0) return false;
      try {
        await copyText(await host.copyBlocks(draft.id, [...keys]));
        announce(`${keys.length === 1 ? keys[0] : `${keys.length} blocks`} copied`);
        return true;
      } catch (fault) {
        show({ message: messageOf(fault), tone: "warn" });
        return false;
      }
    };
    const remove = (keys: readonly Key[]) => {
      if (keys.length === 0) return;
      const next = neighbour(draft, keys);
      void edit({ edit: "delete", blocks: [...keys] }).then((change) => {
        if (change?.select.length === 0) draft.select(next === null ? [] : [next]);
      });
    };
    const add = (kind: string) => {
      const at = latest.current.addAt ?? gapForAdding(now(), draft.read().selection);
      latest.current.setAddAt(null);
      void edit({ edit: "addKind", kind, at });
    };
    return {
      edit,
      copy,
      remove,
      add,
      chosen: () => outermost(now(), draft.read().selection),
      addHere: (gap) => {
        latest.current.setAddAt(gap);
        latest.current.focusLibrary();
      },
      cut: (keys) => void copy(keys).then((isCopied) => isCopied && remove(keys)),
      paste: (text) => {
        const at = gapForAdding(now(), draft.read().selection);
        host.pasteBlocks(draft.id, text, at).then((change) => takeIn(draft, change), refuse);
      },
      move: (keys, step) => {
        const structure = now();
        const gaps = gapsInOrder(structure, keys, draft.read().folded);
        const to = stepGap(gaps, homeOf(structure, keys), step);
        if (!to || keys.length === 0) return;
        const lifted = { type: "blocks" as const, keys, name: "" };
        void edit({ edit: "move", blocks: [...keys], to }).then(
          (change) => change && announce(gapWords(structure, to, lifted)),
        );
      },
      ...editing(draft, edit),
      ...folding(draft),
      inspect: () => latest.current.focusInspector(),
      runFrom: (key) => latest.current.onRunBlocks(labelsFrom(draft, key)),
      runOnly: (keys) => latest.current.onRunBlocks(labelsOf(draft, keys)),
    };
  }, [draft, edit, refuse, announce, show, latest]);
}

function editing(draft: DraftStore, edit: (edit: Edit) => Promise<unknown>) {
  const act = (keys: readonly Key[], what: Edit) => {
    if (keys.length > 0) void edit(what);
  };
  return {
    duplicate: (keys: readonly Key[]) => {
      const last = draft.read().nodes.get(keys.at(-1) ?? "");
      if (!last) return;
      const to = gapForAdding(structureIn(draft.read()), [last.key]);
      act(keys, { edit: "copy", blocks: [...keys], to });
    },
    wrap: (keys: readonly Key[], wrapper: Wrapper) =>
      act(keys, { edit: "wrap", blocks: [...keys], with: wrapper }),
    unwrap: (block: Key) => act([block], { edit: "unwrap", block }),
    turnOff: (keys: readonly Key[]) => {
      const off = !keys.every((key) => draft.read().nodes.get(key)?.isOff);
      act(keys, { edit: "turnOff", blocks: [...keys], off });
    },
  };
}

function folding(draft: DraftStore) {
  const containers = () =>
    [...draft.read().nodes.values()].filter((node) => node.isLoop || node.branches.length > 0);
  return {
    fold: (keys: readonly Key[]) => {
      const { nodes, folded } = draft.read();
      const able = keys.filter((key) => {
        const node = nodes.get(key);
        return node !== undefined && (node.isLoop || node.branches.length > 0);
      });
      if (able.length > 0) draft.setFolded(able, !able.every((key) => folded.has(key)));
    },
    foldAll: () => {
      const keys = containers().map((node) => node.key);
      const { folded } = draft.read();
      draft.setFolded(keys, !keys.every((key) => folded.has(key)));
    },
  };
}

/** What is chosen when blocks go: the one behind them, else the one before. */
function neighbour(draft: DraftStore, keys: readonly Key[]): Key | null {
  const { nodes } = draft.read();
  const { order } = structureIn(draft.read());
  const gone = new Set(keys);
  const stays = (key: Key) =>
    !gone.has(key) && !ancestorsOf(nodes, key).some((node) => gone.has(node.key));
  const start = order.indexOf(keys[0] ?? "");
  return order.slice(start).find(stays) ?? order.slice(0, start).findLast(stays) ?? null;
}

function labelsFrom(draft: DraftStore, key: Key): string[] {
  const { nodes } = draft.read();
  const top = ancestorsOf(nodes, key)[0]?.key ?? key;
  const list = mainList(structureIn(draft.read()));
  return labelsOf(draft, list.slice(Math.max(0, list.indexOf(top))));
}

/** Labels of the top-level blocks around these; what is off is not on the server. */
function labelsOf(draft: DraftStore, keys: readonly Key[]): string[] {
  const { nodes } = draft.read();
  const tops = keys.map((key) => ancestorsOf(nodes, key)[0] ?? nodes.get(key));
  const labels = tops.flatMap((node) => (node && !node.isOff ? [node.label] : []));
  return [...new Set(labels)];
}
