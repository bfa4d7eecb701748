import { expect, test } from "vitest";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { sendEdit, withKeys } from "@/features/editor/inputs/edit-queue";
import { sampleChange } from "@/features/editor/test-samples";
import type { Edit, EditorChange } from "@/ipc/bindings";

/** A draft that answers each edit when it is told to. */
function slowDraft() {
  const edits: Edit[] = [];
  const answers: ((change: EditorChange | Error) => void)[] = [];
  const edit = (next: Edit) => {
    edits.push(next);
    return new Promise<EditorChange>((done, refused) => {
      answers.push((answer) => (answer instanceof Error ? refused(answer) : done(answer)));
    });
  };
  const answer = async (change: EditorChange | Error) => {
    answers.shift()?.(change);
    await new Promise((next) => setTimeout(next));
  };
  return { draft: { edit } as DraftStore, edits, answer };
}

const setUrl = (block: string): Edit => ({ edit: "setField", block, field: "url", value: "x" });

test("edits go one after another, and follow a block that is renamed meanwhile", async () => {
  const { draft, edits, answer } = slowDraft();
  const rename = sendEdit(draft, () => ({ edit: "rename", block: "open", to: "start" }));
  const later = sendEdit(draft, () => setUrl("open"));
  expect(edits).toHaveLength(1);
  await answer(sampleChange(2, { renamed: [["open", "start"]] }));
  expect(edits[1]).toEqual(setUrl("start"));
  await answer(sampleChange(3));
  await expect(rename).resolves.toMatchObject({ revision: 2 });
  await expect(later).resolves.toMatchObject({ revision: 3 });
});

test("a refusal does not hold up what waits", async () => {
  const { draft, edits, answer } = slowDraft();
  const refused = expect(sendEdit(draft, () => setUrl("open"))).rejects.toThrow("No.");
  const taken = sendEdit(draft, () => setUrl("read"));
  await answer(new Error("No."));
  await refused;
  expect(edits).toHaveLength(2);
  await answer(sampleChange(2));
  await expect(taken).resolves.toMatchObject({ revision: 2 });
});

test("keys change inside of several edits too", () => {
  const several: Edit = { edit: "several", name: "Both", edits: [setUrl("a"), setUrl("b")] };
  expect(withKeys(several, new Map([["b", "c"]]))).toEqual({
    ...several,
    edits: [setUrl("a"), setUrl("c")],
  });
});
