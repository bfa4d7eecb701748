// For tests: a panel of the editor over a backend whose draft holds the fields of its blocks.
import { renderInWindow } from "@/components/test-window";
import { DraftProvider } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { sampleCatalogue, sampleDetail } from "@/features/editor/test-catalogue";
import { sampleChange, sampleHead, sampleStore } from "@/features/editor/test-samples";
import type { BlockDetail, Edit, EditorChange, EditorView } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

interface PanelOptions {
  view?: Partial<EditorView>;
  blocks?: readonly (Partial<BlockDetail> & { key: string })[];
  /** What an edit does besides setting fields. */
  onEdit?: (edit: Edit) => Partial<EditorChange> | undefined;
  answers?: FakeAnswers;
}

/** Shows the panel; the returned draft is what the window knows, `edits` what was sent. */
export function showPanel(panel: React.ReactElement, options: PanelOptions = {}) {
  const store = sampleStore(options.view);
  const blocks = new Map((options.blocks ?? []).map((block) => [block.key, sampleDetail(block)]));
  const backend = draftOf(blocks, store, options.onEdit);
  const host = installFakeHost({
    kinds: async () => [],
    editorCatalogue: async () => sampleCatalogue(),
    editorChoices: async () => ({ models: [], credentials: [], workflows: [], notes: [] }),
    editorBlock: async (_, key) => structuredClone(blocks.get(key) ?? sampleDetail({ key })),
    editorNames: async () => [],
    referenceUses: async () => ({ definition: null, uses: [] }),
    edit: async (_, edit) => backend(edit),
    ...options.answers,
  });
  const window = renderInWindow(<DraftProvider store={store}>{panel}</DraftProvider>);
  return { ...window, store, host, edits: () => host.calls("edit").map(([, edit]) => edit) };
}

function draftOf(
  blocks: Map<string, BlockDetail>,
  store: DraftStore,
  onEdit: PanelOptions["onEdit"],
) {
  let { revision } = store.read();
  return (edit: Edit): EditorChange => {
    const more = onEdit?.(edit);
    revision += 1;
    const touched = "block" in edit && edit.block !== null ? [edit.block] : [];
    const fields = blocks.get(touched[0] ?? "")?.fields as Record<string, unknown> | undefined;
    if (edit.edit === "setField" && fields) fields[edit.field] = edit.value;
    if (edit.edit === "resetFields" && fields) for (const name of edit.fields) delete fields[name];
    const head = sampleHead(store.read().head);
    return sampleChange(revision, { touched, head, problems: [...store.read().problems], ...more });
  };
}
