import { expect, test } from "vitest";
import { addressParts } from "@/features/run-window/address-bar";

test.each([
  ["https://portal.example/invoices/NE-2025", "portal.example/invoices/", "NE-2025"],
  ["https://portal.example/", "portal.example", ""],
  ["http://a.example/list?from=/x#top", "a.example/", "list?from=/x#top"],
  ["about:blank", "about:blank", ""],
  ["", "", ""],
])("the address %s", (url, start, end) => {
  expect(addressParts(url)).toEqual({ start, end });
});
