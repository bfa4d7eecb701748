import { Copy, Ellipsis, ExternalLink, RotateCw, Terminal } from "lucide-react";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem, MenuSeparator, MenuSub } from "@/components/menu";
import { launchInputs, PLAIN_OPTIONS } from "@/features/run-window/launch-inputs";
import type { Rerun } from "@/features/run-window/rerun-button";
import { rerunOf } from "@/features/run-window/rerun-button";
import { useAttempt } from "@/features/run-window/use-attempt";
import { useOpenLink } from "@/features/run-window/use-open-link";
import { useOpenRun } from "@/features/run-window/use-open-run";
import type { CommandLanguage, RunHead, RunId } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";

interface MoreMenuProps {
  head: RunHead;
  onRerun: Rerun;
}

const LANGUAGES: readonly [CommandLanguage, string][] = [
  ["curl", "curl"],
  ["python", "Python"],
  ["typescript", "TypeScript"],
];

export function MoreMenu({ head, onRerun }: MoreMenuProps) {
  const attempt = useAttempt();
  const rerun = head.isFinal ? null : rerunOf(head, onRerun);
  return (
    <Menu align="end" trigger={<IconButton icon={Ellipsis} iconSize={16} size="sm" label="More" />}>
      {rerun && (
        <MenuItem icon={RotateCw} onSelect={rerun}>
          Run again with these inputs…
        </MenuItem>
      )}
      <SkyvernItem head={head} />
      <MenuSeparator />
      <MenuItem icon={Copy} onSelect={() => void attempt("Not copied", () => copyText(head.id))}>
        Copy run id
      </MenuItem>
      <CommandItems head={head} />
      {(head.retriedFrom || head.retriedBy) && <MenuSeparator />}
      {head.retriedFrom && (
        <RunItem head={head} run={head.retriedFrom} words="Open the run before this retry" />
      )}
      {head.retriedBy && (
        <RunItem head={head} run={head.retriedBy} words="Open the retry of this run" />
      )}
    </Menu>
  );
}

function RunItem({ head, run, words }: { head: RunHead; run: RunId; words: string }) {
  const openRun = useOpenRun(head);
  return <MenuItem onSelect={() => openRun(run, head.title)}>{words}</MenuItem>;
}

function SkyvernItem({ head: { appUrl } }: { head: RunHead }) {
  const openLink = useOpenLink();
  return (
    <MenuItem
      icon={ExternalLink}
      disabled={appUrl === null}
      aux={appUrl === null ? "no address" : undefined}
      onSelect={() => appUrl !== null && openLink(appUrl)}
    >
      Open in Skyvern
    </MenuItem>
  );
}

/** The launch of this run as a command; the key is a variable in it. */
function CommandItems({ head }: { head: RunHead }) {
  const attempt = useAttempt();
  const { workflow } = head;
  if (workflow === null) return null;
  const copy = (language: CommandLanguage) =>
    void attempt("Not copied", async () => {
      const inputs = launchInputs(head.inputs);
      const request = { workflow, version: head.version, inputs, options: PLAIN_OPTIONS };
      await copyText(await host.launchCommand(head.connection, request, language));
    });
  return (
    <MenuSub icon={Terminal} label="Copy as command">
      {LANGUAGES.map(([language, name]) => (
        <MenuItem key={language} onSelect={() => copy(language)}>
          {name}
        </MenuItem>
      ))}
    </MenuSub>
  );
}
