import { useQuery } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { connectionsQuery } from "@/features/connections/queries";
import { sampleConnection, sampleConnections } from "@/features/connections/test-samples";
import { Welcome } from "@/features/connections/welcome";
import type { ConnectionReport, KeychainView } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const CONNECTED: ConnectionReport = {
  outcome: "connected",
  latencyMs: 84,
  baseUrl: "http://localhost:8000",
  serverVersion: "1.0.56",
  organization: "Halden",
  limits: [],
};
const WEB: ConnectionReport = {
  outcome: "failed",
  problem: "webInterface",
  message: "This is the web interface, not the API.",
  advice: "The API usually listens on port 8000.",
  suggestedUrl: "http://localhost:8000",
};
const LOCKED: KeychainView = {
  state: "unusable",
  problem: "The keychain is locked.",
  advice: "Unlock it and check again.",
};

let keychain: KeychainView;

function Shown() {
  const { data } = useQuery(connectionsQuery);
  return data ? <Welcome connections={{ ...data, connections: [] }} /> : null;
}

async function open(answers: FakeAnswers = {}) {
  const host = installFakeHost({
    connections: async () => sampleConnections({ connections: [], active: null, keychain }),
    testConnection: async () => CONNECTED,
    addConnection: async () => sampleConnection({ id: "c9" }),
    ...answers,
  });
  const view = renderInWindow(<Shown />);
  await screen.findByRole("heading", { name: "Where should your workflows run?" });
  return { ...view, host };
}

const key = () => screen.getByLabelText("API key");
const url = () => screen.getByLabelText("URL");
const press = (name: string) => screen.getByRole("button", { name });

beforeEach(() => {
  keychain = { state: "usable", name: "GNOME Keyring" };
});

describe("the first server", () => {
  test("the cloud needs a key only; it is tested, then kept in the keychain", async () => {
    const { person, host } = await open();
    expect(screen.queryByLabelText("URL")).not.toBeInTheDocument();
    await person.type(key(), "sk-1{Enter}");
    await waitFor(() => expect(host.calls("addConnection")).toHaveLength(1));
    const form = {
      kind: "cloud",
      name: "Skyvern Cloud",
      color: "blue",
      baseUrl: "https://api.skyvern.com",
    };
    expect(host.calls("testConnection")).toEqual([[form, "sk-1", null]]);
    expect(host.calls("addConnection")[0]?.slice(1)).toEqual(["sk-1", "keychain"]);
  });

  test("the key leaves the window as soon as it was handed over", async () => {
    const { person, container } = await open();
    await person.type(key(), "sk-very-secret{Enter}");
    await waitFor(() => expect(key()).toHaveValue(""));
    expect(container.innerHTML).not.toContain("sk-very-secret");
  });

  test("one's own server is kept under the address that the test has cleaned, with its host as name", async () => {
    const { person, host } = await open();
    await person.click(screen.getByRole("radio", { name: /A server of your own/ }));
    await person.type(url(), "localhost:8000/v1/");
    await person.type(key(), "sk-1");
    await person.click(press("Continue"));
    await waitFor(() => expect(host.calls("addConnection")).toHaveLength(1));
    expect(host.calls("addConnection")[0]?.[0]).toMatchObject({
      kind: "ownServer",
      name: "localhost:8000",
      baseUrl: "http://localhost:8000",
    });
  });

  test("where the key of one's own server stands is said", async () => {
    const { person } = await open();
    await person.click(screen.getByRole("radio", { name: /A server of your own/ }));
    expect(key()).toHaveAccessibleDescription(
      "Stands in the server's .env file, after SKYVERN_API_KEY=",
    );
  });

  test("what is missing is said at the field, and nobody is asked", async () => {
    const { person, host } = await open();
    await person.click(screen.getByRole("radio", { name: /A server of your own/ }));
    await person.click(press("Continue"));
    expect(url()).toHaveAccessibleDescription("Type the address of the server");
    expect(key()).toHaveAccessibleDescription("Paste the API key");
    expect(host.calls("testConnection")).toEqual([]);
    await person.type(url(), "x");
    expect(url()).not.toHaveAttribute("aria-invalid");
  });
});

describe("the test of a connection", () => {
  test("says who answered, and keeps the key for Continue, which does not ask again", async () => {
    const { person, host } = await open();
    await person.type(key(), "sk-1");
    await person.click(press("Test connection"));
    expect(await screen.findByText("Connected in 84 ms")).toBeInTheDocument();
    expect(screen.getByText("Skyvern 1.0.56 · Halden")).toBeInTheDocument();
    await person.click(press("Continue"));
    await waitFor(() => expect(host.calls("addConnection")).toHaveLength(1));
    expect(host.calls("testConnection")).toHaveLength(1);
  });

  test("a wrong address is marked, explained, and mended with one press", async () => {
    const reports = [WEB, CONNECTED];
    const { person, host } = await open({
      testConnection: async () => reports.shift() ?? CONNECTED,
    });
    await person.click(screen.getByRole("radio", { name: /A server of your own/ }));
    await person.type(url(), "http://localhost:8080");
    await person.type(key(), "sk-1");
    await person.click(press("Continue"));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("This is the web interface, not the API.");
    expect(alert).toHaveTextContent("The API usually listens on port 8000.");
    expect(url()).toHaveAttribute("aria-invalid", "true");
    expect(key()).not.toHaveAttribute("aria-invalid");
    expect(host.calls("addConnection")).toEqual([]);
    await person.click(within(alert).getByRole("button", { name: "Use http://localhost:8000" }));
    expect(await screen.findByText("Connected in 84 ms")).toBeInTheDocument();
    expect(url()).toHaveValue("http://localhost:8000");
    expect(host.calls("testConnection")[1]?.[0].baseUrl).toBe("http://localhost:8000");
  });

  test("a refused key is marked at the key", async () => {
    const { person } = await open({
      testConnection: async () => ({ ...WEB, problem: "wrongKey", suggestedUrl: null }),
    });
    await person.type(key(), "sk-1");
    await person.click(press("Test connection"));
    await screen.findByRole("alert");
    expect(key()).toHaveAttribute("aria-invalid", "true");
  });

  test("an answer about an address that stands there no more is dropped", async () => {
    let answer: (report: ConnectionReport) => void = () => {};
    const { person } = await open({
      testConnection: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await person.click(screen.getByRole("radio", { name: /A server of your own/ }));
    await person.type(url(), "http://a");
    await person.type(key(), "sk-1");
    await person.click(press("Test connection"));
    await person.type(url(), "b");
    answer(WEB);
    await person.type(url(), "c");
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    expect(url()).toHaveValue("http://abc");
    expect(press("Test connection")).not.toHaveAttribute("aria-busy");
  });

  test("a fault of the backend stands at its field", async () => {
    const { person } = await open({
      testConnection: async () => {
        throw new IpcError("invalid", "Type a web address.", "baseUrl");
      },
    });
    await person.click(screen.getByRole("radio", { name: /A server of your own/ }));
    await person.type(url(), "::");
    await person.type(key(), "sk-1");
    await person.click(press("Continue"));
    await waitFor(() => expect(url()).toHaveAccessibleDescription("Type a web address."));
  });
});

describe("without a keychain", () => {
  beforeEach(() => {
    keychain = LOCKED;
  });

  test("the person decides; nothing is kept before", async () => {
    const { person, host } = await open();
    expect(screen.getByRole("alert")).toHaveTextContent("The keychain is locked.");
    expect(screen.getByRole("alert")).toHaveTextContent("Unlock it and check again.");
    expect(screen.getByRole("radio", { name: /Keep it in the keychain/ })).toBeDisabled();
    await person.type(key(), "sk-1{Enter}");
    expect(screen.getByText("Choose where the key is kept")).toBeInTheDocument();
    expect(host.calls("addConnection")).toEqual([]);
    await person.click(screen.getByRole("radio", { name: /in memory until Eyrie quits/ }));
    await person.click(press("Continue"));
    await waitFor(() => expect(host.calls("addConnection")[0]?.[2]).toBe("memory"));
  });

  test("once it is unlocked the key goes there", async () => {
    const { person, host } = await open({
      checkKeychain: async () => ({ state: "usable", name: "GNOME Keyring" }),
    });
    await person.click(press("Check again"));
    expect(await screen.findByText("Kept in the keychain (GNOME Keyring)")).toBeInTheDocument();
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    await person.type(key(), "sk-1{Enter}");
    await waitFor(() => expect(host.calls("addConnection")[0]?.[2]).toBe("keychain"));
  });

  test("a keychain that fails only when the key is kept is found out, and the key is not lost", async () => {
    keychain = { state: "usable", name: "GNOME Keyring" };
    const { person } = await open({
      addConnection: async () => {
        throw new IpcError("keychain", "The keychain is locked.");
      },
      checkKeychain: async () => LOCKED,
    });
    await person.type(key(), "sk-1{Enter}");
    expect(await screen.findByRole("radio", { name: /in memory/ })).toBeInTheDocument();
    expect(key()).toHaveValue("sk-1");
  });
});
