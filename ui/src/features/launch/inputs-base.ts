/* The inputs that a launch can begin with: of a run, of the last time, of a preset, or none. Pure. */
import type { LaunchForm, LaunchInput, RememberedInputs } from "@/ipc/bindings";
import { formatMoment } from "@/lib/format";

export interface InputsBase {
  id: string;
  kind: "prefill" | "last" | "preset" | "defaults";
  /** "Inputs from the last run, today 09:40". */
  title: string;
  /** By key of the field. */
  texts: Readonly<Record<string, string>>;
  /** Of a preset. */
  name: string | null;
}

/** In the order in which they are offered; the first is taken unless another is chosen. */
export function inputsBases(
  form: LaunchForm,
  prefill: readonly LaunchInput[] | undefined,
  now: number,
): InputsBase[] {
  const bases: InputsBase[] = [];
  if (prefill)
    bases.push({
      id: "prefill",
      kind: "prefill",
      title: "Inputs of that run",
      texts: byKey(prefill),
      name: null,
    });
  if (form.last)
    bases.push({
      id: "last",
      kind: "last",
      title: lastTitle(form.last, now),
      texts: byKey(form.last.inputs),
      name: null,
    });
  for (const { name, inputs } of form.presets) {
    if (name !== null)
      bases.push({
        id: presetId(name),
        kind: "preset",
        title: `Preset “${name}”`,
        texts: byKey(inputs),
        name,
      });
  }
  return [...bases, DEFAULTS];
}

export function presetId(name: string): string {
  return `preset:${name}`;
}

const DEFAULTS: InputsBase = {
  id: "defaults",
  kind: "defaults",
  title: "Defaults of the workflow",
  texts: {},
  name: null,
};

function lastTitle({ at }: RememberedInputs, now: number): string {
  if (at === null) return "Inputs from the last run";
  const moment = formatMoment(at, now).replace(/^(Today|Yesterday)/, (day) => day.toLowerCase());
  return `Inputs from the last run, ${moment}`;
}

function byKey(inputs: readonly LaunchInput[]): Record<string, string> {
  return Object.fromEntries(inputs.map(({ key, text }) => [key, text]));
}
