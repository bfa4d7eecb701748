import { createContext, type ReactNode, useContext } from "react";
import type { KindCatalogue } from "@/features/blocks/kinds";
import type { BlockCommands } from "@/features/editor/screen/block-commands";
import type { Gap } from "@/ipc/bindings";

/** What all views of one editor share beside the draft and the drag. */
export interface EditorUi {
  kinds: KindCatalogue;
  /** States of a run by label, shown on the cards. */
  states: ReadonlyMap<string, string> | null;
  /** Where the next block of the library goes; null for behind the selection. */
  addAt: Gap | null;
  commands: BlockCommands;
}

const UiContext = createContext<EditorUi | null>(null);

export function EditorUiProvider({ ui, children }: { ui: EditorUi; children: ReactNode }) {
  return <UiContext value={ui}>{children}</UiContext>;
}

export function useEditorUi(): EditorUi {
  const ui = useContext(UiContext);
  if (ui === null) throw new Error("useEditorUi outside of an EditorUiProvider");
  return ui;
}
