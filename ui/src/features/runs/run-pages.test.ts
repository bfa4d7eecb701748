import { describe, expect, test } from "vitest";
import { type InView, nextOffset, PAGE, type RunPages, withPage } from "@/features/runs/run-pages";
import { sampleRun } from "@/features/runs/test-samples";

/** A server with runs n, n-1 … 1, newest first. */
function serverWith(count: number) {
  const rows = Array.from({ length: count }, (_, place) =>
    sampleRun({ id: `wr_${count - place}` }),
  );
  return {
    page: (offset: number) => ({
      rows: rows.slice(offset, offset + PAGE),
      total: rows.length,
      running: 0,
    }),
  };
}

/** Reads until nothing is wanted any more; fails where that takes more than `most` pages. */
function readAll(server: ReturnType<typeof serverWith>, start?: RunPages, inView = TOP, most = 60) {
  let pages = withPage(start, 0, server.page(0));
  let count = 1;
  for (let offset = nextOffset(pages, inView); offset !== null; count += 1) {
    expect(count).toBeLessThan(most);
    pages = withPage(pages, offset, server.page(offset));
    offset = nextOffset(pages, inView);
  }
  return { pages, count };
}

const TOP: InView = { first: 0, last: 40 };
const ids = ({ rows }: RunPages) => rows.map((row) => row.id);
const countdown = (from: number, length = from) =>
  Array.from({ length }, (_, place) => `wr_${from - place}`);

describe("a list of runs", () => {
  test.each([
    [0, 0, 1],
    [3, 3, 1],
    [PAGE, PAGE, 1],
    [1200, 1200, 3],
    [10_000, 10_000, 20],
  ])("of %d is read whole, with nobody scrolling", (count, read, calls) => {
    const { pages, count: asked } = readAll(serverWith(count));
    expect(ids(pages)).toEqual(countdown(read));
    expect(asked).toBe(calls);
  });

  test("of 100,000 is read as far as somebody comes near", () => {
    const server = serverWith(100_000);
    expect(readAll(server).pages.rows).toHaveLength(10_000);
    const deep = { first: 9900, last: 9999 };
    const { pages } = readAll(server, readAll(server).pages, deep);
    expect(pages.rows.length).toBeGreaterThanOrEqual(9999 + 2000);
    expect(ids(pages)).toEqual(countdown(100_000, pages.rows.length));
  });
});

describe("after a change", () => {
  test("a new run moves the others, and nothing else is read", () => {
    const before = readAll(serverWith(1200)).pages;
    const { pages, count } = readAll(serverWith(1201), before);
    expect(ids(pages)).toEqual(countdown(1201));
    expect(count).toBe(1);
  });

  test("what is in view is read again", () => {
    const before = readAll(serverWith(1200)).pages;
    const fresh = withPage(before, 0, serverWith(1200).page(0));
    expect(nextOffset(fresh, TOP)).toBeNull();
    expect(nextOffset(fresh, { first: 600, last: 640 })).toBe(PAGE);
    const read = withPage(fresh, PAGE, {
      ...serverWith(1200).page(PAGE),
      rows: serverWith(1200)
        .page(PAGE)
        .rows.map((row) => ({ ...row, status: "failed" as const })),
    });
    expect(nextOffset(read, { first: 600, last: 640 })).toBeNull();
    expect(read.rows[PAGE]?.status).toBe("failed");
    expect(ids(read)).toEqual(countdown(1200));
  });

  test("a run that came in far down is found, and the search for it ends", () => {
    const server = serverWith(1201);
    const without = {
      page: (offset: number) => {
        const all = [0, PAGE, 2 * PAGE].flatMap((at) => server.page(at).rows);
        const rows = all.filter(({ id }) => id !== "wr_400").slice(offset, offset + PAGE);
        return { rows, total: 1200, running: 0 };
      },
    };
    const before = readAll(without).pages;
    const { pages } = readAll(server, before);
    expect(ids(pages)).toEqual(countdown(1201));
  });

  test("runs that are gone leave no ghosts", () => {
    const before = readAll(serverWith(1200)).pages;
    expect(ids(readAll(serverWith(700), before).pages)).toEqual(countdown(700));
    expect(ids(readAll(serverWith(0), before).pages)).toEqual([]);
  });

  test("many new ones at once begin the list anew", () => {
    const before = readAll(serverWith(1200)).pages;
    expect(ids(readAll(serverWith(2400), before).pages)).toEqual(countdown(2400));
  });

  test("a count that is wrong does not go on for ever", () => {
    const server = serverWith(10);
    const page = { ...server.page(0), total: 4000 };
    const liar = {
      page: (offset: number) => (offset === 0 ? page : { rows: [], total: 4000, running: 0 }),
    };
    expect(ids(readAll(liar).pages)).toEqual(countdown(10));
  });
});
