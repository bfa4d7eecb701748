import { expect, test } from "vitest";
import { type Move, move, type Place, START } from "@/app/places";

function check(moves: Move[], expected: Partial<Place>) {
  expect(moves.reduce(move, START)).toMatchObject(expected);
}

test("a screen remembers its choice while another one is shown", () => {
  check([{ to: "folder", folder: "fld_1" }, { to: "runs" }], { screen: "runs", folder: "fld_1" });
  check([{ to: "folder", folder: "fld_1" }, { to: "runs" }, { to: "workflows" }], {
    screen: "workflows",
    folder: "fld_1",
  });
  check([{ to: "section", section: "about" }, { to: "runs" }, { to: "settings" }], {
    screen: "settings",
    section: "about",
  });
});

test("a workflow is found in whatever folder it is, and again when asked for again", () => {
  const wish: Move = { to: "workflow", workflow: "wpid_1" };
  check([{ to: "folder", folder: "fld_1" }, wish], {
    screen: "workflows",
    folder: null,
    reveal: { workflow: "wpid_1", turn: 1 },
  });
  check([wish, { to: "runs" }, wish], { reveal: { workflow: "wpid_1", turn: 2 } });
});

test("what belongs to a server does not outlive the move to another", () => {
  check(
    [
      { to: "folder", folder: "fld_1" },
      { to: "runsOf", workflow: "wpid_1" },
      { to: "otherServer" },
    ],
    { screen: "runs", folder: null, reveal: null, runsOf: null },
  );
});

test("a form that was asked for once does not open again for who comes back", () => {
  const asked: Move = { to: "servers", open: { open: "new" } };
  check([asked, { to: "runs" }, { to: "settings" }], {
    editor: { open: { open: "none" }, turn: 1 },
  });
  check([asked, asked], { editor: { open: { open: "new" }, turn: 2 } });
});

test("Settings › Servers opens with the form that was asked for", () => {
  check([{ to: "servers", open: { open: "new" } }], {
    screen: "settings",
    section: "servers",
    editor: { open: { open: "new" }, turn: 1 },
  });
});
