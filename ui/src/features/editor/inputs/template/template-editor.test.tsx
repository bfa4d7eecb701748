import { CompletionContext } from "@codemirror/autocomplete";
import { deleteCharBackward } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";
import { render } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { completeReference } from "@/features/editor/inputs/template/completion";
import TemplateEditor, {
  type TemplateEditorProps,
} from "@/features/editor/inputs/template/template-editor";
import type { ReferenceName } from "@/ipc/bindings";

const NAMES: ReferenceName[] = ["max_rows", "rows_output"].map((path) => ({
  path,
  origin: "parameter",
  detail: "integer",
  preview: null,
  isNested: false,
}));

/** The editor over a text; `view` is what a person types into. */
function showEditor(text: string, props: Partial<TemplateEditorProps> = {}) {
  const onChange = vi.fn<(text: string) => void>();
  const element = (now: string, more: Partial<TemplateEditorProps> = {}) => (
    <TemplateEditor
      text={now}
      mode="text"
      label="Prompt"
      links={{}}
      onChange={onChange}
      onLeave={() => {}}
      names={async () => NAMES}
      bad={[]}
      onChip={() => {}}
      chipTitle={async (chip) => chip}
      {...props}
      {...more}
    />
  );
  const shown = render(element(text));
  const view = EditorView.findFromDOM(shown.container.querySelector(".cm-editor") as HTMLElement);
  if (!view) throw new Error("There is no editor");
  const chips = () =>
    Array.from(shown.container.querySelectorAll<HTMLElement>(".reference-chip"), (chip) =>
      chip.dataset.bad === undefined ? chip.textContent : `${chip.textContent}!`,
    );
  const setText = (now: string, more?: Partial<TemplateEditorProps>) =>
    shown.rerender(element(now, more));
  return { view, chips, onChange, setText };
}

test("references are chips, and one that is wrong is marked", () => {
  const { chips, setText } = showEditor("Read {{ rows }} and {{month|upper}}, {{ }} {% if x %}");
  expect(chips()).toEqual(["rows", "month|upper"]);
  setText("Read {{ rows }} and {{month|upper}}, {{ }} {% if x %}", { bad: [[5, 15]] });
  expect(chips()).toEqual(["rows!", "month|upper"]);
});

test("Backspace takes a chip away as a whole", () => {
  const { view, chips, onChange } = showEditor("Read {{ rows }}");
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  deleteCharBackward(view);
  expect(chips()).toEqual([]);
  expect(onChange).toHaveBeenLastCalledWith("Read ");
});

test("a text from outside changes only what differs, and is not reported as typed", () => {
  const { view, onChange, setText } = showEditor("one two three");
  view.dispatch({ selection: { anchor: 13 } });
  setText("one 2 three");
  expect(view.state.doc.toString()).toBe("one 2 three");
  expect(view.state.selection.main.head).toBe(11);
  expect(onChange).not.toHaveBeenCalled();
});

test("what was typed comes back late and takes nothing away", () => {
  const { view, setText } = showEditor("a");
  const type = (insert: string) =>
    view.dispatch({ changes: { from: view.state.doc.length, insert } });
  type("b");
  type(" ");
  setText("ab");
  expect(view.state.doc.toString()).toBe("ab ");
  type("c");
  setText("ab c");
  expect(view.state.doc.toString()).toBe("ab c");
  setText("a");
  expect(view.state.doc.toString()).toBe("a");
});

test("a field of one line takes none of the line breaks that are pasted", () => {
  const { view, onChange } = showEditor("a", { mode: "line" });
  view.dispatch({ changes: { from: 1, insert: "\nb\nc" } });
  expect(onChange).toHaveBeenLastCalledWith("a b c");
});

/** What the list writes when its first entry is taken at `|`. */
async function completed(text: string, explicit = false) {
  const at = text.indexOf("|");
  const { view } = showEditor(text.replace("|", ""));
  const context = new CompletionContext(view.state, at, explicit, view);
  const result = await completeReference(context, async () => NAMES);
  const first = result?.options[0];
  if (!result || !first || typeof first.apply !== "function") return null;
  first.apply(view, first, result.from, at);
  const caret = view.state.selection.main.head;
  const now = view.state.doc.toString();
  return `${now.slice(0, caret)}|${now.slice(caret)}`;
}

test.each([
  ["Stop after {{ ma|", "Stop after {{ max_rows }}|"],
  ["Stop after {{| }} then", "Stop after {{ max_rows }}| then"],
  ["{{ 1 + ro|", "{{ 1 + rows_output|"],
  ["no braces |", null],
])("%s is completed", async (text, expected) => {
  expect(await completed(text)).toBe(expected);
});

test("Ctrl+Space inserts a whole reference anywhere", async () => {
  expect(await completed("Stop after |.", true)).toBe("Stop after {{ max_rows }}|.");
});
