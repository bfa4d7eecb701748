/* Where the main window is. Each screen remembers its own choice while another one is shown. */
import type { OpenEditor } from "@/features/connections/servers-settings";
import type { SettingsSection } from "@/features/settings/sections";
import type { FolderChoice } from "@/features/workflows/folder-choice";
import type { WorkflowId } from "@/ipc/bindings";

export type Screen = "workflows" | "runs" | "recordings" | "schedules" | "credentials" | "settings";

export interface Place {
  screen: Screen;
  folder: FolderChoice;
  /** The workflow that was asked for from elsewhere; `turn` tells one wish from the next. */
  reveal: { workflow: WorkflowId; turn: number } | null;
  /** The screen Runs shows those of one workflow only; null shows all. */
  runsOf: WorkflowId | null;
  section: SettingsSection;
  /** The workflow whose editor covers the screens. */
  editing: WorkflowId | null;
  /** The form that Settings › Servers opens with; `turn` tells one wish from the next. */
  editor: { open: OpenEditor; turn: number };
}

export const START: Place = {
  screen: "workflows",
  folder: null,
  reveal: null,
  runsOf: null,
  section: "servers",
  editing: null,
  editor: { open: { open: "none" }, turn: 0 },
};

export type Move =
  | { to: Screen }
  | { to: "folder"; folder: FolderChoice }
  | { to: "workflow"; workflow: WorkflowId }
  | { to: "edit"; workflow: WorkflowId | null }
  | { to: "runsOf"; workflow: WorkflowId | null }
  | { to: "section"; section: SettingsSection }
  | { to: "servers"; open: OpenEditor }
  | { to: "otherServer" };

export function move(place: Place, wish: Move): Place {
  switch (wish.to) {
    case "folder":
      return { ...place, screen: "workflows", folder: wish.folder };
    case "workflow": {
      const turn = (place.reveal?.turn ?? 0) + 1;
      // It may be in any folder.
      return {
        ...place,
        screen: "workflows",
        folder: null,
        reveal: { workflow: wish.workflow, turn },
      };
    }
    case "edit":
      return { ...place, editing: wish.workflow };
    case "runsOf":
      return { ...place, screen: "runs", runsOf: wish.workflow };
    case "section":
      return { ...place, screen: "settings", section: wish.section, editor: closed(place) };
    case "settings":
      return { ...place, screen: "settings", editor: closed(place) };
    case "servers": {
      const editor = { open: wish.open, turn: place.editor.turn + 1 };
      return { ...place, screen: "settings", section: "servers", editor };
    }
    case "otherServer":
      // Folders and workflows are those of a server.
      return { ...place, folder: null, reveal: null, runsOf: null, editing: null };
    default:
      return { ...place, screen: wish.to };
  }
}

/** A form is opened by who asked for it, not again by everyone who comes later. */
function closed({ editor }: Place): Place["editor"] {
  return { ...editor, open: { open: "none" } };
}
