import { CircleAlert, Play } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { Text } from "@/components/layout";
import { ToneWord } from "@/components/status";
import type { LaunchEditor } from "@/features/launch/use-launch-editor";
import { formatAmount } from "@/lib/format";
import "./launch-foot.css";

interface LaunchFootProps {
  editor: LaunchEditor | null;
  /** Escape was pressed although something was typed. */
  isAsking: boolean;
  isSending: boolean;
  /** What has to arrive before it can be sent. */
  wait: "upload" | "version" | null;
  /** Nobody knows whether the last try has started a run. */
  isUnknown: boolean;
  onKeep: () => void;
  onClose: () => void;
  /** Leads to the first field that has to be mended. */
  onFaults: () => void;
  onLaunch: () => void;
}

/** Cancel and Run, and why Run does nothing now. */
export function LaunchFoot(props: LaunchFootProps) {
  const { editor, isSending, wait, isUnknown, onClose, onLaunch } = props;
  if (props.isAsking) return <Question {...props} />;
  if (isUnknown)
    return (
      <>
        <Button onClick={onLaunch}>Start again</Button>
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      </>
    );
  const count = editor?.faults.size ?? 0;
  return (
    <>
      {wait && (
        <Text size={12} tone="second">
          {wait === "upload" ? "A file is being uploaded" : "The version is being read"}
        </Text>
      )}
      {count > 0 && (
        <button type="button" className="launch-faults" onClick={props.onFaults}>
          <ToneWord tone="danger" icon={CircleAlert}>
            {formatAmount(count, "field")} to fix
          </ToneWord>
        </button>
      )}
      <Button onClick={onClose} disabled={isSending}>
        Cancel
      </Button>
      {editor && (
        <Button
          variant="primary"
          icon={Play}
          keys="mod+enter"
          loading={isSending}
          // A press leads to what is to be mended; what was mended a moment ago is sent.
          aria-disabled={count > 0 || wait !== null || undefined}
          onClick={onLaunch}
        >
          Run
        </Button>
      )}
    </>
  );
}

function Question({ onKeep, onClose }: LaunchFootProps) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <>
      <span role="alert">Discard what you have typed?</span>
      <Button onClick={onClose}>Discard</Button>
      <Button variant="primary" ref={keep} onClick={onKeep}>
        Keep editing
      </Button>
    </>
  );
}
