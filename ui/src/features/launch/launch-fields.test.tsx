import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import {
  button,
  choice,
  dropFiles,
  field,
  openDialog,
  runButton,
  sent,
  textsOf,
} from "@/features/launch/test-dialog";
import { OPTIONS, sampleField, sampleForm } from "@/features/launch/test-samples";
import { IpcError } from "@/ipc/client";

describe("presets", () => {
  test("are chosen, deleted and brought back", async () => {
    const savePreset = vi.fn(async () => null);
    const { person, host } = openDialog({
      answers: { savePreset, deletePreset: async () => null },
    });
    await field("since");
    await person.click(await button(/Inputs from the last run/));
    await person.click(await screen.findByRole("menuitemradio", { name: /Monthly/ }));
    expect(await field("since")).toHaveValue("1 Nov");
    await person.click(await button(/Preset “Monthly”/));
    await person.click(await screen.findByRole("menuitem", { name: /Delete preset/ }));
    expect(host.calls("deletePreset")).toEqual([["c1", "wpid_1", "Monthly"]]);
    expect(await field("since")).toHaveValue("1 Oct");
    // Radix turns the pointer off outside of a dialog, and the style sheet turns it on again for toasts.
    const undo = await button("Undo");
    act(() => undo.click());
    expect(savePreset).toHaveBeenCalledWith("c1", "wpid_1", "Monthly", [
      { key: "since", text: "1 Nov" },
    ]);
  });

  test("are made of what stands in the fields", async () => {
    const savePreset = vi.fn(async () => null);
    const { person } = openDialog({ answers: { savePreset } });
    await person.type(await field("since"), " 2026");
    await person.click(await button("Save as…"));
    await person.click(await button("Save"));
    expect(await field("Name of the preset")).toHaveAccessibleDescription("Give the preset a name");
    await person.type(await field("Name of the preset"), "October{Enter}");
    expect(savePreset).toHaveBeenCalledExactlyOnceWith(
      "c1",
      "wpid_1",
      "October",
      expect.arrayContaining([{ key: "since", text: "1 Oct 2026" }]),
    );
    expect(await button(/Preset “October”/)).toBeInTheDocument();
    expect(await field("since")).toHaveValue("1 Oct 2026");
  });
});

describe("files", () => {
  const FILE = { name: "new orders.xlsx", bytes: 84_000, uri: "s3://uploads/new.xlsx" };

  test("are chosen, sent and taken away again", async () => {
    const opened = openDialog({
      form: { last: null },
      answers: { chooseAndUpload: async () => FILE },
    });
    const { person } = opened;
    await person.click(await button("Choose a file…"));
    expect(await screen.findByText("new orders.xlsx")).toBeInTheDocument();
    expect(screen.getByText("84 kB")).toBeInTheDocument();
    await person.click(await button("Remove file"));
    expect(await field("po_list")).toHaveValue("");
    expect(await field("po_list")).toHaveFocus();
    await person.type(await field("po_list"), "https://example.com/a.csv");
    await person.click(await runButton());
    expect(textsOf(sent(opened)[0]).po_list).toBe("https://example.com/a.csv");
  });

  test("are dropped; nothing is sent until they have arrived", async () => {
    let arrive = (_: typeof FILE) => {};
    const uploadFile = vi.fn(
      () =>
        new Promise<typeof FILE>((resolve) => {
          arrive = resolve;
        }),
    );
    const opened = openDialog({ answers: { uploadFile } });
    await field("since");
    dropFiles("/home/ada/new orders.xlsx", "/home/ada/another.csv");
    expect(uploadFile).toHaveBeenCalledExactlyOnceWith("c1", "/home/ada/new orders.xlsx");
    expect(await screen.findByText("Uploading new orders.xlsx")).toBeInTheDocument();
    expect(await runButton()).toHaveAttribute("aria-disabled", "true");
    await opened.person.keyboard("{Control>}{Enter}{/Control}");
    expect(sent(opened)).toEqual([]);
    await act(async () => arrive(FILE));
    await opened.person.click(await runButton());
    expect(textsOf(sent(opened)[0]).po_list).toBe(FILE.uri);
  });

  test("that do not arrive say why at the field", async () => {
    const { person } = openDialog({
      form: { last: null },
      answers: {
        chooseAndUpload: async () => {
          throw new IpcError("file", "The file has more than 512 MB.");
        },
      },
    });
    await person.click(await button("Choose a file…"));
    await waitFor(async () =>
      expect(await field("po_list")).toHaveAccessibleDescription("The file has more than 512 MB."),
    );
  });
});

describe("controls by kind", () => {
  test("a credential is chosen by its name, one of many by typing", async () => {
    const opened = openDialog();
    const { person } = opened;
    await person.click(await choice("portal"));
    await person.click(await screen.findByRole("option", { name: /Nordlicht/ }));
    await person.click(await runButton());
    expect(textsOf(sent(opened)[0]).portal).toBe("cred_1");
  });

  test("a credential is typed where none are listed", async () => {
    const opened = openDialog({ form: { credentials: [] } });
    await opened.person.type(await field("portal"), "cred_9");
    await opened.person.click(await runButton());
    expect(textsOf(sent(opened)[0]).portal).toBe("cred_9");
  });

  test("a default is taken into the field to change a part of it", async () => {
    const fields = [sampleField({ key: "vendors", kind: "json", default: ["Telia"] })];
    const opened = openDialog({ form: { last: null, fields } });
    const { person } = opened;
    expect(await field("vendors")).toHaveAttribute("placeholder", 'Default: ["Telia"]');
    await person.click(await button("Edit default"));
    expect(await field("vendors")).toHaveValue('[\n  "Telia"\n]');
    expect(screen.queryByRole("button", { name: "Edit default" })).toBeNull();
  });

  test("a text that is pasted keeps its lines", async () => {
    const opened = openDialog({ form: { last: null, fields: [sampleField({ key: "prompt" })] } });
    const { person } = opened;
    await person.click(await field("prompt"));
    await person.paste("one\ntwo");
    expect(await field("prompt")).toHaveValue("one\ntwo");
    await person.keyboard("!");
    expect(await field("prompt")).toHaveValue("one\ntwo!");
  });
});

describe("options", () => {
  test("are sent as they are set", async () => {
    const opened = openDialog();
    const { person } = opened;
    await field("since");
    await person.click(screen.getByRole("radio", { name: "Code" }));
    await person.click(screen.getByRole("switch", { name: "Fall back to the agent" }));
    await person.click(await choice("Browser"));
    await person.click(await screen.findByRole("option", { name: "Profile: finance" }));
    await person.click(await choice("Proxy"));
    await person.click(await screen.findByRole("option", { name: "Country or city…" }));
    await person.type(await choice("Country"), "germ{Enter}");
    await person.type(await field("City"), "Berlin");
    await person.type(await field("Max steps"), "60");
    await person.type(await field("Webhook when finished"), "https://a.b");
    await person.click(await button("Add header"));
    await person.keyboard("X-Team");
    await person.type(await field("Value of header 1"), "finance");
    await person.click(await runButton());
    expect(sent(opened)[0]?.options).toEqual({
      ...OPTIONS,
      runWith: "code",
      aiFallback: false,
      browser: { choice: "profile", id: "bp_1" },
      proxy: { choice: "place", country: "DE", subdivision: null, city: "Berlin" },
      maxSteps: 60,
      webhookUrl: "https://a.b",
      headers: [{ name: "X-Team", value: "finance" }],
    });
  });

  test("that are wrong say so beside them", async () => {
    const opened = openDialog();
    await opened.person.type(await field("Max steps"), "lots");
    expect(await field("Max steps")).toHaveAccessibleDescription("A whole number, e.g. 40");
    await opened.person.keyboard("{Control>}{Enter}{/Control}");
    expect(sent(opened)).toEqual([]);
  });

  test("of another version are read; one that cannot be read leaves this one", async () => {
    const opened = openDialog({
      form: { versions: [31, 30, 29] },
      answers: {
        launchForm: async (_, __, version) => {
          if (version === 29) throw new IpcError("notFound", "It is not on the server.");
          const fields = [sampleField({ key: version === 30 ? "old_name" : "since" })];
          return sampleForm({ version: version ?? 31, versions: [31, 30, 29], fields });
        },
      },
    });
    const { person } = opened;
    const choose = async (name: string) => {
      await person.click(await choice("Version"));
      await person.click(await screen.findByRole("option", { name }));
    };
    await field("since");
    await choose("v29");
    expect(
      await screen.findByText("v29 cannot be shown. It is not on the server."),
    ).toBeInTheDocument();
    expect(await field("since")).toBeInTheDocument();
    await choose("v30");
    await person.type(await field("old_name"), "x");
    await person.click(await runButton());
    expect(sent(opened)[0]).toMatchObject({
      version: 30,
      inputs: [{ key: "old_name", text: "x" }],
    });
  });
});

test("the launch is copied as a command with what is typed now", async () => {
  const launchCommand = vi.fn(async () => "curl -X POST …");
  const { person } = openDialog({ answers: { launchCommand } });
  await person.type(await field("since"), "!");
  await person.click(await button("Copy as command"));
  await person.click(await screen.findByRole("menuitem", { name: "curl" }));
  expect(await screen.findByText(/Copied for curl/)).toBeInTheDocument();
  expect(launchCommand).toHaveBeenCalledExactlyOnceWith(
    "c1",
    expect.objectContaining({
      inputs: expect.arrayContaining([{ key: "since", text: "1 Oct!" }]),
    }),
    "curl",
  );
  expect(await navigator.clipboard.readText()).toBe("curl -X POST …");
});
