/* The inputs of a run as the launch form takes them. Pure. */
import type { LaunchInput, LaunchOptions } from "@/ipc/bindings";

/** Secrets come masked from the server; asterisks are no input. */
const MASKED = /^[*•]+$/;

/** Every input that can be typed again; what was left empty or is masked is left out. */
export function launchInputs(inputs: unknown): LaunchInput[] {
  if (typeof inputs !== "object" || inputs === null || Array.isArray(inputs)) return [];
  return Object.entries(inputs).flatMap(([key, value]) => {
    const text = inputText(value);
    return text === null || MASKED.test(text) ? [] : [{ key, text }];
  });
}

function inputText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A launch that leaves everything to the workflow and the server. */
export const PLAIN_OPTIONS: LaunchOptions = {
  runWith: null,
  aiFallback: null,
  proxy: { choice: "workflow" },
  browser: { choice: "fresh" },
  maxSteps: null,
  webhookUrl: "",
  totpIdentifier: "",
  totpUrl: "",
  headers: [],
  maxScreenshotScrolls: null,
  maxElapsedMinutes: null,
  title: "",
  isTemplate: false,
};
