import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it } from "vitest";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { TextField } from "@/components/text-field";
import { ToastProvider } from "@/components/toasts";
import { TooltipProvider } from "@/components/tooltip";

function Sample({ busy }: { busy?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  return (
    <TooltipProvider>
      <ToastProvider>
        <Button onClick={() => setOpen(true)}>Open</Button>
        <Dialog
          open={isOpen}
          onClose={() => setOpen(false)}
          title="New folder"
          dirty={name !== ""}
          busy={busy}
          footer={<Button variant="primary">Create</Button>}
        >
          <Field label="Name">
            <TextField value={name} onChange={setName} />
          </Field>
        </Dialog>
      </ToastProvider>
    </TooltipProvider>
  );
}

/** The page of the app: what is behind a dialog is the element with this id. */
let page: HTMLElement;
beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  page = document.getElementById("root") as HTMLElement;
});

async function open(element = <Sample />) {
  render(element, { container: page });
  await userEvent.click(screen.getByRole("button", { name: "Open" }));
}

describe("a dialog", () => {
  it("takes the focus to its first field, makes the page inert, and gives both back", async () => {
    await open();
    expect(screen.getByRole("dialog", { name: "New folder" })).toHaveAttribute(
      "aria-modal",
      "true",
    );
    expect(screen.getByRole("textbox", { name: "Name" })).toHaveFocus();
    expect(page).toHaveAttribute("inert");
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(page).not.toHaveAttribute("inert");
    await expect.poll(() => document.activeElement?.textContent).toBe("Open");
  });

  it("keeps what was typed when Escape is pressed, and closes by its cross", async () => {
    await open();
    await userEvent.type(screen.getByRole("textbox"), "Finance");
    await userEvent.keyboard("{Escape}");
    expect(screen.getByRole("textbox")).toHaveValue("Finance");
    await userEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("cannot be closed while it works", async () => {
    await open(<Sample busy />);
    await userEvent.keyboard("{Escape}");
    expect(screen.getByRole("dialog")).toBeVisible();
    expect(screen.getByRole("button", { name: "Close" })).toBeDisabled();
  });
});

describe("a question", () => {
  it.each([
    [true, "Cancel"],
    [false, "Delete server"],
  ])("stands on the harmless button when it is dangerous: %s", async (danger, expected) => {
    render(
      <TooltipProvider>
        <ConfirmDialog
          open
          onClose={() => {}}
          title="Delete?"
          action="Delete server"
          danger={danger}
          onConfirm={() => {}}
        >
          Its key goes.
        </ConfirmDialog>
      </TooltipProvider>,
    );
    expect(screen.getByRole("button", { name: expected })).toHaveFocus();
  });
});
