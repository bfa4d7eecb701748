import { useQuery } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, test } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { settingsQuery, useSettingsEvents } from "@/features/settings/queries";
import type { SettingsSection } from "@/features/settings/sections";
import { SettingsScreen } from "@/features/settings/settings-screen";
import type { Settings } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const USUAL: Settings = {
  theme: "system",
  textPercent: 100,
  moreContrast: false,
  lessMotion: false,
  singleKeyShortcuts: true,
  notifyFinished: true,
  notifyFailed: true,
  notifyNeedsPerson: true,
  storageLimitBytes: 5e9,
  layout: [],
  activeConnection: "c1",
};

function Shown({ start }: { start: SettingsSection }) {
  useSettingsEvents();
  const [section, setSection] = useState(start);
  const { data } = useQuery(settingsQuery);
  if (!data) return null;
  return (
    <SettingsScreen
      settings={data}
      section={section}
      onSectionChange={setSection}
      servers={<p>The servers</p>}
    />
  );
}

/** A backend that keeps what it is told. */
async function open(start: SettingsSection, answers: FakeAnswers = {}) {
  let kept = USUAL;
  const host = installFakeHost({
    settings: async () => kept,
    updateSettings: async (next) => {
      kept = next;
      return null;
    },
    storageUsage: async () => ({ recordingsBytes: 1.84e9, otherBytes: 61e6, limitBytes: 5e9 }),
    about: async () => ({
      version: "0.1.0",
      dataFolder: "/data/eyrie",
      logFolder: "/logs/eyrie",
      libraryNotice: null,
    }),
    ...answers,
  });
  const view = renderInWindow(<Shown start={start} />);
  await screen.findByRole("navigation", { name: "Settings" });
  return { ...view, host, kept: () => kept, keepElsewhere: (next: Settings) => (kept = next) };
}

const section = (name: string) => screen.getByRole("region", { name });

describe("finding a setting", () => {
  test("sections are chosen, and found by what stands in them", async () => {
    const { person } = await open("servers");
    expect(section("Servers")).toHaveTextContent("The servers");
    await person.type(screen.getByRole("searchbox", { name: "Search settings" }), "dark");
    const found = within(screen.getByRole("navigation", { name: "Settings" })).getAllByRole(
      "button",
    );
    expect(found.map((button) => button.textContent)).toEqual(["Appearance"]);
    expect(section("Appearance")).toBeInTheDocument();
  });

  test("nothing found is said", async () => {
    const { person } = await open("servers");
    await person.type(screen.getByRole("searchbox"), "xyzzy");
    expect(screen.getByText("No setting matches “xyzzy”.")).toBeInTheDocument();
  });
});

describe("changing a setting", () => {
  test("is in effect at once and kept", async () => {
    const { person, kept } = await open("appearance");
    await person.click(screen.getByRole("radio", { name: "Dark" }));
    await waitFor(() => expect(screen.getByRole("radio", { name: "Dark" })).toBeChecked());
    await person.click(screen.getByRole("radio", { name: "110 %" }));
    await person.click(screen.getByRole("switch", { name: "Reduce motion" }));
    await waitFor(() =>
      expect(kept()).toEqual({ ...USUAL, theme: "dark", textPercent: 110, lessMotion: true }),
    );
  });

  test("does not undo what was changed elsewhere meanwhile", async () => {
    const { person, kept, keepElsewhere } = await open("appearance");
    keepElsewhere({ ...USUAL, activeConnection: "c2", layout: [{ name: "a", value: "1" }] });
    await person.click(screen.getByRole("switch", { name: "Stronger lines and text" }));
    await waitFor(() =>
      expect(kept()).toMatchObject({
        moreContrast: true,
        activeConnection: "c2",
        layout: [{ name: "a", value: "1" }],
      }),
    );
  });

  test("that could not be kept is taken back and said", async () => {
    const { person } = await open("notifications", {
      updateSettings: async () => {
        throw new IpcError("file", "The settings could not be written.");
      },
    });
    const toggle = screen.getByRole("switch", { name: "A run failed" });
    expect(toggle).toBeChecked();
    await person.click(toggle);
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "The settings could not be written.",
    );
    await waitFor(() => expect(toggle).toBeChecked());
  });

  test("in another window shows here", async () => {
    const { host } = await open("appearance");
    host.emit("settingsChanged", { ...USUAL, theme: "light" });
    await waitFor(() => expect(screen.getByRole("radio", { name: "Light" })).toBeChecked());
  });
});

describe("storage", () => {
  test("says how much is in use, and asks again when the limit has made room", async () => {
    const { person, host, kept } = await open("storage");
    expect(await screen.findByText("1.8 GB of 5 GB in use")).toBeInTheDocument();
    expect(screen.getByText("61 MB for workflows and runs")).toBeInTheDocument();
    await person.click(screen.getByRole("combobox", { name: /Space for recordings/ }));
    await person.click(await screen.findByRole("option", { name: "1 GB" }));
    await waitFor(() => expect(kept().storageLimitBytes).toBe(1e9));
    await waitFor(() => expect(host.calls("storageUsage")).toHaveLength(2));
  });

  test("opens the data folder, and says why it cannot", async () => {
    const { person } = await open("storage", {
      openFolder: async () => {
        throw new IpcError("file", "No program opened /data/eyrie.");
      },
    });
    await person.click(screen.getByRole("button", { name: "Open data folder" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("No program opened /data/eyrie.");
  });
});

test("shortcuts are listed, with those that are off marked", async () => {
  const { person } = await open("shortcuts");
  expect(section("Shortcuts")).toHaveTextContent("Command palette");
  expect(screen.queryByText("single letters off")).not.toBeInTheDocument();
  await person.click(screen.getByRole("switch", { name: "Single letters as shortcuts" }));
  expect((await screen.findAllByText("single letters off")).length).toBeGreaterThan(0);
});

test("About names version and folders, and what happened to the library", async () => {
  await open("about", {
    about: async () => ({
      version: "0.1.0",
      dataFolder: "/data/eyrie",
      logFolder: "/logs/eyrie",
      libraryNotice: "The library was damaged and has been built anew.",
    }),
  });
  expect(await screen.findByText("Version 0.1.0")).toBeInTheDocument();
  expect(screen.getByText("/data/eyrie")).toBeInTheDocument();
  expect(screen.getByText("/logs/eyrie")).toBeInTheDocument();
  expect(screen.getByRole("alert")).toHaveTextContent("The library was damaged");
});
