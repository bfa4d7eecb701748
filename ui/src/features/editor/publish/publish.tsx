import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { useAnnounce } from "@/components/live-region";
import { useToasts } from "@/components/toasts";
import { useNow } from "@/components/use-now";
import type { Sides } from "@/features/editor/compare/sides";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { flushEdits } from "@/features/editor/draft/pending-edits";
import { takeIn } from "@/features/editor/draft/take-in";
import { CopyDialog } from "@/features/editor/publish/copy-dialog";
import { MergeDialog } from "@/features/editor/publish/merge-dialog";
import type {
  Behind,
  PublishDialog,
  Publishing,
  Refused,
} from "@/features/editor/publish/publishing";
import { RefusedDialog } from "@/features/editor/publish/refused-dialog";
import { type Run, useAct } from "@/features/editor/publish/use-act";
import type { DraftId, PublishOutcome } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { formatTimeAgo } from "@/lib/format";

/** Publishing a draft, with all that can come between. The dialogs are drawn by `PublishDialogs`. */
export function usePublish(): Publishing {
  const store = useDraft();
  const head = useDraftState((state) => state.head);
  const [dialog, setDialog] = useState<PublishDialog | null>(null);
  const [isNoting, setNoting] = useState(false);
  // Kept until it is published: a merge may come between.
  const [note, setNote] = useState<string | null>(null);
  const { isBusy, run } = useAct();
  const announce = useAnnounce();
  const nextVersion = Math.max(head.serverVersion, head.baseVersion) + 1;

  const settle = async (outcome: PublishOutcome) => {
    if (outcome.type === "published") {
      await takeIn(store, outcome.change);
      setNote(null);
      setDialog(null);
      announce(`v${outcome.version} published`);
    } else if (outcome.type === "behind") setDialog({ type: "behind", outcome });
    else {
      selectFirst(store, outcome);
      setDialog({ type: "refused", outcome, version: nextVersion });
    }
  };
  const send = async (words: string | null) => {
    await flushEdits(store);
    await settle(await host.publish(store.id, words));
  };
  return {
    nextVersion,
    isChanged: head.isChanged,
    isBusy,
    dialog,
    isNoting,
    setNoting,
    show: setDialog,
    publish: (given) => {
      if (!store.read().head.isChanged)
        return announce(`Nothing to publish since v${head.baseVersion}`);
      const words = given?.trim() || note;
      setNote(words);
      run(`Cannot publish v${nextVersion}`, () => send(words));
    },
    merge: (choices, thenPublish) =>
      run("Cannot merge", async () => {
        await flushEdits(store);
        const change = await host.mergeDraft(store.id, choices);
        setDialog(null);
        await takeIn(store, change);
        announce("Merged into the draft. Control Z undoes.");
        if (thenPublish) await send(note);
      }),
    discard: useDiscard(run),
  };
}

function useDiscard(run: Run): () => void {
  const store = useDraft();
  const { show } = useToasts();
  const undo = () => run("Cannot undo", async () => void (await store.undo()));
  return () =>
    run("Cannot discard the draft", async () => {
      await flushEdits(store);
      await takeIn(store, await host.discardDraft(store.id));
      show({
        message: `Draft discarded, back to v${store.read().head.baseVersion}`,
        action: { label: "Undo", onAct: undo },
      });
    });
}

/** The first block that the server complains of. */
function selectFirst(store: DraftStore, { problems }: Refused) {
  for (const { place } of problems) {
    if (place.holder.type === "block") return store.select([place.holder.block]);
  }
}

interface PublishDialogsProps {
  publishing: Publishing;
  /** Shows two states side by side. */
  onCompare: (sides: Sides) => void;
  /** A copy was published: opens it. */
  onOpenWorkflow?: ((workflow: DraftId) => void) | undefined;
}

/** What stands over the editor because of publishing. */
export function PublishDialogs({ publishing, onCompare, onOpenWorkflow }: PublishDialogsProps) {
  const { dialog, show } = publishing;
  const close = () => show(null);
  switch (dialog?.type) {
    case undefined:
      return null;
    case "behind":
      return <BehindDialog behind={dialog.outcome} publishing={publishing} onCompare={onCompare} />;
    case "merge":
      return <MergeDialog publishing={publishing} />;
    case "copy":
      return <CopyDialog onClose={close} onOpenWorkflow={onOpenWorkflow} />;
    case "refused":
      return <RefusedDialog {...dialog} onClose={close} />;
  }
}

interface BehindDialogProps {
  behind: Behind;
  publishing: Publishing;
  onCompare: (sides: Sides) => void;
}

/** Somebody saved since the draft began: nothing is written over. */
function BehindDialog({ behind: { version, by, at }, publishing, onCompare }: BehindDialogProps) {
  const { id } = useDraft();
  const base = useDraftState(({ head }) => head.baseVersion);
  const now = useNow("minute");
  const { show } = publishing;
  const compare = () => {
    show(null);
    onCompare({
      before: { type: "version", draft: id, version },
      after: { type: "draft", draft: id },
    });
  };
  const when = at && formatTimeAgo(at, now);
  return (
    <Dialog
      open
      onClose={() => show(null)}
      title={[`v${version} was saved${by ? ` by ${by}` : ""}`, when].filter(Boolean).join(", ")}
      footerStart={<Button onClick={() => show({ type: "copy" })}>Publish as a copy…</Button>}
      footer={
        <>
          <Button onClick={compare}>Compare</Button>
          <Button variant="primary" data-autofocus="" onClick={() => show({ type: "merge" })}>
            Merge…
          </Button>
        </>
      }
    >
      <p>
        {`This draft began with v${base}. Nothing was published and nothing was written over: `}
        {`merge v${version} into the draft, or publish the draft as a workflow of its own.`}
      </p>
    </Dialog>
  );
}
