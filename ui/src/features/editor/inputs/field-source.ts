/* Where the inputs of a panel read and write: the fields of a block, of a parameter, or the settings of a workflow. */
import type { MakeEdit } from "@/features/editor/inputs/edit-queue";
import type { Holder } from "@/ipc/bindings";

interface FieldPlace {
  field: string;
  /** Inside of that field's value. */
  path: readonly string[];
}

export interface FieldSource {
  subscribe(listener: () => void): () => void;
  /** What holds the fields, as problems call it. */
  holder(): Holder;
  /** The value in the draft; undefined where it is not set. The same object while it is alike. */
  read(name: string): unknown;
  /** Whether a secret is set that is not told. */
  hasSecret(name: string): boolean;
  /** The revision of the draft up to which the values are known. */
  asOf(): number;
  /** The edit that gives the field its value; undefined takes the field out, so that the default counts. */
  edit(name: string, value: unknown): MakeEdit;
  /** Where problems of the field stand, if not under its name. */
  place?(name: string): FieldPlace;
}
