/* The places that a run can browse from (reference A.1), in plain words. Pure. */
import type { SelectGroup, SelectOption } from "@/components/select";
import type { ProxyChoice } from "@/ipc/bindings";

const COUNTRIES = "AR AU BR CA DE ES FR GB IE IN IT JP KR MX NL NZ PH SA TR ZA".split(" ");
const STATES = { CA: "California", FL: "Florida", NY: "New York", TX: "Texas", WA: "Washington" };

const NAMES = new Intl.DisplayNames(["en"], { type: "region" });

/** The value of a choice in the list. Named locations stand for themselves. */
const WORKFLOW = "workflow";
const PLACE = "place";
const CUSTOM = "custom";

const USUAL: readonly SelectOption<string>[] = [
  { value: WORKFLOW, label: "As the workflow says" },
  { value: "=NONE", label: "None" },
];

const RESIDENTIAL: SelectGroup<string> = {
  heading: "Residential",
  options: [
    { value: "=RESIDENTIAL", label: "United States" },
    { value: "=RESIDENTIAL_ISP", label: "United States, from an ISP" },
    ...Object.entries(STATES).map(([code, name]) => ({ value: `=US-${code}`, label: name })),
    ...COUNTRIES.map((code) => ({
      value: `=RESIDENTIAL_${code}`,
      label: NAMES.of(code) ?? code,
    })).sort((a, b) => a.label.localeCompare(b.label)),
  ],
};

/** What can be chosen. A proxy of one's own works with servers of one's own. */
export function proxyOptions(
  proxy: ProxyChoice,
  isOwnServer: boolean,
): readonly (SelectOption<string> | SelectGroup<string>)[] {
  const options: (SelectOption<string> | SelectGroup<string>)[] = [
    ...USUAL,
    { value: PLACE, label: "Country or city…" },
  ];
  if (isOwnServer || proxy.choice === "custom")
    options.push({ value: CUSTOM, label: "Own proxy…" });
  const value = proxyValue(proxy);
  if (proxy.choice === "named" && !isKnown(value)) options.push({ value, label: proxy.location });
  return [...options, RESIDENTIAL];
}

export function proxyValue(proxy: ProxyChoice): string {
  return proxy.choice === "named" ? `=${proxy.location}` : proxy.choice;
}

export function proxyOf(value: string): ProxyChoice {
  switch (value) {
    case WORKFLOW:
      return { choice: "workflow" };
    case PLACE:
      return { choice: "place", country: "", subdivision: null, city: null };
    case CUSTOM:
      return { choice: "custom", url: "" };
    default:
      return { choice: "named", location: value.slice(1) };
  }
}

function isKnown(value: string): boolean {
  return value === "=NONE" || RESIDENTIAL.options.some((option) => option.value === value);
}

/** Every country with its name, by name. */
export function countries(): readonly { value: string; label: string; hint: string }[] {
  known ??= allCountries();
  return known;
}

let known: readonly { value: string; label: string; hint: string }[] | null = null;

/** Groups of countries and test regions, which have two letters as well. */
const NO_COUNTRIES = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);

/** Two letters name a country if the standard knows them and does not take them for another one today. */
function allCountries() {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code)
    .flatMap((code) => {
      const label = names.of(code);
      return label === undefined ? [] : [{ value: code, label, hint: code }];
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}
