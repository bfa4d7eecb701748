import { createContext, useContext } from "react";
import { isFields } from "@/features/editor/inputs/same-json";
import type { LastOutput } from "@/ipc/bindings";

/** What the block gave in its last run, for the inputs that learn from it. */
export const LastOutputContext = createContext<LastOutput | null>(null);

export function useLastOutput(): LastOutput | null {
  return useContext(LastOutputContext);
}

/** The part of an output that a schema describes: of a block that used the browser, what it extracted. */
export function sampleIn(output: LastOutput): unknown {
  if (!isFields(output.value)) return output.value;
  return output.value.extracted_information ?? output.value;
}
