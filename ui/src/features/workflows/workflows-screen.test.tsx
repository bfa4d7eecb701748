import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  FINANCE,
  ROWS,
  sampleConnection,
  sampleHit,
  sampleRow,
} from "@/features/workflows/test-samples";
import { rowOf, selectedRows, shownRows, showWorkflows } from "@/features/workflows/test-screen";
import type { WorkflowHit } from "@/ipc/bindings";
import type { FileDrop } from "@/ipc/window";

const drops: ((drop: FileDrop) => void)[] = [];
vi.mock("@/ipc/window", () => ({
  onFileDrop: (listener: (drop: FileDrop) => void) => {
    drops.push(listener);
    return () => drops.splice(drops.indexOf(listener), 1);
  },
}));
beforeEach(() => {
  drops.length = 0;
});

const ALL_ROWS = [
  "[Finance]",
  "Invoice downloader",
  "VAT number checker",
  "[Recruiting]",
  "Job listing tracker",
  "[No folder]",
  "Untitled workflow",
];
const GROUPED = async () => {
  await rowOf("Invoice downloader");
  return shownRows();
};
const searchBox = () => screen.getByRole("searchbox");

describe("list", () => {
  test("is grouped by folder, newest first, and sorts by its columns", async () => {
    const { user } = showWorkflows();
    expect(await GROUPED()).toEqual(ALL_ROWS);
    await user.click(screen.getByRole("button", { name: "Group and sort" }));
    await user.click(screen.getByRole("menuitemradio", { name: "No groups" }));
    expect(shownRows()[0]).toBe("Job listing tracker");
    await user.click(within(screen.getByRole("grid")).getByText("Title"));
    expect(shownRows()).toEqual([
      "Invoice downloader",
      "Job listing tracker",
      "Untitled workflow",
      "VAT number checker",
    ]);
  });

  test("order and groups are kept in the settings, and are there again", async () => {
    const entry = { name: "workflows.view", value: '{"grouping":"none","isPreviewOpen":false}' };
    const { backend, user } = showWorkflows({
      answers: { settings: async () => ({ layout: [entry] }) as never },
    });
    await waitFor(() => expect(shownRows()[0]).toBe("Job listing tracker"));
    expect(screen.queryByText("Choose a workflow")).not.toBeInTheDocument();
    await user.click(within(screen.getByRole("grid")).getByText("Ver."));
    await waitFor(() => expect(backend.calls("setLayout")).toHaveLength(1));
    const kept = backend.calls("setLayout")[0]?.[0];
    expect(kept?.name).toBe("workflows.view");
    expect(JSON.parse(kept?.value ?? "")).toEqual({
      grouping: "none",
      isPreviewOpen: false,
      sort: { column: "version", descending: true },
    });
  });

  test("groups fold, and filters choose what is shown", async () => {
    const { user } = showWorkflows();
    await user.click(await screen.findByRole("row", { name: /^Finance, 2/ }));
    expect(shownRows().slice(0, 2)).toEqual(["[Finance]", "[Recruiting]"]);
    await user.click(screen.getByRole("button", { name: "Contains" }));
    await user.click(screen.getByRole("menuitemcheckbox", { name: /Navigation/ }));
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "Status" }));
    await user.click(screen.getByRole("menuitemcheckbox", { name: "Draft" }));
    await user.keyboard("{Escape}");
    expect(shownRows()).toEqual(["[No folder]", "Untitled workflow"]);
    expect(screen.getByRole("button", { name: "Status: Draft" })).toBeVisible();
  });

  test("follows what the backend says", async () => {
    const { backend } = showWorkflows();
    await GROUPED();
    const fresh = sampleRow({ id: "wpid_9", title: "Fresh one", folder: FINANCE.id });
    act(() =>
      backend.emit("workflowsChanged", { connection: "c1", changed: [fresh], removed: ["wpid_3"] }),
    );
    await waitFor(() =>
      expect(shownRows().slice(0, 3)).toEqual(["[Finance]", "Fresh one", "Invoice downloader"]),
    );
    expect(screen.queryByText("VAT number checker")).not.toBeInTheDocument();
    expect(backend.calls("workflows")).toHaveLength(1);
  });

  test("a change that comes while the rows are being read is not lost", async () => {
    let answer = (_: typeof ROWS) => {};
    const { backend } = showWorkflows({
      answers: {
        workflows: () =>
          new Promise((done) => {
            answer = (rows) => done([...rows]);
          }),
      },
    });
    await waitFor(() => expect(backend.calls("workflows")).toHaveLength(1));
    const renamed = sampleRow({ ...ROWS[0], title: "Renamed" });
    act(() =>
      backend.emit("workflowsChanged", { connection: "c1", changed: [renamed], removed: [] }),
    );
    act(() => answer(ROWS));
    expect(await rowOf("Renamed")).toBeVisible();
  });
});

describe("search", () => {
  const place = {
    block: "scrape_listings",
    field: "prompt",
    snippet: "… every job board …",
    ranges: [[8, 3]] as [number, number][],
  };

  test("shows where the words were found, best first", async () => {
    const { user } = showWorkflows({
      answers: {
        searchWorkflows: async () => [
          sampleHit("wpid_2", { titleRanges: [[0, 3]] }),
          sampleHit("wpid_4", { place }),
        ],
      },
    });
    await GROUPED();
    await user.keyboard("/");
    await user.keyboard("job");
    const found = await screen.findByText("scrape_listings");
    expect(shownRows()).toEqual(["Job listing tracker", "Untitled workflow"]);
    expect(found.parentElement).toHaveTextContent("prompt of scrape_listings: … every job board …");
    expect(screen.getAllByText(/^job$/i).map((mark) => mark.tagName)).toEqual(["MARK", "MARK"]);
  });

  test("keeps the last hits while it waits, and drops answers that come too late", async () => {
    const waiting = new Map<string, (hits: WorkflowHit[]) => void>();
    const { user } = showWorkflows({
      answers: {
        searchWorkflows: (_, text) => new Promise((done) => waiting.set(text, done)),
      },
    });
    await GROUPED();
    const answer = (text: string, id: string) =>
      act(async () => waiting.get(text)?.([sampleHit(id)]));
    await user.type(searchBox(), "a");
    expect(shownRows()).toEqual(ALL_ROWS);
    await answer("a", "wpid_1");
    await waitFor(() => expect(shownRows()).toEqual(["Invoice downloader"]));
    await user.type(searchBox(), "bc");
    expect(shownRows()).toEqual(["Invoice downloader"]);
    await answer("abc", "wpid_3");
    await waitFor(() => expect(shownRows()).toEqual(["VAT number checker"]));
    await answer("ab", "wpid_2");
    expect(shownRows()).toEqual(["VAT number checker"]);
    await user.clear(searchBox());
    expect(shownRows()).toEqual(ALL_ROWS);
  });

  test("says that nothing matches, and leads out of it", async () => {
    const { user } = showWorkflows({ answers: { searchWorkflows: async () => [] } });
    await GROUPED();
    await user.type(searchBox(), "payrol");
    expect(await screen.findByText("No workflow matches “payrol”.")).toBeVisible();
    await user.click(screen.getAllByRole("button", { name: "Clear search" })[1] as HTMLElement);
    expect(shownRows()).toEqual(ALL_ROWS);
  });

  test("in a folder offers the matches in the others", async () => {
    const { user } = showWorkflows({
      folder: FINANCE.id,
      answers: { searchWorkflows: async () => [sampleHit("wpid_2")] },
    });
    await GROUPED();
    await user.type(screen.getByRole("searchbox", { name: "Search in Finance" }), "job");
    await user.click(await screen.findByRole("button", { name: "Show 1 match in all folders" }));
    expect(shownRows()).toEqual(["Job listing tracker"]);
  });
});

test("a workflow that is asked for from elsewhere is chosen, whatever was folded away", async () => {
  const { user } = showWorkflows({ reveal: { workflow: "wpid_3", turn: 1 } });
  await waitFor(() => expect(selectedRows()).toEqual(["VAT number checker"]));
  expect(await screen.findByRole("heading", { name: "VAT number checker" })).toBeVisible();
  await user.click(await rowOf("Untitled workflow"));
  expect(selectedRows()).toEqual(["Untitled workflow"]);
});

describe("states", () => {
  test("an empty server says what a workflow is and how to get one", async () => {
    const { user, backend } = showWorkflows({
      answers: { workflows: async () => [], templates: async () => [] },
    });
    expect(
      await screen.findByRole("heading", { name: "No workflows on skyvern.halden.lan yet" }),
    ).toBeVisible();
    await user.click(screen.getByRole("button", { name: /Start from a template/ }));
    expect(await screen.findByText("This server has no templates")).toBeVisible();
    expect(backend.calls("templates")).toEqual([["c1"]]);
  });

  test("the first synchronisation shows how far it is", async () => {
    const sync = { isRunning: true, workflowsRead: 1240, lastFinishedAt: null, error: null };
    showWorkflows({
      connection: sampleConnection({ sync }),
      answers: { workflows: async () => [] },
    });
    expect(await screen.findByText("Reading workflows… 1,240 so far")).toBeVisible();
  });

  test("a library that cannot be read is told with a way to try again", async () => {
    let isBroken = true;
    const { user } = showWorkflows({
      answers: {
        workflows: async () => {
          if (isBroken) throw new Error("The library cannot be opened.");
          return [...ROWS];
        },
      },
    });
    expect(await screen.findByText("The library cannot be opened.")).toBeVisible();
    isBroken = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await GROUPED()).toEqual(ALL_ROWS);
  });
});

describe("import", () => {
  test("of good files is a note, and the new row is chosen", async () => {
    const fresh = sampleRow({ id: "wpid_9", title: "Fresh one" });
    const { user, backend } = showWorkflows({
      folder: FINANCE.id,
      answers: {
        chooseAndImport: async () => ({ imported: [{ ...fresh, folder: FINANCE.id }], failed: [] }),
      },
    });
    await GROUPED();
    await user.keyboard("{Control>}o{/Control}");
    expect(await screen.findByText("“Fresh one” imported")).toBeVisible();
    expect(backend.calls("chooseAndImport")).toEqual([["c1", FINANCE.id]]);
    await waitFor(() => expect(selectedRows()).toEqual(["Fresh one"]));
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  test("of files that are dropped tells what is wrong with each", async () => {
    const { backend } = showWorkflows({
      answers: {
        importFiles: async () => ({
          imported: [],
          failed: [{ file: "a.yaml", message: "Line 30: expected a list." }],
        }),
      },
    });
    await GROUPED();
    act(() => drops[0]?.({ type: "over", x: 1, y: 1 }));
    expect(screen.getByText("Import into skyvern.halden.lan")).toBeVisible();
    act(() => drops[0]?.({ type: "drop", x: 1, y: 1, paths: ["/home/a.yaml"] }));
    const dialog = await screen.findByRole("dialog", { name: "1 file could not be imported" });
    expect(dialog).toHaveTextContent("a.yamlLine 30: expected a list.");
    expect(backend.calls("importFiles")).toEqual([["c1", null, ["/home/a.yaml"]]]);
  });

  test("of a text says at the field what is wrong with it", async () => {
    const { user } = showWorkflows({
      answers: {
        importText: async (_, __, text) =>
          text === "good"
            ? { imported: [sampleRow({ id: "wpid_9", title: "Pasted" })], failed: [] }
            : { imported: [], failed: [{ file: "", message: "Line 1: expected a mapping." }] },
      },
    });
    await GROUPED();
    await user.click(screen.getByRole("button", { name: "Other ways to add workflows" }));
    await user.click(screen.getByRole("menuitem", { name: /Paste YAML/ }));
    const field = await screen.findByRole("textbox", { name: "Definition" });
    await user.type(field, "bad");
    await user.click(screen.getByRole("button", { name: "Import" }));
    expect(await screen.findByText("Line 1: expected a mapping.")).toBeVisible();
    expect(field).toBeInvalid();
    await user.clear(field);
    await user.type(field, "good");
    await user.click(screen.getByRole("button", { name: "Import" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    await waitFor(() => expect(selectedRows()).toEqual(["Pasted"]));
  });
});
