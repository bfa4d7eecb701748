import { Square } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Row, Stack, Text } from "@/components/layout";
import { Popover } from "@/components/popover";
import { useAttempt } from "@/features/run-window/use-attempt";
import type { RunHead } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** Cancels the run. That cannot be undone, so it asks once more, in place. */
export function CancelButton({ head }: { head: RunHead }) {
  const [isOpen, setOpen] = useState(false);
  // The server stops a run after the block under way; until then the button says that it was told.
  const [isCancelling, setCancelling] = useState(false);
  const attempt = useAttempt();
  const cancel = () => {
    setOpen(false);
    setCancelling(true);
    void attempt("The run was not cancelled", async () => {
      try {
        const { failed } = await host.cancelRuns(head.connection, [head.id]);
        if (failed[0]) throw new Error(failed[0].message);
      } catch (fault) {
        setCancelling(false);
        throw fault;
      }
    });
  };
  return (
    <Popover
      label="Cancel this run"
      align="end"
      width={280}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="danger" icon={Square} loading={isCancelling}>
          {isCancelling ? "Cancelling" : "Cancel run"}
        </Button>
      }
    >
      <Stack gap={12}>
        <Text size={12} tone="second">
          The block under way may still finish; no further block starts. A cancelled run cannot be
          taken up again.
        </Text>
        <Row justify="end">
          <Button size="sm" onClick={() => setOpen(false)}>
            Keep running
          </Button>
          <Button size="sm" variant="danger" onClick={cancel}>
            Cancel run
          </Button>
        </Row>
      </Stack>
    </Popover>
  );
}
