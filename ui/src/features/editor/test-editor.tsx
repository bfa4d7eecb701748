// For tests: the editor over a fake backend.
import { screen, within } from "@testing-library/react";
import { vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { sampleNodes } from "@/features/editor/draft/test-nodes";
import { EditorScreen, type EditorScreenProps } from "@/features/editor/editor-screen";
import { sampleChange, sampleView } from "@/features/editor/test-samples";
import type { ConnectionView, EditorChange, EditorView, KindView } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const KINDS: KindView[] = [
  { name: "task", title: "Task", category: "act", glyph: "compass" },
  { name: "wait", title: "Wait", category: "flow", glyph: "timer" },
];
const SOURCE = "a\nloop each\n b\n if m\n  ? yes\n   c\n  ? no\n   d\ne";

interface Wish extends Partial<EditorScreenProps> {
  view?: Partial<EditorView>;
  answers?: FakeAnswers;
  /** What an edit answers with. */
  change?: Partial<EditorChange>;
}

/** Shows the editor of a small workflow. */
export function showEditor({ view, answers, change, ...props }: Wish = {}) {
  const whole = sampleView({ nodes: sampleNodes(SOURCE), ...view });
  const host = installFakeHost({
    kinds: async () => KINDS,
    editorCatalogue: async () => ({
      kinds: KINDS.map((kind) => ({
        ...kind,
        doc: `What ${kind.title} does.`,
        needsBrowser: false,
        needsModel: false,
        isLegacy: false,
        fields: [],
      })),
      settings: [],
      parameterTypes: [],
    }),
    openEditor: async () => whole,
    closeEditor: async () => null,
    editorBlock: async (_, key) => ({
      key,
      kind: "task",
      fields: {},
      secrets: [],
      uses: [],
      lastOutput: null,
    }),
    editorNames: async () => [],
    dropGaps: async () => [],
    edit: async () => sampleChange(2, change),
    ...answers,
  });
  const onClose = vi.fn();
  const onRun = vi.fn();
  const window = renderInWindow(
    <EditorScreen
      connection={{ id: "c1", name: "Local" } as ConnectionView}
      workflow="wpid_1"
      onClose={onClose}
      onRun={onRun}
      onOpenRun={() => {}}
      {...props}
    />,
  );
  const edits = () => host.calls("edit").map(([, edit]) => edit);
  return { ...window, host, edits, onClose, onRun };
}

export const canvas = async () => within(await screen.findByRole("tree", { name: "Blocks" }));
export const outline = () => within(screen.getByRole("tree", { name: "Outline" }));
export const card = async (name: RegExp) => (await canvas()).findByRole("treeitem", { name });
