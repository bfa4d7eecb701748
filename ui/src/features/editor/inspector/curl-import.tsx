import { ClipboardPaste } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Popover } from "@/components/popover";
import { TextArea } from "@/components/text-area";
import { useToasts } from "@/components/toasts";
import { useDraft } from "@/features/editor/draft/draft-context";
import { sendEdit } from "@/features/editor/inputs/edit-queue";
import { fieldsOf } from "@/features/editor/inputs/same-json";
import type { BlockSource } from "@/features/editor/inspector/block-source";
import { host, messageOf } from "@/ipc/client";

/** Fills a request from a command that a browser has copied. */
export function CurlImportButton({ source }: { source: BlockSource }) {
  const draft = useDraft();
  const toasts = useToasts();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const take = async () => {
    try {
      const { fields, ignored } = await host.readCurl(text);
      const edits = Object.entries(fieldsOf(fields)).map(([name, value]) =>
        source.edit(name, value),
      );
      await sendEdit(draft, () => ({
        edit: "several",
        name: `Take over a cURL command into ${source.key()}`,
        edits: edits.map((make) => make()),
      }));
      setOpen(false);
      setText("");
      setFault(null);
      if (ignored.length > 0)
        toasts.show({ tone: "info", message: `Left out: ${ignored.join(", ")}` });
    } catch (refusal) {
      setFault(messageOf(refusal));
    }
  };
  return (
    <div className="panel-field">
      <Popover
        label="Paste cURL"
        width={320}
        align="end"
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <Button size="sm" icon={ClipboardPaste}>
            Paste cURL…
          </Button>
        }
      >
        <Field label="cURL command" error={fault ?? undefined}>
          <TextArea
            mono
            rows={6}
            placeholder="curl https://api.example.com/…"
            value={text}
            onChange={(next) => {
              setText(next);
              setFault(null);
            }}
          />
        </Field>
        <div className="popover-acts">
          <Button size="sm" disabled={text.trim() === ""} onClick={() => void take()}>
            Take over
          </Button>
        </div>
      </Popover>
    </div>
  );
}
