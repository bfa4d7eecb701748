import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { DraftState, DraftStore } from "@/features/editor/draft/draft-store";
import type { Key, Node } from "@/ipc/bindings";

const DraftContext = createContext<DraftStore | null>(null);

export function DraftProvider({ store, children }: { store: DraftStore; children: ReactNode }) {
  return <DraftContext value={store}>{children}</DraftContext>;
}

/** The draft that the views around belong to. */
export function useDraft(): DraftStore {
  const store = useContext(DraftContext);
  if (store === null) throw new Error("useDraft outside of a DraftProvider");
  return store;
}

/** A part of the draft's state; `read` must give the same object as long as nothing in it changed. */
export function useDraftState<Part>(read: (state: DraftState) => Part): Part {
  const store = useDraft();
  return useSyncExternalStore(store.subscribe, () => read(store.read()));
}

/** One block; renders again only when that block changes. */
export function useNode(key: Key): Node | undefined {
  return useDraftState((state) => state.nodes.get(key));
}

/** Whether the block is selected. */
export function useIsSelected(key: Key): boolean {
  return useDraftState((state) => state.selection.includes(key));
}
