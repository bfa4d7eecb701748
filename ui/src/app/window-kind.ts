/** What this window is for; the backend says it in the address of the page. */
export type WindowKind = { kind: "main" } | { kind: "run"; connectionId: string; runId: string };

/** Reads `?window=run&connection=<id>&run=<id>`; everything else is the main window. */
export function windowKind(search: string): WindowKind {
  const query = new URLSearchParams(search);
  const connectionId = query.get("connection");
  const runId = query.get("run");
  if (query.get("window") !== "run" || !connectionId || !runId) return { kind: "main" };
  return { kind: "run", connectionId, runId };
}
