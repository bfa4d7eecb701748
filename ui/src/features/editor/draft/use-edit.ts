import { useCallback } from "react";
import { useToasts } from "@/components/toasts";
import { useDraft } from "@/features/editor/draft/draft-context";
import type { Edit, EditorChange } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";

/** Says why an edit was refused. */
export function useRefusal(): (fault: unknown) => void {
  const { show } = useToasts();
  return useCallback(
    (fault) => {
      show({ message: messageOf(fault), tone: "warn", name: "refused edit" });
    },
    [show],
  );
}

/** Carries out edits; one that is refused is told and answered with null. */
export function useEdit(): (edit: Edit) => Promise<EditorChange | null> {
  const draft = useDraft();
  const refuse = useRefusal();
  return useCallback(
    (edit) =>
      draft.edit(edit).catch((fault) => {
        refuse(fault);
        return null;
      }),
    [draft, refuse],
  );
}
