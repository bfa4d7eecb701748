import { Play, Terminal } from "lucide-react";
import { useEffect, useState } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { FileDropOverlay } from "@/components/file-drop-overlay";
import { Highlight } from "@/components/highlight";
import { Kbd } from "@/components/kbd";
import { Text } from "@/components/layout";
import { Palette } from "@/components/palette";
import { OptionRow, SectionHead } from "@/components/section";
import { Switch } from "@/components/switch";
import { TextField } from "@/components/text-field";
import { useToasts } from "@/components/toasts";

/** Dialogs, the palette, toasts: ?part=dialog&show=dialog|confirm|palette|drop */
export function DialogSheet() {
  const show = new URLSearchParams(window.location.search).get("show") ?? "dialog";
  const toasts = useToasts();
  useEffect(() => {
    toasts.show({
      message: "3 workflows moved into Finance",
      action: { label: "Undo", onAct: () => {} },
      stays: 600_000,
    });
    toasts.show({
      tone: "danger",
      message: "download_pdf failed for “Papier Union”, 4 of 5.",
      action: { label: "Open run", onAct: () => {} },
    });
  }, [toasts]);
  return (
    <main className="sheet">
      {show === "dialog" && <LaunchSample />}
      {show === "palette" && <PaletteSample />}
      <ConfirmDialog
        open={show === "confirm"}
        onClose={() => {}}
        title="Delete the server “Staging”?"
        action="Delete server"
        danger
        onConfirm={() => {}}
      >
        Its key is removed from the keychain, and all that was kept of its workflows and runs on
        this computer. Nothing changes on the server.
      </ConfirmDialog>
      <FileDropOverlay
        active={show === "drop"}
        title="Import into Recruiting"
        hint="YAML or JSON"
      />
    </main>
  );
}

function LaunchSample() {
  const [value, setValue] = useState("1 Nov 2025");
  return (
    <Dialog
      open
      onClose={() => {}}
      title="Run Invoice downloader"
      subtitle="v31 · skyvern.halden.lan"
      banner={<Banner title="Not sent">skyvern.halden.lan does not answer.</Banner>}
      width={800}
      height={520}
      dirty
      aside={
        <>
          <SectionHead title="Options" aux="Remembered for this workflow" />
          <OptionRow
            label="Fall back to the agent"
            hint="When a cached step no longer fits the page"
          >
            <Switch label="Fall back to the agent" checked onChange={() => {}} />
          </OptionRow>
        </>
      }
      footerStart={
        <Button variant="ghost" icon={Terminal}>
          Copy as command
        </Button>
      }
      footer={
        <>
          <Button>Cancel</Button>
          <Button variant="primary" icon={Play} keys="mod+enter">
            Run
          </Button>
        </>
      }
    >
      <Field label="since" mono note="date">
        <TextField value={value} onChange={setValue} />
      </Field>
      <Field label="max_invoices" mono note="integer" error="At most 100">
        <TextField value="250" onChange={() => {}} />
      </Field>
    </Dialog>
  );
}

function PaletteSample() {
  const [query, setQuery] = useState("inv");
  return (
    <Palette
      open
      onClose={() => {}}
      query={query}
      onQueryChange={setQuery}
      placeholder="Search everything"
      onChoose={() => {}}
      groups={[
        {
          heading: "Workflows",
          items: ["Invoice downloader", "Invoice duplicate check"].map((title) => ({
            id: title,
            content: (
              <>
                <span>
                  <Highlight text={title} ranges={[[0, 3]]} />
                </span>
                <Text size={12} tone="meta">
                  Finance
                </Text>
              </>
            ),
            aux: <Kbd keys="enter" />,
          })),
        },
        {
          heading: "Commands",
          items: [{ id: "x", content: "Export", aux: "Choose a workflow first", disabled: true }],
        },
      ]}
      footer={
        <span>
          <Kbd keys="arrowup" /> <Kbd keys="arrowdown" /> Move
        </span>
      }
    />
  );
}
