import { useState } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { EmptyState } from "@/components/empty-state";
import { SkeletonRows } from "@/components/skeleton";
import { useShortcut } from "@/components/use-shortcut";
import { CopyCommand } from "@/features/launch/copy-command";
import { InputsPane } from "@/features/launch/inputs-pane";
import { LaunchFoot } from "@/features/launch/launch-foot";
import { LaunchOptionsPane } from "@/features/launch/launch-options-pane";
import { PartialChoice } from "@/features/launch/partial-choice";
import { UnknownBanner } from "@/features/launch/unknown-banner";
import { useFaultJump } from "@/features/launch/use-fault-jump";
import { useLaunch } from "@/features/launch/use-launch";
import { useLaunchEditor } from "@/features/launch/use-launch-editor";
import { useLaunchForm } from "@/features/launch/use-launch-form";
import { useUploads } from "@/features/launch/use-uploads";
import type { ConnectionView, LaunchInput, PartialRun, RunId, WorkflowId } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";

export interface LaunchDialogProps {
  connection: ConnectionView;
  workflow: WorkflowId;
  /** The version to run; absent = the newest. */
  version?: number | undefined;
  /** Inputs to begin with, in place of those of the last run. */
  prefill?: LaunchInput[] | undefined;
  /** Only these blocks run; absent = all. */
  partial?: PartialRun | undefined;
  onClose: () => void;
  onStarted: (run: RunId) => void;
}

/** Inputs and options of a launch, what is wrong with them, and the launch. */
export function LaunchDialog(props: LaunchDialogProps) {
  const { connection, workflow, onClose } = props;
  const source = useLaunchForm(connection.id, workflow, props.version ?? null);
  const { form } = source;
  const [partial, setPartial] = useState(props.partial ?? null);
  const editor = useLaunchEditor(connection.id, form, props.prefill, partial);
  const jump = useFaultJump(editor);
  const uploads = useUploads(connection.id, (key, text) =>
    editor?.act({ type: "typed", key, text }),
  );
  const wait = uploads.underWay.size > 0 ? "upload" : source.isReading ? "version" : null;
  const launching = useLaunch({
    connection: connection.id,
    editor: wait === null ? editor : null,
    onStarted: props.onStarted,
    onFaults: jump,
  });
  const { unknown, refusal } = launching;
  const [isAsking, setAsking] = useState(false);
  const launch = () => {
    setAsking(false);
    launching.launch();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      onHeld={() => setAsking(true)}
      dirty={editor?.isChanged}
      busy={launching.isSending}
      width={800}
      height={632}
      title={form ? `Run ${form.title}` : "Run workflow"}
      subtitle={form ? `v${form.version} · ${connection.name}` : connection.name}
      banner={
        unknown ? (
          <UnknownBanner outcome={unknown} onOpen={props.onStarted} />
        ) : (
          refusal && <Banner title="The run was not started">{refusal}</Banner>
        )
      }
      aside={
        editor ? (
          <LaunchOptionsPane connection={connection} editor={editor} source={source} />
        ) : (
          !source.fault && <SkeletonRows rows={8} columns="1fr" rowHeight={37} />
        )
      }
      footerStart={editor && <CopyCommand connection={connection.id} request={editor.request} />}
      footer={
        <LaunchFoot
          editor={editor}
          isAsking={isAsking}
          isSending={launching.isSending}
          wait={wait}
          isUnknown={unknown !== null}
          onKeep={() => setAsking(false)}
          onClose={onClose}
          onFaults={jump}
          onLaunch={launch}
        />
      }
    >
      <LaunchKeys onLaunch={() => unknown === null && launch()} />
      {partial && (
        <PartialChoice
          connection={connection.id}
          workflow={workflow}
          partial={partial}
          onChange={setPartial}
        />
      )}
      {editor ? (
        <InputsPane connection={connection.id} editor={editor} uploads={uploads} />
      ) : (
        <NoForm fault={source.fault} onRetry={source.retry} />
      )}
    </Dialog>
  );
}

/** Within the dialog, where its shortcuts count. */
function LaunchKeys({ onLaunch }: { onLaunch: () => void }) {
  useShortcut("mod+enter", onLaunch, { inTextFields: true });
  return null;
}

function NoForm({ fault, onRetry }: { fault: Error | null; onRetry: () => void }) {
  if (!fault) return <SkeletonRows rows={5} columns="1fr" rowHeight={52} />;
  return (
    <EmptyState
      title="The workflow cannot be shown"
      action={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {messageOf(fault)}
    </EmptyState>
  );
}
