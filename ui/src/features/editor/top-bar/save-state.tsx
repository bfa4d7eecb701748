import { CircleCheck, CloudAlert, HardDrive } from "lucide-react";
import { Icon } from "@/components/icon";
import { useDraftState } from "@/features/editor/draft/draft-context";

/** Where the work is kept, and how it stands to the server. */
export function SaveState() {
  const { baseVersion, serverVersion, isChanged } = useDraftState((state) => state.head);
  const isBehind = serverVersion > baseVersion;
  const words = isBehind
    ? `v${serverVersion} on server, draft began with v${baseVersion}`
    : isChanged
      ? `Draft kept on this computer · v${serverVersion} on server`
      : `In step with v${baseVersion}`;
  const icon = isBehind ? CloudAlert : isChanged ? HardDrive : CircleCheck;
  return (
    <span className="save-state" role="status" data-behind={isBehind || undefined} title={words}>
      <Icon icon={icon} size={14} />
      <span className="truncate">{words}</span>
    </span>
  );
}
