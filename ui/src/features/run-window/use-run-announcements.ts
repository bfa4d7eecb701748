import { useEffect, useRef } from "react";
import { useAnnounce } from "@/components/live-region";
import { statusLook } from "@/components/status";
import type { RunModel } from "@/features/run-window/run-model";
import { headStatus } from "@/features/run-window/run-words";
import { blockUnderWay, turnWords } from "@/features/run-window/timeline-tree";

/** Tells which block runs, at a slow pace, and how the run ends. Actions are not told (DESIGN 9). */
export function useRunAnnouncements(run: RunModel) {
  const announce = useAnnounce();
  const status = headStatus(run.head);
  const lastStatus = useRef(status);
  useEffect(() => {
    if (lastStatus.current === status) return;
    lastStatus.current = status;
    announce(`${run.head.title}: ${statusLook(status).word}`);
  }, [announce, status, run.head.title]);

  const words = run.head.isFinal ? null : runningWords(run);
  const lastWords = useRef(words);
  useEffect(() => {
    if (words === null || lastWords.current === words) return;
    lastWords.current = words;
    announce(words, "slow");
  }, [announce, words]);
}

function runningWords(run: RunModel): string | null {
  const id = blockUnderWay(run);
  const node = id === null ? undefined : run.nodes.get(id);
  if (!node) return null;
  return [`${node.label} running`, turnWords(run.nodes, node.id)].filter(Boolean).join(", ");
}
