import { useQuery } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { connectionsQuery, useConnectionsEvents } from "@/features/connections/queries";
import { type OpenEditor, ServersSettings } from "@/features/connections/servers-settings";
import {
  OWN_SERVER,
  sampleConnection,
  sampleConnections,
} from "@/features/connections/test-samples";
import type { ConnectionsView, ConnectionView } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

function Shown({ start }: { start: OpenEditor | undefined }) {
  useConnectionsEvents();
  const { data } = useQuery(connectionsQuery);
  return data ? <ServersSettings connections={data} start={start} /> : null;
}

/** What the backend has; commands change it. */
let view: ConnectionsView;

/** The backend keeps a connection, and answers with it. */
function keep(connection: ConnectionView): ConnectionView {
  const others = view.connections.filter(({ id }) => id !== connection.id);
  view = { ...view, connections: [...others, connection] };
  return connection;
}

async function open(own: Partial<ConnectionView>, answers: FakeAnswers = {}, start?: OpenEditor) {
  view = sampleConnections({ connections: [sampleConnection(), { ...OWN_SERVER, ...own }] });
  const host = installFakeHost({ connections: async () => view, ...answers });
  const shown = renderInWindow(<Shown start={start} />);
  await screen.findByRole("list", { name: "Servers" });
  return { ...shown, host };
}

const rowOf = (name: string) => {
  const row = screen.getAllByRole("listitem").find((item) => item.textContent?.includes(name));
  if (!row) throw new Error(`No row of ${name}`);
  return within(row);
};
const press = (name: string) => screen.getByRole("button", { name });
const choose = async (person: Awaited<ReturnType<typeof open>>["person"], item: string) => {
  await person.click(press("More for skyvern.halden.lan"));
  await person.click(await screen.findByRole("menuitem", { name: item }));
};

describe("the list of servers", () => {
  test("says how each one stands, where its key is, and what it cannot do", async () => {
    await open({
      key: "memory",
      status: { state: "unusable", message: "It answers with a web page." },
      limits: ["This server is older than 1.0.30: it has no schedules."],
    });
    expect(rowOf("Skyvern Cloud").getByText("Connected")).toBeInTheDocument();
    const own = rowOf("skyvern.halden.lan");
    expect(own.getByText("Not usable")).toBeInTheDocument();
    expect(own.getByText("It answers with a web page.")).toBeInTheDocument();
    expect(own.getByText(/Key in memory until Eyrie quits/)).toBeInTheDocument();
    expect(own.getByText(/it has no schedules/)).toBeInTheDocument();
  });

  test("follows what the backend says", async () => {
    const { host } = await open({});
    host.emit("connectionsChanged", {
      ...view,
      connections: [sampleConnection({ name: "Renamed elsewhere" })],
    });
    expect(await screen.findByText("Renamed elsewhere")).toBeInTheDocument();
    expect(screen.queryByText("skyvern.halden.lan")).not.toBeInTheDocument();
  });

  test("a server that does not answer is asked again", async () => {
    const { person, host } = await open(
      { status: { state: "unreachable", since: "2026-11-03T09:12:00Z", message: "Refused." } },
      { checkConnection: async () => keep(OWN_SERVER) },
    );
    await person.click(press("Try again: skyvern.halden.lan"));
    await waitFor(() => expect(host.calls("checkConnection")).toEqual([["c2"]]));
    host.emit("connectionsChanged", view);
    await waitFor(() => expect(screen.getAllByText("Connected")).toHaveLength(2));
  });

  test("a key that is missing is typed again", async () => {
    const { person, host } = await open(
      { key: "missing", status: { state: "keyMissing", message: "The keychain is locked." } },
      {
        testConnection: async (form) => ({
          outcome: "connected",
          latencyMs: 5,
          baseUrl: form.baseUrl,
          serverVersion: null,
          organization: null,
          limits: [],
        }),
        updateConnection: async () => keep(OWN_SERVER),
      },
    );
    await person.click(press("Enter the key of skyvern.halden.lan"));
    expect(screen.getByLabelText("API key")).toHaveFocus();
    await person.click(press("Save"));
    expect(screen.getByText("Paste the API key")).toBeInTheDocument();
    await person.type(screen.getByLabelText("API key"), "sk-2{Enter}");
    await waitFor(() => expect(screen.queryByLabelText("API key")).not.toBeInTheDocument());
    expect(host.calls("updateConnection")[0]).toEqual([
      "c2",
      expect.objectContaining({ baseUrl: "http://10.20.0.14:8000" }),
      "sk-2",
      "keychain",
    ]);
  });
});

describe("changing a server", () => {
  test("a name and a colour are kept without asking the server, and the key stays where it is", async () => {
    const { person, host } = await open(
      { key: "memory" },
      { updateConnection: async (_, form) => keep({ ...OWN_SERVER, name: form.name }) },
    );
    await person.click(press("Edit skyvern.halden.lan"));
    await person.clear(screen.getByLabelText("Name"));
    await person.type(screen.getByLabelText("Name"), "Basement");
    await person.click(screen.getByRole("radio", { name: "Rose" }));
    await person.click(press("Save"));
    expect(await screen.findByText("Basement")).toBeInTheDocument();
    expect(host.calls("updateConnection")).toEqual([
      [
        "c2",
        { kind: "ownServer", name: "Basement", color: "rose", baseUrl: "http://10.20.0.14:8000" },
        null,
        "memory",
      ],
    ]);
  });

  test("a new server takes a colour of its own, and may be added while it does not answer", async () => {
    const { person, host } = await open(
      {},
      {
        testConnection: async () => ({
          outcome: "failed",
          problem: "refused",
          message: "Nothing listens there.",
          advice: "Start the server.",
          suggestedUrl: null,
        }),
        addConnection: async () => keep(sampleConnection({ id: "c3", name: "New one" })),
      },
      { open: "new" },
    );
    await person.type(screen.getByLabelText("URL"), "http://new:8000");
    await person.type(screen.getByLabelText("API key"), "sk-3{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("Nothing listens there.");
    expect(host.calls("addConnection")).toEqual([]);
    await person.click(press("Add anyway"));
    expect(await screen.findByText("New one")).toBeInTheDocument();
    expect(host.calls("addConnection")[0]?.[0]).toMatchObject({
      color: "violet",
      name: "new:8000",
    });
    expect(screen.queryByLabelText("URL")).not.toBeInTheDocument();
  });

  test("Escape leaves the form, but not with a typed key", async () => {
    const { person } = await open({}, {}, { open: "existing", id: "c2" });
    await person.type(screen.getByLabelText("API key"), "sk{Escape}");
    expect(screen.getByLabelText("API key")).toHaveValue("sk");
    await person.clear(screen.getByLabelText("API key"));
    await person.keyboard("{Escape}");
    expect(screen.queryByLabelText("API key")).not.toBeInTheDocument();
  });
});

describe("deleting a server", () => {
  test("is asked for, with what goes and what stays", async () => {
    const { person, host } = await open({}, { deleteConnection: async () => null });
    await choose(person, "Delete…");
    const dialog = await screen.findByRole("dialog", {
      name: "Delete the server “skyvern.halden.lan”?",
    });
    expect(dialog).toHaveTextContent("Its API key is removed from the keychain.");
    expect(dialog).toHaveTextContent("Nothing is deleted on the server itself");
    await person.click(within(dialog).getByRole("button", { name: "Delete server" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(host.calls("deleteConnection")).toEqual([["c2"]]);
    expect(screen.queryByText("skyvern.halden.lan")).not.toBeInTheDocument();
  });

  test("that failed says why, and the server stays", async () => {
    const { person } = await open(
      {},
      {
        deleteConnection: async () => {
          throw new IpcError("keychain", "The keychain is locked.");
        },
      },
    );
    await choose(person, "Delete…");
    await person.click(await screen.findByRole("button", { name: "Delete server" }));
    expect(await screen.findByText("The keychain is locked.")).toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.getByText("skyvern.halden.lan")).toBeInTheDocument();
  });
});
