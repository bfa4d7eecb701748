import { type ChangeSet, EditorState, type Text } from "@codemirror/state";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sampleChange, sampleStore } from "@/features/editor/test-samples";
import { YamlSession, type YamlState } from "@/features/editor/yaml/yaml-session";
import type { Key, YamlView } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A backend with one text, which counts a revision for each change. A text with "?" cannot be read. */
function backend(text: string, answers: FakeAnswers = {}) {
  const server = { text, revision: 1 };
  const view = (): YamlView => ({
    revision: server.revision,
    text: server.text,
    fileName: "tracker.yaml",
    blocks: [],
    problems: [],
  });
  const host = installFakeHost({
    editorYaml: async () => view(),
    editYaml: async (_, __, typed) => {
      if (typed.includes("?"))
        return { type: "fault", line: 2, column: 1, message: "Expected a list" };
      server.text = typed;
      server.revision += 1;
      return { type: "taken", change: sampleChange(server.revision), view: view() };
    },
    ...answers,
  });
  return { ...host, server, sent: () => host.calls("editYaml").map(([, , typed]) => typed) };
}

function show(block: Key | null = null, store = sampleStore()) {
  let state = EditorState.create();
  const states: YamlState[] = [];
  const faults: number[] = [];
  const session = new YamlSession({
    store,
    block,
    text: {
      read: () => state.doc,
      open: (doc: Text) => {
        state = EditorState.create({ doc });
      },
      change: (changes: ChangeSet) => {
        state = state.update({ changes }).state;
      },
      mark: () => {},
      markFault: (line) => void faults.push(line),
    },
    onState: (next) => void states.push(next),
  });
  const type = (find: string, insert: string) => {
    const from = state.doc.toString().indexOf(find);
    const typed = state.update({ changes: { from, to: from + find.length, insert } });
    state = typed.state;
    session.typed(typed.changes);
  };
  return {
    session,
    store,
    type,
    faults,
    text: () => state.doc.toString(),
    last: () => states.at(-1),
  };
}

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);

test("what is typed is sent once after a pause", async () => {
  const { sent } = backend("a: 1\nb: 2\n");
  const pane = show();
  await settle();
  pane.type("1", "12");
  await settle(200);
  pane.type("12", "123");
  await settle(200);
  expect(sent()).toEqual([]);
  expect(pane.last()).toEqual({ type: "typing" });
  await settle(60);
  expect(sent()).toEqual(["a: 123\nb: 2\n"]);
  expect(pane.last()).toEqual({ type: "inStep" });
  expect(pane.store.read().revision).toBe(2);
});

test("what changes elsewhere comes in beneath what is being typed", async () => {
  const { server, sent } = backend("a: 1\nb: 2\n");
  const pane = show();
  await settle();
  pane.type("2", "25");
  Object.assign(server, { text: "new: 0\na: 7\nb: 2\n", revision: 2 });
  pane.store.take(sampleChange(2));
  pane.session.follow();
  await settle(300);
  expect(pane.text()).toBe("new: 0\na: 7\nb: 25\n");
  expect(sent()).toEqual(["new: 0\na: 7\nb: 25\n"]);
  expect(server.text).toBe("new: 0\na: 7\nb: 25\n");
});

test("a text that cannot be read marks its line and loses nothing", async () => {
  const { server, sent } = backend("a: 1\nb: 2\n");
  const pane = show();
  await settle();
  pane.type("2", "?");
  await settle(300);
  expect(pane.last()).toEqual({ type: "fault", line: 2, message: "Expected a list" });
  expect(pane.faults).toEqual([2]);

  Object.assign(server, { text: "a: 5\nb: 2\n", revision: 2 });
  pane.store.take(sampleChange(2));
  pane.session.follow();
  await settle();
  expect(pane.text()).toBe("a: 5\nb: ?\n");
  expect(server.text).toBe("a: 5\nb: 2\n");

  pane.type("?", "3");
  await settle(300);
  expect(pane.last()).toEqual({ type: "inStep" });
  expect(sent().at(-1)).toBe("a: 5\nb: 3\n");
});

test("what is typed while the answer is awaited is kept and sent after it", async () => {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { server, sent } = backend("a: 1\n", {
    editYaml: async (_, __, typed) => {
      if (server.revision === 1) await answered;
      Object.assign(server, { text: typed, revision: server.revision + 1 });
      const view = {
        revision: server.revision,
        text: typed,
        fileName: "",
        blocks: [],
        problems: [],
      };
      return { type: "taken", change: sampleChange(server.revision), view };
    },
  });
  const pane = show();
  await settle();
  pane.type("1", "12");
  await settle(300);
  pane.type("12", "123");
  await settle(300);
  expect(sent()).toEqual(["a: 12\n"]);
  answer();
  await settle(300);
  expect(sent()).toEqual(["a: 12\n", "a: 123\n"]);
  expect(pane.text()).toBe("a: 123\n");
});

test("closing sends what was typed, and keeps what cannot be read for the next time", async () => {
  const { server } = backend("a: 1\n");
  const first = show();
  await settle();
  first.type("1", "2");
  first.session.close();
  await settle();
  expect(server.text).toBe("a: 2\n");

  const second = show(null, first.store);
  await settle();
  second.type("2", "?");
  second.session.close();
  await settle();
  expect(server.text).toBe("a: 2\n");

  const third = show(null, first.store);
  await settle();
  expect(third.text()).toBe("a: ?\n");
  expect(third.last()?.type).toBe("fault");
  third.type("?", "3");
  await settle(300);
  expect(server.text).toBe("a: 3\n");
});

test("a block that is renamed by typing stays shown", async () => {
  const { server } = backend("label: open\n", {
    editYaml: async (_, __, text) => {
      Object.assign(server, { text, revision: 2 });
      const view = { revision: 2, text, fileName: "", blocks: [], problems: [] };
      return { type: "taken", change: sampleChange(2, { renamed: [["open", "start"]] }), view };
    },
  });
  const pane = show("open");
  await settle();
  pane.type("open", "start");
  await settle(300);
  expect(pane.session.block).toBe("start");
});

test("a backend that does not answer is told, and what was typed goes out with the next key", async () => {
  let isAway = true;
  const { server, sent } = backend("a: 1\n", {
    editYaml: async (_, __, text) => {
      if (isAway) throw new Error("The library cannot be written");
      Object.assign(server, { text, revision: 2 });
      const view = { revision: 2, text, fileName: "", blocks: [], problems: [] };
      return { type: "taken", change: sampleChange(2), view };
    },
  });
  const pane = show();
  await settle();
  pane.type("1", "12");
  await settle(300);
  expect(pane.last()).toEqual({ type: "broken", message: "The library cannot be written" });
  isAway = false;
  pane.type("12", "123");
  await settle(300);
  expect(sent().at(-1)).toBe("a: 123\n");
  expect(pane.last()).toEqual({ type: "inStep" });
});
