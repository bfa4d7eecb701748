import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { button, field, openDialog, runButton, sent, textsOf } from "@/features/launch/test-dialog";
import { sampleForm, VENDORS } from "@/features/launch/test-samples";
import type { LaunchOutcome } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import type { FakeAnswers } from "@/ipc/fake";

/** `max_invoices` over 100, as Rust would say it. */
const checkLaunch: FakeAnswers["checkLaunch"] = async (_, request) =>
  Number(textsOf(request).max_invoices) > 100
    ? [{ field: "max_invoices", message: "At most 100" }]
    : [];

describe("the form", () => {
  test("begins with the inputs of the last run, and with the first field", async () => {
    openDialog();
    expect(await field("since")).toHaveValue("1 Oct");
    expect(await field("since")).toHaveFocus();
    expect(await field("since")).toBeRequired();
    expect(await field("vendors")).toHaveValue(VENDORS);
    expect(screen.getByText("List of 2 texts")).toBeInTheDocument();
    expect(await field("max_invoices")).toHaveAttribute("placeholder", "Default: 40");
    expect(screen.getByText("orders 2026.xlsx")).toBeInTheDocument();
    expect(screen.getByRole("checkbox", { name: /send_copy/ })).toBeChecked();
    expect(screen.getByText("v31 · Halden production")).toBeInTheDocument();
  });

  test("begins with the inputs that are given, in the version that is asked for", async () => {
    const opened = openDialog({ prefill: [{ key: "since", text: "3 May" }], version: 30 });
    expect(await field("since")).toHaveValue("3 May");
    expect(opened.host.calls("launchForm")).toEqual([["c1", "wpid_1", 30]]);
    await opened.person.click(await runButton());
    expect(sent(opened)[0]).toMatchObject({ version: 30 });
  });

  test("says calmly what could not be listed", async () => {
    openDialog({
      form: { notes: ["The credentials are not listed: the server does not answer."] },
    });
    expect(await screen.findByText(/The credentials are not listed/)).toBeInTheDocument();
  });

  test("of a workflow without inputs is short", async () => {
    openDialog({ form: { fields: [], last: null } });
    expect(await screen.findByText("This workflow asks for no inputs.")).toBeInTheDocument();
  });

  test("that cannot be read says why, and is asked for again", async () => {
    let isUp = false;
    const { person } = openDialog({
      answers: {
        launchForm: async () => {
          if (!isUp) throw new IpcError("notFound", "This workflow is gone.");
          return sampleForm();
        },
      },
    });
    expect(await screen.findByText("This workflow is gone.")).toBeInTheDocument();
    isUp = true;
    await person.click(await button("Try again"));
    expect(await field("since")).toHaveFocus();
  });
});

describe("a launch", () => {
  test("sends what was typed, once, and leads to the run", async () => {
    let arrive = (_: LaunchOutcome) => {};
    const opened = openDialog({
      answers: {
        launch: () =>
          new Promise((resolve) => {
            arrive = resolve;
          }),
      },
    });
    const { person, onStarted } = opened;
    await person.clear(await field("since"));
    await person.type(await field("since"), "1 Nov");
    expect(screen.getByText("was 1 Oct")).toBeInTheDocument();
    await person.click(screen.getByRole("checkbox", { name: /send_copy/ }));
    await person.keyboard("{Control>}{Enter}{Enter}{/Control}");
    await person.click(await runButton());
    expect(sent(opened)).toHaveLength(1);
    expect(textsOf(sent(opened)[0])).toEqual({
      since: "1 Nov",
      vendors: VENDORS,
      po_list: "s3://uploads/o_1/orders%202026.xlsx",
      send_copy: "false",
    });
    await act(async () => arrive({ outcome: "started", run: "wr_7" }));
    expect(onStarted).toHaveBeenCalledExactlyOnceWith("wr_7");
  });

  test("is not sent while a field is to be mended; the focus goes there", async () => {
    const opened = openDialog({ answers: { checkLaunch } });
    const { person } = opened;
    await person.type(await field("max_invoices"), "250");
    expect(await screen.findByText("At most 100")).toBeInTheDocument();
    expect(await field("max_invoices")).toHaveAccessibleDescription("At most 100");
    expect(await runButton()).toHaveAttribute("aria-disabled", "true");
    await person.click(await field("since"));
    await person.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(async () => expect(await field("max_invoices")).toHaveFocus());
    await person.click(await field("since"));
    await person.click(await button("1 field to fix"));
    await waitFor(async () => expect(await field("max_invoices")).toHaveFocus());
    await person.clear(await field("max_invoices"));
    await waitFor(async () =>
      expect(await runButton()).not.toHaveAttribute("aria-disabled", "true"),
    );
    expect(sent(opened)).toEqual([]);
  });

  test("is sent at once when the field has just been mended", async () => {
    const opened = openDialog({ answers: { checkLaunch } });
    const { person } = opened;
    await person.type(await field("max_invoices"), "250");
    await screen.findByText("At most 100");
    await person.clear(await field("max_invoices"));
    await person.click(await runButton());
    await waitFor(() => expect(sent(opened)).toHaveLength(1));
  });

  test("tells of untouched fields only when it is tried", async () => {
    const faults = [{ field: "since", message: "Needs a value" }];
    const opened = openDialog({
      form: { last: null },
      answers: {
        checkLaunch: async () => faults,
        launch: async () => ({ outcome: "invalid", faults }),
      },
    });
    const { person } = opened;
    await person.type(await field("max_invoices"), "2");
    await waitFor(() => expect(opened.host.calls("checkLaunch")).not.toEqual([]));
    expect(screen.queryByText("Needs a value")).toBeNull();
    await person.click(await runButton());
    expect(await screen.findByText("Needs a value")).toBeInTheDocument();
    await waitFor(async () => expect(await field("since")).toHaveFocus());
    expect(opened.onStarted).not.toHaveBeenCalled();
  });

  test("that the server refuses for a field says so there, until it changes", async () => {
    const opened = openDialog({
      answers: {
        launch: async () => {
          throw new IpcError("invalid", "No such vendor.", "vendors");
        },
      },
    });
    const { person } = opened;
    await field("since");
    await person.click(await runButton());
    await waitFor(async () =>
      expect(await field("vendors")).toHaveAccessibleDescription("No such vendor."),
    );
    await person.type(await field("vendors"), " ");
    await waitFor(() => expect(screen.queryByText("No such vendor.")).toBeNull());
  });

  test("that fails otherwise keeps all that was typed", async () => {
    const opened = openDialog({
      answers: {
        launch: async () => {
          throw new IpcError("offline", "The server does not answer.");
        },
      },
    });
    await opened.person.type(await field("since"), "!");
    await opened.person.click(await runButton());
    expect(await screen.findByRole("alert")).toHaveTextContent("The server does not answer.");
    expect(await field("since")).toHaveValue("1 Oct!");
    expect(await runButton()).not.toHaveAttribute("aria-disabled", "true");
  });

  test("of unknown outcome is not sent again by itself", async () => {
    const opened = openDialog({
      answers: {
        launch: async () => ({
          outcome: "unknown",
          message: "The connection broke.",
          candidates: ["wr_8", "wr_9"],
        }),
      },
    });
    const { person, onStarted } = opened;
    await field("since");
    await person.click(await runButton());
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("It is not known whether the run was started");
    await person.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.queryByRole("button", { name: /^Run/ })).toBeNull();
    expect(sent(opened)).toHaveLength(1);
    await person.click(within(alert).getAllByRole("button", { name: "Open" })[1] as HTMLElement);
    expect(onStarted).toHaveBeenCalledExactlyOnceWith("wr_9");
    await person.click(await button("Start again"));
    await waitFor(() => expect(sent(opened)).toHaveLength(2));
  });
});

describe("closing", () => {
  test("by Escape is at once while nothing was typed", async () => {
    const { person, onClose } = openDialog();
    await field("since");
    await person.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledOnce();
  });

  test("asks in place where something would be lost", async () => {
    const { person, onClose } = openDialog();
    await person.type(await field("since"), "x");
    await person.keyboard("{Escape}");
    expect(onClose).not.toHaveBeenCalled();
    expect(screen.getByText("Discard what you have typed?")).toBeInTheDocument();
    expect(await button("Keep editing")).toHaveFocus();
    await person.keyboard("{Enter}");
    expect(await runButton()).toBeInTheDocument();
    await person.keyboard("{Escape}");
    await person.click(await button("Discard"));
    expect(onClose).toHaveBeenCalledOnce();
  });
});
