/* Screenshots as the strip shows them. Pure. */
import type { RunModel } from "@/features/run-window/run-model";
import type { StripItem } from "@/features/run-window/screenshot-strip";
import { isBroken, nodeTitle, turnWords } from "@/features/run-window/timeline-tree";
import type { ScreenshotView } from "@/ipc/bindings";

/** The last screenshot of a block that failed shows where it ended. */
export function stripItems(
  shots: readonly ScreenshotView[],
  nodes: RunModel["nodes"],
): StripItem[] {
  const lastOf = new Map(shots.map((shot) => [shot.node, shot.artifact]));
  return shots.map((shot, index) => {
    const node = shot.node === null ? undefined : nodes.get(shot.node);
    const turn = node && turnWords(nodes, node.id);
    return {
      id: shot.artifact,
      url: shot.url,
      words: [node ? nodeTitle(node) : `Screenshot ${index + 1}`, turn].filter(Boolean).join(", "),
      isBroken:
        node !== undefined && isBroken(node.status) && lastOf.get(shot.node) === shot.artifact,
    };
  });
}
