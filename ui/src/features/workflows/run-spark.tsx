import { memo } from "react";
import { Spark } from "@/components/spark";
import type { RunTick } from "@/ipc/bindings";

/** The last ten runs of a row; drawn anew only when they differ. */
export const RunSpark = memo(({ recent }: { recent: readonly RunTick[] }) => (
  <Spark runs={recent} />
));
RunSpark.displayName = "RunSpark";
