import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Typing } from "@/features/editor/inputs/typing";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A field whose edits are answered by hand. */
function field() {
  const sent: unknown[] = [];
  const answers: ((revision: number | Error) => void)[] = [];
  const typing = new Typing(
    (value) => {
      sent.push(value);
      return new Promise((done, refused) => {
        answers.push((answer) => (answer instanceof Error ? refused(answer) : done(answer)));
      });
    },
    () => {},
  );
  const answer = async (revision: number | Error) => {
    answers.shift()?.(revision);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { typing, sent, answer };
}

test("is sent after a pause, as it stands by then", () => {
  const { typing, sent } = field();
  for (const text of ["a", "ab", "abc"]) {
    typing.type(text);
    vi.advanceTimersByTime(40);
  }
  expect(sent).toEqual([]);
  expect(typing.read()).toMatchObject({ phase: "typed", value: "abc", revision: null });
  vi.advanceTimersByTime(40);
  expect(sent).toEqual(["abc"]);
});

test("typing without a pause is sent all the same", () => {
  const { typing, sent } = field();
  for (let key = 1; key <= 6; key += 1) {
    typing.type(key);
    vi.advanceTimersByTime(50);
  }
  expect(sent).toEqual([5]);
});

test("one edit is under way at most, and the newest follows it", async () => {
  const { typing, sent, answer } = field();
  typing.pick("first");
  typing.pick("second");
  typing.pick("third");
  expect(sent).toEqual(["first"]);
  await answer(2);
  expect(sent).toEqual(["first", "third"]);
  expect(typing.read()).toMatchObject({ value: "third", revision: null });
  await answer(3);
  expect(typing.read()).toEqual({ phase: "typed", value: "third", revision: 3 });
});

test("a flush resolves when everything is answered", async () => {
  const { typing, sent, answer } = field();
  typing.type("last words");
  const done = vi.fn();
  void typing.flush().then(done);
  expect(sent).toEqual(["last words"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(done).not.toHaveBeenCalled();
  await answer(2);
  expect(done).toHaveBeenCalledOnce();
  await typing.flush();
  expect(sent).toHaveLength(1);
});

test("what is refused stays with its reason until something else is typed", async () => {
  const { typing, answer } = field();
  typing.pick("bad");
  await answer(new Error("Not like this."));
  expect(typing.read()).toEqual({ phase: "refused", value: "bad", message: "Not like this." });
  typing.type("better");
  expect(typing.read()).toMatchObject({ phase: "typed", value: "better" });
});
