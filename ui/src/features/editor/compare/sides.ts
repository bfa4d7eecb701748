import type { CompareSide, DraftId } from "@/ipc/bindings";

/** The two states of a comparison. */
export interface Sides {
  before: CompareSide;
  after: CompareSide;
}

export function isDraftSide(side: CompareSide, draft: DraftId): boolean {
  return side.type === "draft" && isSameDraft(side.draft, draft);
}

export function isSameDraft(one: DraftId, other: DraftId): boolean {
  return one.connection === other.connection && one.workflow === other.workflow;
}

/** The state that can be taken over into the draft: the other one of the two. None if the draft is neither. */
export function takenSide({ before, after }: Sides, draft: DraftId): CompareSide | null {
  if (isDraftSide(after, draft) && !isDraftSide(before, draft)) return before;
  if (isDraftSide(before, draft) && !isDraftSide(after, draft)) return after;
  return null;
}

/** As short as the head of a column needs it: "v11", "Draft", "newest". */
export function shortName(side: CompareSide): string {
  if (side.type === "draft") return "Draft";
  return side.version === null ? "newest" : `v${side.version}`;
}
