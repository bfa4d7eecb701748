import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { useDraftState } from "@/features/editor/draft/draft-context";
import type { Publishing } from "@/features/editor/publish/publishing";

interface RunQuestionProps {
  publishing: Publishing;
  onRun: () => void;
  onClose: () => void;
}

/** The server runs what was published: asks what to do about a draft that was not. */
export function RunQuestion({ publishing, onRun, onClose }: RunQuestionProps) {
  const version = useDraftState((state) => state.head.serverVersion);
  const [isPublishing, setPublishing] = useState(false);
  const isDone = isPublishing && !publishing.isChanged && !publishing.isBusy;
  // Somebody saved meanwhile, or the server refuses: another dialog says so.
  const isStuck = isPublishing && publishing.dialog !== null;
  const end = useEffectEvent(() => {
    onClose();
    if (isDone) onRun();
  });
  useEffect(() => {
    if (isDone || isStuck) end();
  }, [isDone, isStuck]);
  return (
    <Dialog
      open={!isStuck}
      onClose={onClose}
      title={`Publish v${publishing.nextVersion} before it runs?`}
      width={460}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            onClick={() => {
              onClose();
              onRun();
            }}
          >
            Run v{version} as it is
          </Button>
          <Button
            variant="primary"
            loading={publishing.isBusy}
            onClick={() => {
              setPublishing(true);
              publishing.publish();
            }}
          >
            Publish and run
          </Button>
        </>
      }
    >
      <p>The server runs versions that were published. Your draft has changes since v{version}.</p>
    </Dialog>
  );
}
