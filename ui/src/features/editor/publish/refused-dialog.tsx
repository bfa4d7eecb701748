import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { useDraft } from "@/features/editor/draft/draft-context";
import { BacktickText, holderName } from "@/features/editor/publish/place-words";
import type { Refused } from "@/features/editor/publish/publishing";
import type { Problem } from "@/ipc/bindings";
import "./publish.css";

interface RefusedDialogProps {
  outcome: Refused;
  version: number;
  onClose: () => void;
}

/** The server did not take it: what it said, and where. */
export function RefusedDialog({ outcome, version, onClose }: RefusedDialogProps) {
  const store = useDraft();
  const go = ({ place: { holder } }: Problem) => {
    if (holder.type === "block") store.select([holder.block]);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`v${version} was not published`}
      subtitle="The draft is unchanged and kept on this computer"
      width={560}
      footer={
        <Button variant="primary" data-autofocus="" onClick={onClose}>
          Close
        </Button>
      }
    >
      <p className="selectable">{outcome.message}</p>
      {outcome.problems.length > 0 && (
        <ul className="refused-problems" aria-label="Problems">
          {outcome.problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change
            <li key={index}>
              <button type="button" className="refused-problem" onClick={() => go(problem)}>
                <code>{holderName(problem.place.holder)}</code>{" "}
                <span>
                  <BacktickText text={problem.message} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
