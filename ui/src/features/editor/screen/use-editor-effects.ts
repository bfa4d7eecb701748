import { useEffect } from "react";
import { useToasts } from "@/components/toasts";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { ancestorsOf } from "@/features/editor/draft/structure";
import { useEdit } from "@/features/editor/draft/use-edit";

/** What an edit has to tell, with its repair. */
export function useNotices() {
  const notices = useDraftState((state) => state.notices);
  const { show } = useToasts();
  const edit = useEdit();
  useEffect(() => {
    const [first] = notices;
    if (!first) return;
    const rest = notices.length - 1;
    const message = first.message.replaceAll("`", "");
    const { fix } = first;
    show({
      name: "edit notice",
      tone: "warn",
      message: rest > 0 ? `${message} ${rest} more in the problems.` : message,
      stays: 12_000,
      action: fix
        ? { label: fix.title.replaceAll("`", ""), onAct: () => void edit(fix.edit) }
        : undefined,
    });
  }, [notices, show, edit]);
}

/** A block that is chosen from elsewhere is shown: what hides it is unfolded. */
export function useUnfoldForSelection() {
  const draft = useDraft();
  const chosen = useDraftState((state) => state.selection.at(-1) ?? null);
  useEffect(() => {
    if (chosen === null) return;
    const { nodes, folded } = draft.read();
    const hiding = ancestorsOf(nodes, chosen).filter((node) => folded.has(node.key));
    if (hiding.length > 0)
      draft.setFolded(
        hiding.map((node) => node.key),
        false,
      );
  }, [draft, chosen]);
}
