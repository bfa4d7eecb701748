import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import type { UnknownOutcome } from "@/features/launch/use-launch";
import type { RunId } from "@/ipc/bindings";
import "./unknown-banner.css";

interface UnknownBannerProps {
  outcome: UnknownOutcome;
  onOpen: (run: RunId) => void;
}

/** Nobody knows whether the run was started; those that it may be are offered. Nothing is sent again by itself. */
export function UnknownBanner({ outcome: { message, candidates }, onOpen }: UnknownBannerProps) {
  return (
    <Banner tone="warn" title="It is not known whether the run was started">
      {message}{" "}
      {candidates.length === 0
        ? "No such run is on the server so far. Look into Runs before you start it again."
        : "It is probably one of these:"}
      {candidates.length > 0 && (
        <ul className="launch-candidates">
          {candidates.map((run) => (
            <li key={run}>
              <code>{run}</code>
              <Button size="sm" onClick={() => onOpen(run)}>
                Open
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Banner>
  );
}
