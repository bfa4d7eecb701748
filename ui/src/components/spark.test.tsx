import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { describeRun, Spark, sparkShapes, sparkSummary } from "@/components/spark";

const runs = (text: string) =>
  text
    .split(" ")
    .filter(Boolean)
    .map((status) => ({ status }));

describe("a spark", () => {
  it.each([
    ["", "Last 10 runs: no runs yet"],
    ["completed", "Last 10 runs: 1 completed"],
    ["running failed completed completed", "Last 10 runs: 2 completed, 1 failed, 1 running"],
    ["timed_out timedOut canceled", "Last 10 runs: 2 timed out, 1 canceled"],
    [`failed ${"completed ".repeat(10)}`, "Last 10 runs: 10 completed"],
    ["invented_by_a_newer_server queued", "Last 10 runs: 1 unknown, 1 queued"],
  ])("of “%s” is told as %s", (text, expected) => {
    expect(sparkSummary(runs(text))).toBe(expected);
  });

  it("stands at the right with the newest, blank at the left", () => {
    expect(sparkShapes(runs("completed failed timedOut canceled running"))).toEqual(
      "none none none none none full cut half hollow dot".split(" "),
    );
  });

  it("tells of the bar under the pointer", () => {
    render(<Spark runs={[{ status: "failed", seconds: 62 }]} />);
    const spark = screen.getByRole("img", { name: "Last 10 runs: 1 failed" });
    fireEvent.pointerMove(spark, { clientX: 65 });
    expect(screen.getByText("1m 02s · Failed")).toBeVisible();
    fireEvent.pointerMove(spark, { clientX: 3 });
    expect(screen.queryByText("1m 02s · Failed")).toBeNull();
  });

  it("names date, length and result", () => {
    const run = { status: "completed", at: new Date(2026, 10, 23, 7, 30), seconds: 151 };
    expect(describeRun(run, new Date(2026, 10, 23, 9))).toBe("Today 07:30 · 2m 31s · Completed");
    expect(describeRun({ status: "running" }, new Date())).toBe("Running");
  });
});
