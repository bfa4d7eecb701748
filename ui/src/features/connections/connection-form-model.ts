/* What stands in the form of a connection, and what is wrong with it. Pure; `use-connection-form.ts` asks the server. */
import type {
  ConnectionColor,
  ConnectionForm,
  ConnectionKind,
  ConnectionProblem,
  ConnectionReport,
  ConnectionView,
  KeyStorage,
} from "@/ipc/bindings";

const CLOUD_URL = "https://api.skyvern.com";
export const COLORS: readonly ConnectionColor[] = [
  "blue",
  "teal",
  "violet",
  "amber",
  "rose",
  "gray",
];

export type FormField = "name" | "baseUrl" | "key" | "storage";

export interface FormValues {
  kind: ConnectionKind;
  name: string;
  color: ConnectionColor;
  baseUrl: string;
  /** As typed; empty as soon as it has been handed over. */
  key: string;
  /** Null: not chosen yet. Asked for only while the keychain cannot keep the key. */
  storage: KeyStorage | null;
}

export interface FormState extends FormValues {
  report: ConnectionReport | null;
  /** What has to be mended, by field. */
  faults: Partial<Record<FormField, string>>;
  /** A fault that belongs to no field. */
  fault: string | null;
  work: "testing" | "saving" | null;
}

export type FormChange =
  | { type: "edited"; values: Partial<FormValues> }
  | { type: "began"; work: "testing" | "saving" }
  | { type: "reported"; report: ConnectionReport }
  | { type: "refused"; faults: FormState["faults"]; fault: string | null }
  | { type: "saved" };

/** An empty form, or that of a connection that is being changed. */
export function startForm(
  existing: ConnectionView | null,
  others: readonly ConnectionView[],
): FormState {
  const values: FormValues = existing
    ? {
        kind: existing.kind,
        name: existing.name,
        color: existing.color,
        baseUrl: existing.baseUrl,
        key: "",
        storage: existing.key === "memory" ? "memory" : null,
      }
    : { ...EMPTY, kind: likelyKind(others), color: freeColor(others) };
  return { ...values, report: null, faults: {}, fault: null, work: null };
}

export function changeForm(state: FormState, change: FormChange): FormState {
  switch (change.type) {
    case "edited":
      return edited(state, change.values);
    case "began":
      return { ...state, work: change.work, faults: {}, fault: null };
    case "reported":
      return { ...state, ...cleanedUrl(change.report), report: change.report, work: null };
    case "refused":
      return { ...state, faults: change.faults, fault: change.fault, work: null };
    case "saved":
      return { ...state, key: "", work: null };
  }
}

/** What was found about another address or key says nothing about the new one. */
function edited(state: FormState, values: Partial<FormValues>): FormState {
  const faults = { ...state.faults };
  for (const field of Object.keys(values)) delete faults[field as FormField];
  const isOther = "kind" in values || "baseUrl" in values || "key" in values;
  return {
    ...state,
    ...values,
    faults,
    fault: null,
    report: isOther ? null : state.report,
    work: isOther ? null : state.work,
  };
}

function cleanedUrl(report: ConnectionReport): { baseUrl?: string } {
  return report.outcome === "connected" ? { baseUrl: report.baseUrl } : {};
}

const EMPTY = { name: "", baseUrl: "", key: "", storage: null };

/** One account in the cloud is usual, several servers of one's own are. */
function likelyKind(others: readonly ConnectionView[]): ConnectionKind {
  return others.some(({ kind }) => kind === "cloud") ? "ownServer" : "cloud";
}

/** A colour that no other connection has, as long as there is one. */
function freeColor(others: readonly ConnectionView[]): ConnectionColor {
  return COLORS.find((color) => others.every((other) => other.color !== color)) ?? "gray";
}

/** As it is sent. A name that was left empty is that of the server. */
export function toForm(state: FormValues): ConnectionForm {
  const baseUrl = state.kind === "cloud" ? CLOUD_URL : state.baseUrl.trim();
  return { kind: state.kind, name: nameOf(state), color: state.color, baseUrl };
}

/** The name as typed, else the one that will be used. */
export function nameOf({
  kind,
  name,
  baseUrl,
}: Pick<FormValues, "kind" | "name" | "baseUrl">): string {
  if (name.trim()) return name.trim();
  if (kind === "cloud") return "Skyvern Cloud";
  return hostOf(baseUrl.trim());
}

function hostOf(address: string): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  return URL.canParse(withScheme) ? new URL(withScheme).host : address;
}

/** What can be said without asking anybody. */
export function missingFields(
  state: FormValues,
  needsKey: boolean,
  asksStorage: boolean,
): FormState["faults"] {
  const faults: FormState["faults"] = {};
  if (state.kind === "ownServer" && !state.baseUrl.trim())
    faults.baseUrl = "Type the address of the server";
  if (needsKey && !state.key.trim()) faults.key = "Paste the API key";
  if (asksStorage && state.key.trim() && state.storage === null)
    faults.storage = "Choose where the key is kept";
  return faults;
}

/** The field whose content is to blame, as far as one is. */
export function fieldOfProblem(problem: ConnectionProblem): "baseUrl" | "key" {
  return problem === "wrongKey" ? "key" : "baseUrl";
}

/** The address may be right and the server only out of reach for now: it may be kept all the same. */
export function mayPass(problem: ConnectionProblem): boolean {
  return (
    problem === "nameNotFound" ||
    problem === "refused" ||
    problem === "timeout" ||
    problem === "serverFault"
  );
}

/** Which field a fault of the backend marks. */
export function fieldOfFault(name: string | null): FormField | null {
  return name === "name" || name === "baseUrl" || name === "key" ? name : null;
}
