import { Copy, ExternalLink, Play } from "lucide-react";
import { MenuItem } from "@/components/menu";
import { useAttempt } from "@/features/run-window/use-attempt";
import type { RunHead, TimelineNode } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";

/** What can be done with one block of the run. */
export function TimelineMenu({ node, head }: { node: TimelineNode; head: RunHead }) {
  const attempt = useAttempt();
  const { url, childRun } = node;
  return (
    <>
      <MenuItem icon={Copy} onSelect={() => void attempt("Not copied", () => copyText(node.label))}>
        Copy label
      </MenuItem>
      {url && (
        <MenuItem
          icon={ExternalLink}
          onSelect={() =>
            void attempt("The page was not opened", () => host.openLink(url).then(() => {}))
          }
        >
          Open the page
        </MenuItem>
      )}
      {childRun && (
        <MenuItem
          icon={Play}
          onSelect={() =>
            void attempt("The run was not opened", () =>
              host.openRun(head.connection, childRun, node.label).then(() => {}),
            )
          }
        >
          Open the run it started
        </MenuItem>
      )}
    </>
  );
}
