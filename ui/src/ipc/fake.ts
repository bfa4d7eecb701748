// A backend for tests: answers what the test says and rejects everything else by name.
import { vi } from "vitest";
import { type commands, events } from "./bindings";
import { type Host, replaceHost } from "./client";
import { type EventName, type EventPayload, replaceEventSource } from "./events";

type Commands = typeof commands;

/** Each command may be given as an async function or as the value that it answers. */
export type FakeAnswers = Partial<{ [N in keyof Commands]: Commands[N] }>;

export type FakeHost = {
  /** Tells the listeners of an event, as the backend would. */
  emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** The calls of a command so far, as argument lists. */
  calls: <N extends keyof Commands>(name: N) => Parameters<Commands[N]>[];
};

/** Puts a fake backend in place of the real one and returns its strings. */
export function installFakeHost(answers: FakeAnswers): FakeHost {
  const calls = new Map<string, unknown[][]>();
  const answer = (name: string) =>
    vi.fn(async (...args: unknown[]) => {
      calls.set(name, [...(calls.get(name) ?? []), args]);
      const own = answers[name as keyof Commands] as ((...a: unknown[]) => unknown) | undefined;
      if (!own) throw new Error(`The test has no answer for ${name}`);
      return own(...args);
    });
  replaceHost(new Proxy({}, { get: (_, name: string) => answer(name) }) as Host);
  const listeners = new Map<string, Set<(payload: never) => void>>();
  for (const name of Object.keys(events)) listeners.set(name, new Set());
  replaceEventSource((name, listener) => {
    listeners.get(name)?.add(listener as (payload: never) => void);
    return () => listeners.get(name)?.delete(listener as (payload: never) => void);
  });
  return {
    emit: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
    calls: (name) => (calls.get(name) ?? []) as never,
  };
}
