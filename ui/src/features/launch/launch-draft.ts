/*
 * What a person has typed into the launch form. It holds differences only: beneath it are the inputs chosen to begin
 * with and the remembered options of the form, so that another version of the workflow takes over what still fits.
 * Pure.
 */
import type { InputsBase } from "@/features/launch/inputs-base";
import type {
  FieldFault,
  LaunchField,
  LaunchForm,
  LaunchOptions,
  LaunchRequest,
} from "@/ipc/bindings";

type Texts = Readonly<Record<string, string>>;

/** Numbers are kept as typed; what is none yet stays to be mended. */
export type NumberOption = "maxSteps" | "maxElapsedMinutes" | "maxScreenshotScrolls";

export interface Draft {
  /** Which inputs to begin with; null = those that are offered first. */
  baseId: string | null;
  /** By key of the field. */
  typed: Texts;
  /** What was typed before other inputs were chosen. */
  setAside: Texts | null;
  options: Partial<Omit<LaunchOptions, NumberOption>>;
  numbers: Partial<Record<NumberOption, string>>;
  /** Fields that somebody has changed: a key, or `options.<name>`. */
  touched: ReadonlySet<string>;
  /** All fields are to be in order from now on. */
  isSubmitted: boolean;
  /** What the server or the last try did not take; each until its field changes. */
  refused: readonly FieldFault[];
}

export const EMPTY_DRAFT: Draft = {
  baseId: null,
  typed: {},
  setAside: null,
  options: {},
  numbers: {},
  touched: new Set(),
  isSubmitted: false,
  refused: [],
};

export type DraftAction =
  | { type: "typed"; key: string; text: string }
  | { type: "baseChosen"; baseId: string }
  | { type: "presetSaved"; baseId: string }
  | { type: "takenBack" }
  | { type: "optionSet"; change: Draft["options"] }
  | { type: "numberTyped"; name: NumberOption; text: string }
  | { type: "submitted" }
  | { type: "refused"; faults: readonly FieldFault[] };

export function changeDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.type) {
    case "typed":
      return {
        ...touch(draft, [action.key]),
        typed: { ...draft.typed, [action.key]: action.text },
      };
    case "baseChosen": {
      const wasTyped = Object.keys(draft.typed).length > 0;
      return {
        ...draft,
        baseId: action.baseId,
        typed: {},
        setAside: wasTyped ? draft.typed : draft.setAside,
        refused: draft.refused.filter(({ field }) => field.startsWith("options.")),
      };
    }
    case "presetSaved":
      return { ...draft, baseId: action.baseId, typed: {} };
    case "takenBack":
      return { ...draft, typed: draft.setAside ?? draft.typed, setAside: null };
    case "optionSet": {
      const fields = Object.keys(action.change).map((name) => `options.${name}`);
      return { ...touch(draft, fields), options: { ...draft.options, ...action.change } };
    }
    case "numberTyped":
      return {
        ...touch(draft, [`options.${action.name}`]),
        numbers: { ...draft.numbers, [action.name]: action.text },
      };
    case "submitted":
      return { ...draft, isSubmitted: true };
    case "refused":
      return { ...draft, isSubmitted: true, refused: action.faults };
  }
}

function touch(draft: Draft, fields: readonly string[]): Draft {
  return {
    ...draft,
    touched: new Set([...draft.touched, ...fields]),
    refused: draft.refused.filter(({ field }) => !fields.includes(field)),
  };
}

/** What stands in a field. */
export function textOf(draft: Draft, base: InputsBase, field: LaunchField): string {
  return draft.typed[field.key] ?? startText(base, field);
}

/** What stands in a field before anything is typed. A box that is not ticked means no, unless a default counts. */
export function startText(base: InputsBase, field: LaunchField): string {
  const text = base.texts[field.key];
  if (text !== undefined) return text;
  return field.kind === "boolean" && field.default === null ? "false" : "";
}

export function numberText(draft: Draft, form: LaunchForm, name: NumberOption): string {
  return draft.numbers[name] ?? form.options[name]?.toString() ?? "";
}

export function optionsOf(draft: Draft, form: LaunchForm): LaunchOptions {
  const number = (name: NumberOption) => wholeNumber(numberText(draft, form, name));
  return {
    ...form.options,
    ...draft.options,
    maxSteps: number("maxSteps"),
    maxElapsedMinutes: number("maxElapsedMinutes"),
    maxScreenshotScrolls: number("maxScreenshotScrolls"),
  };
}

/** What would be sent; a field left empty is not. The newest version is asked for as such. */
export function requestOf(draft: Draft, form: LaunchForm, base: InputsBase): LaunchRequest {
  return {
    workflow: form.workflow,
    version: form.version === form.versions[0] ? null : form.version,
    inputs: form.fields
      .map((field) => ({ key: field.key, text: textOf(draft, base, field) }))
      .filter(({ text }) => text !== ""),
    options: optionsOf(draft, form),
  };
}

/** Faults that cannot be told to the backend, as a number is all that it takes. */
export function numberFaults(draft: Draft, form: LaunchForm): FieldFault[] {
  const names: NumberOption[] = ["maxSteps", "maxElapsedMinutes", "maxScreenshotScrolls"];
  return names
    .filter((name) => {
      const text = numberText(draft, form, name).trim();
      return text !== "" && wholeNumber(text) === null;
    })
    .map((name) => ({ field: `options.${name}`, message: "A whole number, e.g. 40" }));
}

/** Whether closing would lose something. */
export function isChanged(draft: Draft, form: LaunchForm, base: InputsBase): boolean {
  const isTyped = form.fields.some(
    (field) => textOf(draft, base, field) !== startText(base, field),
  );
  return isTyped || JSON.stringify(optionsOf(draft, form)) !== JSON.stringify(form.options);
}

/** The faults to show, by field: those of fields that were changed, or all once sending was tried. */
export function shownFaults(
  draft: Draft,
  faults: readonly FieldFault[],
): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  for (const { field, message } of [...draft.refused, ...faults]) {
    const isDue = draft.isSubmitted || draft.touched.has(field);
    if (isDue && !shown.has(field)) shown.set(field, message);
  }
  return shown;
}

/** What the backend takes as a count; null for anything else. */
function wholeNumber(text: string): number | null {
  const digits = text.trim();
  const number = Number(digits);
  return /^\d+$/.test(digits) && number < 2 ** 32 ? number : null;
}
