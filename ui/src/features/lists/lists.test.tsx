import { screen, waitFor, within } from "@testing-library/react";
import type { ReactElement } from "react";
import { describe, expect, test } from "vitest";
import { renderInWindow } from "@/components/test-window";
import { CredentialsScreen } from "@/features/lists/credentials-screen";
import { SchedulesScreen } from "@/features/lists/schedules-screen";
import type { ConnectionView, CredentialRow, ScheduleRow } from "@/ipc/bindings";
import { IpcError } from "@/ipc/client";
import { type FakeAnswers, installFakeHost } from "@/ipc/fake";

const CONNECTION: ConnectionView = {
  id: "c1",
  name: "Skyvern Cloud",
  color: "blue",
  kind: "cloud",
  baseUrl: "https://api.skyvern.com",
  key: "keychain",
  status: { state: "connected" },
  organization: null,
  serverVersion: null,
  workflowCount: 2,
  sync: { isRunning: false, workflowsRead: 0, lastFinishedAt: null, error: null },
  limits: [],
};
const UNREACHABLE: ConnectionView = {
  ...CONNECTION,
  status: { state: "unreachable", since: "2026-11-03T09:12:00Z", message: "Refused." },
};
const SCHEDULE: ScheduleRow = {
  id: "s1",
  workflow: "w1",
  workflowTitle: "Invoice downloader",
  name: "Every morning",
  cron: "30 7 * * 1-5",
  timezone: "Europe/Berlin",
  isEnabled: true,
  nextRunAt: null,
};
const CREDENTIAL: CredentialRow = {
  id: "cred_1",
  name: "Hetzner portal",
  kind: "credit_card",
  detail: "…4242",
  vault: null,
};

function open(content: ReactElement, answers: FakeAnswers) {
  const host = installFakeHost(answers);
  return { ...renderInWindow(content), host };
}

const rows = () => screen.getAllByRole("row").slice(1);

describe("schedules", () => {
  test("are listed in words; an expression without words stays as it is", async () => {
    open(<SchedulesScreen connection={CONNECTION} />, {
      schedules: async () => ({
        state: "listed",
        schedules: [SCHEDULE, { ...SCHEDULE, id: "s2", cron: "0 9-17 * * *", isEnabled: false }],
      }),
    });
    await screen.findByText("Weekdays 07:30");
    expect(screen.getByText("0 9-17 * * *")).toBeInTheDocument();
    expect(rows()[1]).toHaveTextContent("Off");
  });

  test("are searched, and an empty result can be cleared", async () => {
    const { person } = open(<SchedulesScreen connection={CONNECTION} />, {
      schedules: async () => ({
        state: "listed",
        schedules: [SCHEDULE, { ...SCHEDULE, id: "s2", workflowTitle: "Price watch" }],
      }),
    });
    await screen.findByText("Price watch");
    await person.keyboard("/price weekdays");
    await waitFor(() => expect(rows()).toHaveLength(1));
    await person.keyboard("xyz");
    expect(await screen.findByText("Nothing matches “price weekdaysxyz”.")).toBeInTheDocument();
    await person.click(screen.getByText("Clear search"));
    await waitFor(() => expect(rows()).toHaveLength(2));
  });

  test("a server without them says so", async () => {
    open(<SchedulesScreen connection={CONNECTION} />, {
      schedules: async () => ({
        state: "notSupported",
        reason: "This server is older than 1.0.30.",
      }),
    });
    expect(await screen.findByText("This server has no schedules")).toBeInTheDocument();
    expect(screen.getByText("This server is older than 1.0.30.")).toBeInTheDocument();
  });
});

describe("credentials", () => {
  test("show names and kinds", async () => {
    open(<CredentialsScreen connection={CONNECTION} />, { credentials: async () => [CREDENTIAL] });
    await screen.findByText("Hetzner portal");
    const row = within(rows()[0] as HTMLElement);
    expect(row.getByText("Credit card")).toBeInTheDocument();
    expect(row.getByText("…4242")).toBeInTheDocument();
  });

  test("that could not be read are asked for again by hand, and when the server answers again", async () => {
    let isUp = false;
    const { person, host, rerender } = open(<CredentialsScreen connection={UNREACHABLE} />, {
      credentials: async () => {
        if (!isUp) throw new IpcError("offline", "The server does not answer.");
        return [CREDENTIAL];
      },
    });
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("The server does not answer.");
    await person.click(within(alert).getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(host.calls("credentials")).toHaveLength(2));
    isUp = true;
    rerender(<CredentialsScreen connection={CONNECTION} />);
    expect(await screen.findByText("Hetzner portal")).toBeInTheDocument();
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  test("none at all says where they are made", async () => {
    open(<CredentialsScreen connection={CONNECTION} />, { credentials: async () => [] });
    expect(await screen.findByText("No credentials")).toBeInTheDocument();
  });
});
