import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { NumberField, stepped } from "@/components/number-field";

describe("counting", () => {
  it.each([
    ["40", 1, undefined, undefined, "41"],
    ["", 1, undefined, undefined, "1"],
    ["many", -1, undefined, undefined, "-1"],
    ["1", -1, 1, 100, "1"],
    ["95", 10, 1, 100, "100"],
    ["0.1", 0.2, undefined, undefined, "0.3"],
  ])("%s by %d", (text, by, min, max, expected) => {
    expect(stepped(text, by, min, max)).toBe(expected);
  });
});

it("keeps what is typed, and counts with the arrow keys", async () => {
  function Sample() {
    const [value, setValue] = useState("");
    return <NumberField aria-label="Max steps" value={value} onChange={setValue} max={60} />;
  }
  render(<Sample />);
  const field = screen.getByRole("textbox", { name: "Max steps" });
  await userEvent.type(field, "4x");
  expect(field).toHaveValue("4x");
  await userEvent.clear(field);
  await userEvent.type(field, "58{ArrowUp}{ArrowUp}{ArrowUp}");
  expect(field).toHaveValue("60");
});
