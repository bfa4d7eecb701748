import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { connectionsQuery, useConnectionsEvents } from "@/features/connections/queries";
import { ServerSwitcher } from "@/features/connections/server-switcher";
import {
  OWN_SERVER,
  sampleConnection,
  sampleConnections,
} from "@/features/connections/test-samples";
import type { ConnectionsView, SyncView } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const onEdit = vi.fn();

function Shown() {
  useConnectionsEvents();
  const { data } = useQuery(connectionsQuery);
  const active = data?.connections.find(({ id }) => id === data.active);
  if (!data || !active) return null;
  return (
    <ServerSwitcher
      connections={data}
      active={active}
      onAdd={() => {}}
      onEdit={onEdit}
      onManage={() => {}}
    />
  );
}

async function open(view: ConnectionsView = sampleConnections(), answers: FakeAnswers = {}) {
  const host = installFakeHost({
    connections: async () => view,
    selectConnection: async () => null,
    ...answers,
  });
  const shown = renderInWindow(<Shown />);
  await screen.findByRole("button", { name: /Skyvern Cloud/ });
  return { ...shown, host };
}

const button = (name: RegExp) => screen.getByRole("button", { name });
const syncing = (sync: Partial<SyncView>) =>
  sampleConnections({
    connections: [
      sampleConnection({
        sync: { isRunning: true, workflowsRead: 0, lastFinishedAt: null, error: null, ...sync },
      }),
      OWN_SERVER,
    ],
  });

test("Ctrl and a digit shows another server at once, also from a text field", async () => {
  const { person, host } = await open();
  await person.keyboard("{Control>}2{/Control}");
  expect(button(/skyvern.halden.lan/)).toBeInTheDocument();
  await waitFor(() => expect(host.calls("selectConnection")).toEqual([["c2"]]));
  await person.keyboard("{Control>}2{/Control}{Control>}7{/Control}");
  expect(host.calls("selectConnection")).toHaveLength(1);
});

test("the menu says how all servers stand and marks the one that is shown", async () => {
  const { person } = await open();
  await person.click(button(/Skyvern Cloud/));
  const shown = await screen.findByRole("menuitemradio", { name: /Skyvern Cloud/ });
  expect(shown).toBeChecked();
  expect(shown).toHaveTextContent("Connected · 17 workflows");
  await person.click(screen.getByRole("menuitemradio", { name: /skyvern.halden.lan/ }));
  expect(button(/skyvern.halden.lan/)).toBeInTheDocument();
});

test("a switch that failed is taken back and said", async () => {
  const { person } = await open(sampleConnections(), {
    selectConnection: async () => {
      throw new IpcError("file", "The settings could not be written.");
    },
  });
  await person.keyboard("{Control>}2{/Control}");
  expect(await screen.findByRole("alert")).toHaveTextContent("The settings could not be written.");
  expect(await screen.findByRole("button", { name: /Skyvern Cloud/ })).toBeInTheDocument();
});

test("the first reading shows how far it has come, later ones only in the menu", async () => {
  const { person, host } = await open(syncing({ workflowsRead: 100 }));
  expect(button(/Reading workflows… 100/)).toBeInTheDocument();
  host.emit("connectionsChanged", syncing({ workflowsRead: 1240 }));
  await screen.findByRole("button", { name: /Reading workflows… 1,240/ });
  const later = { workflowsRead: 100, lastFinishedAt: "2026-11-03T11:48:00Z" };
  host.emit("connectionsChanged", syncing(later));
  await screen.findByRole("button", { name: /Connected/ });
  await person.click(button(/Skyvern Cloud/));
  const item = await screen.findByRole("menuitem", { name: /Sync now/ });
  expect(item).toHaveTextContent("Reading workflows… 100");
  expect(item).toHaveAttribute("aria-disabled", "true");
});

test("a reading that was asked for shows how far it has come, until it is over", async () => {
  const before = "2026-11-03T11:48:00Z";
  const { person, host } = await open(sampleConnections(), { syncConnection: async () => null });
  await person.click(button(/Skyvern Cloud/));
  await person.click(await screen.findByRole("menuitem", { name: /Sync now/ }));
  expect(host.calls("syncConnection")).toEqual([["c1"]]);
  host.emit("connectionsChanged", syncing({ workflowsRead: 300, lastFinishedAt: before }));
  await screen.findByRole("button", { name: /Reading workflows… 300/ });
  const after = { isRunning: false, lastFinishedAt: "2026-11-03T12:00:00Z" };
  host.emit("connectionsChanged", syncing(after));
  await screen.findByRole("button", { name: /Connected/ });
  // The next one is the app's own.
  host.emit("connectionsChanged", syncing({ ...after, isRunning: true, workflowsRead: 100 }));
  await person.click(button(/Connected/));
  expect(await screen.findByText("Reading workflows… 100")).toBeInTheDocument();
});

test("what can mend the state is in the menu", async () => {
  const status = { state: "keyRefused", message: "403" } as const;
  const { person } = await open(sampleConnections({ connections: [sampleConnection({ status })] }));
  await person.click(button(/API key refused/));
  await person.click(await screen.findByRole("menuitem", { name: /Enter the key…/ }));
  expect(onEdit).toHaveBeenCalledWith("c1");
});

test("a key that is missing can be entered without looking for it", async () => {
  const status = { state: "keyMissing", message: "The keychain is locked." } as const;
  const { person } = await open(sampleConnections({ connections: [sampleConnection({ status })] }));
  await person.click(button(/Enter the key…/));
  expect(onEdit).toHaveBeenCalledWith("c1");
});
