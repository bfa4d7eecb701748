import type { DraftStore } from "@/features/editor/draft/draft-store";
import type { EditorChange } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** Takes in what a command other than `edit`, `undoEdit` and `redoEdit` did to the draft. */
export async function takeIn(store: DraftStore, change: EditorChange): Promise<void> {
  if (!store.take(change)) store.reset(await host.openEditor(store.id));
}
