import { expect, test } from "vitest";
import { countries, proxyOf, proxyOptions, proxyValue } from "@/features/blocks/proxy-places";
import type { ProxyChoice } from "@/ipc/bindings";

/** Labels in the order of the list. */
const labels = (proxy: ProxyChoice, isOwnServer: boolean) =>
  proxyOptions(proxy, isOwnServer).flatMap((entry) =>
    "heading" in entry ? entry.options.map(({ label }) => label) : entry.label,
  );

test("places have plain names", () => {
  const all = labels({ choice: "workflow" }, false);
  expect(all.slice(0, 4)).toEqual([
    "As the workflow says",
    "None",
    "Country or city…",
    "United States",
  ]);
  expect(all).toEqual(expect.arrayContaining(["California", "Spain", "South Africa", "Türkiye"]));
});

test("a proxy of one's own goes with a server of one's own, or where it is chosen already", () => {
  const custom: ProxyChoice = { choice: "custom", url: "http://p:1" };
  expect(labels({ choice: "workflow" }, false)).not.toContain("Own proxy…");
  expect(labels({ choice: "workflow" }, true)).toContain("Own proxy…");
  expect(labels(custom, false)).toContain("Own proxy…");
});

test("a location that is not known yet stays", () => {
  const proxy: ProxyChoice = { choice: "named", location: "RESIDENTIAL_XX" };
  expect(labels(proxy, false)).toContain("RESIDENTIAL_XX");
});

test.each<ProxyChoice>([
  { choice: "workflow" },
  { choice: "named", location: "US-CA" },
  { choice: "named", location: "NONE" },
  { choice: "place", country: "", subdivision: null, city: null },
  { choice: "custom", url: "" },
])("%j is chosen by its value", (proxy) => {
  expect(proxyOf(proxyValue(proxy))).toEqual(proxy);
});

test("countries are the countries of today, by name", () => {
  const codes = countries().map(({ value }) => value);
  expect(codes).toEqual(expect.arrayContaining(["DE", "US", "GB", "CZ", "RS"]));
  // Groups, test regions, and countries of yesterday.
  for (const code of ["EU", "UN", "XA", "ZZ", "DD", "SU", "YU"]) expect(codes).not.toContain(code);
  expect(countries()[0]?.label).toBe("Afghanistan");
});
