// The launch dialog over a fake backend, for tests.
import { act, screen } from "@testing-library/react";
import { vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { LaunchDialog } from "@/features/launch/launch-dialog";
import { CONNECTION, sampleForm } from "@/features/launch/test-samples";
import type { LaunchForm, LaunchInput, LaunchRequest } from "@/ipc/bindings";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";
import type { FileDrop } from "@/ipc/window";

const listeners = vi.hoisted(() => new Set<(drop: FileDrop) => void>());
vi.mock("@/ipc/window", () => ({
  onFileDrop: (listener: (drop: FileDrop) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
}));

interface Start {
  form?: Partial<LaunchForm>;
  answers?: FakeAnswers;
  prefill?: LaunchInput[];
  version?: number;
}

export function openDialog({ form, answers, prefill, version }: Start = {}) {
  const host = installFakeHost({
    launchForm: async (_, __, asked) => sampleForm({ version: asked ?? 31, ...form }),
    checkLaunch: async () => [],
    launch: async () => ({ outcome: "started", run: "wr_1" }),
    ...answers,
  });
  const acts = { onClose: vi.fn(), onStarted: vi.fn() };
  const view = renderInWindow(
    <LaunchDialog
      connection={CONNECTION}
      workflow="wpid_1"
      version={version}
      prefill={prefill}
      {...acts}
    />,
  );
  return { ...view, ...acts, host };
}

export const field = (name: string | RegExp) => screen.findByRole("textbox", { name });
export const button = (name: string | RegExp) => screen.findByRole("button", { name });
/** A list to choose from. */
export const choice = (name: string) => screen.findByRole("combobox", { name });
export const runButton = () => button(/^Run/);
/** What was sent, one after another. */
export const sent = ({ host }: { host: ReturnType<typeof installFakeHost> }): LaunchRequest[] =>
  host.calls("launch").map(([, request]) => request);
export const textsOf = (request: LaunchRequest | undefined) =>
  Object.fromEntries(request?.inputs.map(({ key, text }) => [key, text]) ?? []);

/** Files of this computer are dropped into the dialog. jsdom draws nothing, so nothing else lies under the pointer. */
export function dropFiles(...paths: string[]) {
  document.elementFromPoint = () => document.querySelector('[role="dialog"]');
  act(() => {
    for (const listener of listeners) listener({ type: "drop", x: 10, y: 10, paths });
  });
}
