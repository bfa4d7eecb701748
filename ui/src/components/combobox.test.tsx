import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { Combobox, matchingOptions } from "@/components/combobox";

const OPTIONS = [
  { value: "de", label: "Germany" },
  { value: "se", label: "Sweden", hint: "Stockholm" },
  { value: "ch", label: "Switzerland" },
];

function Sample({ free }: { free?: boolean }) {
  const [value, setValue] = useState("de");
  return (
    <>
      <Combobox label="Country" value={value} onChange={setValue} options={OPTIONS} free={free} />
      <output>{value}</output>
    </>
  );
}

const field = () => screen.getByRole("combobox", { name: "Country" });
const value = () => screen.getByRole("status").textContent;

describe("a combobox", () => {
  it("is chosen from by typing and the arrow keys", async () => {
    render(<Sample />);
    expect(field()).toHaveValue("Germany");
    await userEvent.clear(field());
    await userEvent.type(field(), "sw");
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual([
      "SwedenStockholm",
      "Switzerland",
    ]);
    await userEvent.keyboard("{ArrowDown}");
    expect(field()).toHaveAttribute(
      "aria-activedescendant",
      screen.getByRole("option", { name: /Switz/ }).id,
    );
    await userEvent.keyboard("{Enter}");
    expect(value()).toBe("ch");
    expect(field()).toHaveValue("Switzerland");
    expect(field()).toHaveFocus();
  });

  it("goes back to what was chosen on Escape", async () => {
    render(<Sample />);
    await userEvent.click(field());
    await userEvent.keyboard("x{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect([value(), (field() as HTMLInputElement).value]).toEqual(["de", "Germany"]);
  });

  it("takes what is not on the list if it is free", async () => {
    render(<Sample free />);
    await userEvent.clear(field());
    await userEvent.type(field(), "fr");
    expect(value()).toBe("fr");
  });
});

it("finds by all words, labels that begin with them first", () => {
  const labels = (text: string) => matchingOptions(OPTIONS, text).map((option) => option.value);
  expect(labels("stock swe")).toEqual(["se"]);
  expect(labels("e")).toEqual(["de", "se", "ch"]);
  expect(labels("switz")).toEqual(["ch"]);
  expect(labels("")).toEqual(["de", "se", "ch"]);
});
