import { describe, expect, test } from "vitest";
import { inputsBases } from "@/features/launch/inputs-base";
import {
  changeDraft,
  type Draft,
  type DraftAction,
  EMPTY_DRAFT,
  isChanged,
  numberFaults,
  requestOf,
  shownFaults,
  startText,
} from "@/features/launch/launch-draft";
import { OPTIONS, sampleField, sampleForm, VENDORS } from "@/features/launch/test-samples";
import type { LaunchForm, LaunchInput } from "@/ipc/bindings";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const draftOf = (...actions: DraftAction[]): Draft => actions.reduce(changeDraft, EMPTY_DRAFT);

function check(draft: Draft, form: LaunchForm = sampleForm(), prefill?: LaunchInput[]) {
  const bases = inputsBases(form, prefill, NOW);
  const base = bases.find(({ id }) => id === draft.baseId) ?? bases[0];
  if (!base) throw new Error("there is always a base");
  const request = requestOf(draft, form, base);
  return {
    texts: Object.fromEntries(request.inputs.map(({ key, text }) => [key, text])),
    options: request.options,
    version: request.version,
    isChanged: isChanged(draft, form, base),
  };
}

const typed = (key: string, text: string): DraftAction => ({ type: "typed", key, text });
const LAST = { since: "1 Oct", vendors: VENDORS, po_list: "s3://uploads/o_1/orders%202026.xlsx" };

describe("the inputs to begin with", () => {
  test("are those of the last run; what is empty is not sent", () => {
    expect(check(EMPTY_DRAFT)).toMatchObject({ texts: LAST, isChanged: false });
  });

  test("are those of another run where they are given", () => {
    const { texts } = check(EMPTY_DRAFT, sampleForm(), [{ key: "since", text: "3 May" }]);
    expect(texts).toEqual({ since: "3 May" });
  });

  test("are the workflow's own where nothing is remembered", () => {
    expect(check(EMPTY_DRAFT, sampleForm({ last: null, presets: [] })).texts).toEqual({});
  });

  test("are offered by name and time", () => {
    const [given, last, preset, defaults] = inputsBases(sampleForm(), [], NOW);
    expect(given?.title).toBe("Inputs of that run");
    expect(last?.title).toMatch(/^Inputs from the last run, today \d\d:40$/);
    expect(preset?.title).toBe("Preset “Monthly”");
    expect(defaults?.title).toBe("Defaults of the workflow");
  });

  test("can be changed, and what was typed comes back", () => {
    const chosen = draftOf(typed("since", "5 Oct"), {
      type: "baseChosen",
      baseId: "preset:Monthly",
    });
    expect(check(chosen).texts).toEqual({ since: "1 Nov" });
    expect(check(changeDraft(chosen, { type: "takenBack" })).texts).toEqual({ since: "5 Oct" });
  });

  test.each([
    [null, "false"],
    [true, ""],
  ])("a box with default %j begins as “%s”", (value, text) => {
    const [base] = inputsBases(sampleForm({ last: null, presets: [] }), undefined, NOW);
    const field = sampleField({ kind: "boolean", default: value });
    expect(base && startText(base, field)).toBe(text);
  });
});

describe("what is typed", () => {
  test("takes the place of what was there, and is known as a change until it is the same again", () => {
    const draft = draftOf(typed("since", "2 Oct"), typed("max_invoices", "12"));
    expect(check(draft)).toMatchObject({
      texts: { ...LAST, since: "2 Oct", max_invoices: "12" },
      isChanged: true,
    });
    const same = [typed("since", "1 Oct"), typed("max_invoices", "")].reduce(changeDraft, draft);
    expect(check(same).isChanged).toBe(false);
  });

  test("stays for another version where that asks for it as well", () => {
    const older = sampleForm({ version: 30, fields: [sampleField({ key: "since" })] });
    const request = check(draftOf(typed("since", "x"), typed("vendors", "[]")), older);
    expect(request).toMatchObject({ texts: { since: "x" }, version: 30 });
  });

  test("asks for the newest version as such", () => {
    expect(check(EMPTY_DRAFT).version).toBeNull();
  });
});

describe("options", () => {
  test("are the remembered ones with what was changed", () => {
    const form = sampleForm({ options: { ...OPTIONS, maxSteps: 60, title: "Nightly" } });
    const draft = draftOf(
      { type: "optionSet", change: { runWith: "code", aiFallback: true } },
      { type: "numberTyped", name: "maxElapsedMinutes", text: " 30 " },
    );
    expect(check(draft, form)).toMatchObject({
      isChanged: true,
      options: { ...form.options, runWith: "code", aiFallback: true, maxElapsedMinutes: 30 },
    });
  });

  test.each([
    ["", null, 0],
    ["12", 12, 0],
    ["0", 0, 0],
    ["-1", null, 1],
    ["1.5", null, 1],
    ["many", null, 1],
    ["99999999999", null, 1],
  ])("“%s” steps are %j", (text, sent, faults) => {
    const draft = draftOf({ type: "numberTyped", name: "maxSteps", text });
    expect(check(draft).options.maxSteps).toBe(sent);
    expect(numberFaults(draft, sampleForm())).toHaveLength(faults);
  });
});

describe("faults", () => {
  const FAULTS = [
    { field: "since", message: "Needs a value" },
    { field: "options.maxSteps", message: "At least 1" },
  ];
  const shown = (draft: Draft) => [...shownFaults(draft, FAULTS).keys()];

  test("are shown of touched fields, and of all once sending was tried", () => {
    expect(shown(EMPTY_DRAFT)).toEqual([]);
    expect(shown(draftOf(typed("since", "")))).toEqual(["since"]);
    expect(shown(draftOf({ type: "submitted" }))).toEqual(["since", "options.maxSteps"]);
  });

  test("of the server stay until their field changes", () => {
    const refused = draftOf({
      type: "refused",
      faults: [{ field: "vendors", message: "No such vendor" }],
    });
    expect(shownFaults(refused, []).get("vendors")).toBe("No such vendor");
    expect(shownFaults(changeDraft(refused, typed("since", "x")), []).has("vendors")).toBe(true);
    expect(shownFaults(changeDraft(refused, typed("vendors", "[]")), []).size).toBe(0);
  });
});
