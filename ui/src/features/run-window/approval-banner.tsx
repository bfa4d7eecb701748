import { Hand } from "lucide-react";
import { memo, useState } from "react";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { Row, Stack, Text } from "@/components/layout";
import { Popover } from "@/components/popover";
import { momentWords } from "@/features/run-window/run-words";
import { useAttempt } from "@/features/run-window/use-attempt";
import type { ApprovalView, RunHead } from "@/ipc/bindings";
import { host } from "@/ipc/client";

interface ApprovalBannerProps {
  head: RunHead;
}

/** A block asks a person: its instructions and its two answers. */
export const ApprovalBanner = memo(function ApprovalBanner({ head }: ApprovalBannerProps) {
  const { approval } = head;
  if (!approval || head.isFinal) return null;
  return <ApprovalQuestion key={approval.node} head={head} approval={approval} />;
});

function ApprovalQuestion({ head, approval }: { head: RunHead; approval: ApprovalView }) {
  // The answer stays given until the backend says that the run goes on; a failed one can be given again.
  const [answer, setAnswer] = useState<"approve" | "reject" | null>(null);
  const attempt = useAttempt();
  const send = (next: "approve" | "reject") => {
    setAnswer(next);
    void attempt("The answer was not sent", async () => {
      try {
        if (next === "approve") await host.approveRun(head.connection, head.id);
        else await host.rejectRun(head.connection, head.id);
      } catch (fault) {
        setAnswer(null);
        throw fault;
      }
    });
  };
  return (
    <div className="banner" data-tone="warn" role="alert">
      <Icon icon={Hand} />
      <div className="banner-words selectable">
        <div className="banner-title">This run needs you</div>
        <div className="banner-more run-instructions">{approval.instructions}</div>
        {approval.timesOutAt && (
          <div className="banner-more">
            Without an answer it ends {momentWords(approval.timesOutAt)}.
          </div>
        )}
      </div>
      <span className="run-banner-actions">
        <RejectButton
          label={approval.rejectLabel}
          loading={answer === "reject"}
          disabled={answer === "approve"}
          onReject={() => send("reject")}
        />
        <Button
          size="sm"
          variant="primary"
          loading={answer === "approve"}
          disabled={answer === "reject"}
          onClick={() => send("approve")}
        >
          {approval.approveLabel}
        </Button>
      </span>
    </div>
  );
}

interface RejectButtonProps {
  label: string;
  loading: boolean;
  disabled: boolean;
  onReject: () => void;
}

/** "No" ends the run, which cannot be undone: it asks once more. */
function RejectButton({ label, loading, disabled, onReject }: RejectButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      align="end"
      width={260}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" loading={loading} disabled={disabled}>
          {label}
        </Button>
      }
    >
      <Stack gap={12}>
        <Text size={12} tone="second">
          With this answer the run is cancelled. It cannot be taken up again.
        </Text>
        <Row justify="end">
          <Button size="sm" onClick={() => setOpen(false)}>
            Back
          </Button>
          <Button
            size="sm"
            variant="danger"
            onClick={() => {
              setOpen(false);
              onReject();
            }}
          >
            {label}
          </Button>
        </Row>
      </Stack>
    </Popover>
  );
}
