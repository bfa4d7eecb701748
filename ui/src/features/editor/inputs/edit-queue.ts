/*
 * Edits of panels one after another: each is made when its turn comes, from what the one before it left, and keys that
 * change while it waits are followed.
 */
import type { DraftStore } from "@/features/editor/draft/draft-store";
import type { Edit, EditorChange, Key } from "@/ipc/bindings";

/** Makes the edit from the present state. */
export type MakeEdit = () => Edit;

interface Waiting {
  make: MakeEdit;
  renamed: Map<Key, Key>;
  done: (change: EditorChange) => void;
  refused: (fault: unknown) => void;
}

interface Queue {
  waiting: Waiting[];
  isRunning: boolean;
}

const queues = new WeakMap<DraftStore, Queue>();

/** Carries out an edit after those that wait already. Rejects with the IpcError of a refusal. */
export function sendEdit(draft: DraftStore, make: MakeEdit): Promise<EditorChange> {
  const queue = queues.get(draft) ?? { waiting: [], isRunning: false };
  queues.set(draft, queue);
  return new Promise((done, refused) => {
    queue.waiting.push({ make, renamed: new Map(), done, refused });
    if (!queue.isRunning) void run(draft, queue);
  });
}

async function run(draft: DraftStore, queue: Queue) {
  queue.isRunning = true;
  for (let next = queue.waiting.shift(); next; next = queue.waiting.shift()) {
    try {
      const change = await draft.edit(withKeys(next.make(), next.renamed));
      for (const later of queue.waiting) follow(later.renamed, change.renamed);
      next.done(change);
    } catch (fault) {
      next.refused(fault);
    }
  }
  queue.isRunning = false;
}

function follow(renamed: Map<Key, Key>, pairs: EditorChange["renamed"]) {
  const next = new Map(pairs);
  for (const [first, now] of renamed) renamed.set(first, next.get(now) ?? now);
  for (const [before, after] of pairs) if (!renamed.has(before)) renamed.set(before, after);
}

/** The edit with the keys that blocks have by now. Exported for its test. */
export function withKeys(edit: Edit, renamed: ReadonlyMap<Key, Key>): Edit {
  if (renamed.size === 0) return edit;
  if (edit.edit === "several")
    return { ...edit, edits: edit.edits.map((each) => withKeys(each, renamed)) };
  if ("block" in edit && edit.block !== null)
    return { ...edit, block: renamed.get(edit.block) ?? edit.block };
  return edit;
}
