import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { BlockStrip } from "@/features/blocks/block-strip";
import { type KindCatalogue, kindCatalogue } from "@/features/blocks/kinds";

const catalogue = kindCatalogue([
  { name: "wait", title: "Wait", category: "flow", glyph: "timer" },
  { name: "code", title: "Python code", category: "think", glyph: "code-xml" },
]);

test("names the kinds for those who do not see them, and counts what does not fit", () => {
  const kinds = ["wait", "code", "a", "b", "c", "d", "e", "f", "g"];
  render(<BlockStrip kinds={kinds} catalogue={catalogue} />);
  const strip = screen.getByRole("img", { name: /^Wait, Python code, Unknown block “a”/ });
  expect(strip).toHaveTextContent("+3");
});

test("draws nothing until the catalogue is known", () => {
  const unknown: KindCatalogue = { ...catalogue, isKnown: false };
  const { container } = render(<BlockStrip kinds={["wait"]} catalogue={unknown} />);
  expect(container).toBeEmptyDOMElement();
});
