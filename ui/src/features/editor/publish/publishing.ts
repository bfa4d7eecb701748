import type { MergeChoice, PublishOutcome } from "@/ipc/bindings";

export type Behind = Extract<PublishOutcome, { type: "behind" }>;
export type Refused = Extract<PublishOutcome, { type: "refused" }>;

/** What stands over the editor because of publishing. */
export type PublishDialog =
  | { type: "behind"; outcome: Behind }
  | { type: "merge" }
  | { type: "copy" }
  | { type: "refused"; outcome: Refused; version: number };

export interface Publishing {
  /** The number that the next version will have. */
  nextVersion: number;
  /** Whether the draft holds anything that is not on the server. */
  isChanged: boolean;
  isBusy: boolean;
  dialog: PublishDialog | null;
  /** For the popover of "Publish with a note…". */
  isNoting: boolean;
  publish: (note?: string) => void;
  setNoting: (isNoting: boolean) => void;
  show: (dialog: PublishDialog | null) => void;
  /** Brings the server's newest version in; then, if wanted, publishes. */
  merge: (choices: MergeChoice[], thenPublish: boolean) => void;
  discard: () => void;
}
