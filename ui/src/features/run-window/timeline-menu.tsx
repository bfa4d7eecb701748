import { Copy, ExternalLink, Play } from "lucide-react";
import { MenuItem } from "@/components/menu";
import { useAttempt } from "@/features/run-window/use-attempt";
import { useOpenLink } from "@/features/run-window/use-open-link";
import { useOpenRun } from "@/features/run-window/use-open-run";
import type { RunHead, TimelineNode } from "@/ipc/bindings";
import { copyText } from "@/lib/clipboard";

/** What can be done with one block of the run. */
export function TimelineMenu({ node, head }: { node: TimelineNode; head: RunHead }) {
  const attempt = useAttempt();
  const openLink = useOpenLink();
  const openRun = useOpenRun(head);
  const { url, childRun } = node;
  return (
    <>
      <MenuItem icon={Copy} onSelect={() => void attempt("Not copied", () => copyText(node.label))}>
        Copy label
      </MenuItem>
      {url && (
        <MenuItem icon={ExternalLink} onSelect={() => openLink(url)}>
          Open the page
        </MenuItem>
      )}
      {childRun && (
        <MenuItem icon={Play} onSelect={() => openRun(childRun, node.label)}>
          Open the run it started
        </MenuItem>
      )}
    </>
  );
}
