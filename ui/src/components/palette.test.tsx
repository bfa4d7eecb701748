import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { Palette } from "@/components/palette";

const TITLES = ["Invoice downloader", "Invoice check", "Job tracker"];

function Sample({
  onChoose,
  onMore,
}: {
  onChoose: (id: string) => void;
  onMore: (id: string) => void;
}) {
  const [query, setQuery] = useState("");
  const items = TITLES.filter((title) => title.toLowerCase().includes(query)).map((title) => ({
    id: title,
    content: title,
    disabled: title === "Invoice check",
  }));
  return (
    <Palette
      open
      onClose={() => {}}
      query={query}
      onQueryChange={setQuery}
      placeholder="Search everything"
      groups={items.length > 0 ? [{ heading: "Workflows", items }] : []}
      onChoose={onChoose}
      onMore={onMore}
      empty="No match."
    />
  );
}

it("is typed into, walked and chosen from without leaving the field", async () => {
  const onChoose = vi.fn();
  const onMore = vi.fn();
  render(<Sample onChoose={onChoose} onMore={onMore} />);
  const field = screen.getByRole("combobox");
  expect(field).toHaveFocus();
  const active = () => screen.getByRole("option", { selected: true }).textContent;
  expect(active()).toBe("Invoice downloader");
  await userEvent.keyboard("{ArrowUp}");
  expect(active()).toBe("Job tracker");
  expect(field).toHaveAttribute(
    "aria-activedescendant",
    screen.getByRole("option", { selected: true }).id,
  );
  await userEvent.keyboard("{Tab}");
  expect(onMore).toHaveBeenCalledWith("Job tracker");
  await userEvent.type(field, "inv");
  expect(active()).toBe("Invoice downloader");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(onChoose).not.toHaveBeenCalled();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(onChoose).toHaveBeenCalledWith("Invoice downloader");
  await userEvent.type(field, "xyz");
  expect(screen.getByText("No match.")).toBeVisible();
});
