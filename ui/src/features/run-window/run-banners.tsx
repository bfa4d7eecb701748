import { memo, type ReactNode } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import type { Rerun } from "@/features/run-window/rerun-button";
import { RerunButton } from "@/features/run-window/rerun-button";
import type { RunModel } from "@/features/run-window/run-model";
import { momentWords } from "@/features/run-window/run-words";
import { useOpenLink } from "@/features/run-window/use-open-link";
import type { FailureView, Freshness, RunHead } from "@/ipc/bindings";

interface FailureBannerProps {
  run: RunModel;
  onRerun: Rerun;
}

/** Which block failed, why, and what could be done next. */
export function FailureBanner({ run, onRerun }: FailureBannerProps) {
  const { failure } = run.head;
  if (!failure) return null;
  const label = failure.node === null ? null : (run.nodes.get(failure.node)?.label ?? null);
  return <FailureWords head={run.head} failure={failure} label={label} onRerun={onRerun} />;
}

interface FailureWordsProps {
  head: RunHead;
  failure: FailureView;
  /** Label of the failing block. */
  label: string | null;
  onRerun: Rerun;
}

const FailureWords = memo(function FailureWords({
  head,
  failure,
  label,
  onRerun,
}: FailureWordsProps) {
  const words = [failure.reason, failure.nextStep].filter(Boolean).join(" ");
  return (
    <Banner
      title={<MonoLabel text={failure.title} label={label} />}
      action={
        <span className="run-banner-actions">
          <SkyvernButton url={head.appUrl} />
          {head.isFinal && <RerunButton head={head} onRerun={onRerun} variant="primary" />}
        </span>
      }
    >
      {words}
      {failure.errorCodes.length > 0 && (
        <span className="mono"> {failure.errorCodes.join(", ")}</span>
      )}
    </Banner>
  );
});

/** The label of the block at the beginning of a sentence is set as labels are. */
function MonoLabel({ text, label }: { text: string; label: string | null }): ReactNode {
  if (label === null || !text.startsWith(label)) return text;
  return (
    <>
      <code>{label}</code>
      {text.slice(label.length)}
    </>
  );
}

function SkyvernButton({ url }: { url: string | null }) {
  const openLink = useOpenLink();
  if (url === null) return null;
  return (
    <Button size="sm" onClick={() => openLink(url)}>
      Show in Skyvern
    </Button>
  );
}

/** Says so when what is shown does not come from the server now. */
export const FreshnessBanner = memo(function FreshnessBanner({
  freshness,
}: {
  freshness: Freshness;
}) {
  switch (freshness.state) {
    case "live":
      return null;
    case "kept":
      return (
        <Banner
          tone="info"
          title={
            freshness.at
              ? `As kept on this computer ${momentWords(freshness.at)}`
              : "As kept on this computer"
          }
        >
          {freshness.reason}
        </Banner>
      );
    case "retrying":
      return (
        <Banner
          tone="info"
          title={`Connection lost since ${momentWords(freshness.since)}, trying again`}
        >
          {freshness.message}
        </Banner>
      );
  }
});
