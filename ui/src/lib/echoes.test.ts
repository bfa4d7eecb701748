import { expect, test } from "vitest";
import { Echoes } from "@/lib/echoes";

test("a text that comes back late is an echo, once", () => {
  const echoes = new Echoes();
  echoes.sent("a");
  echoes.sent("a ");
  echoes.sent("a |");
  expect(echoes.take("a")).toBe(true);
  // "a " was drawn together with what came after it.
  expect(echoes.take("a |")).toBe(true);
  expect(echoes.take("a ")).toBe(false);
});

test("a text from elsewhere ends the waiting", () => {
  const echoes = new Echoes();
  echoes.sent("a");
  expect(echoes.take("b")).toBe(false);
  expect(echoes.take("a")).toBe(false);
});
