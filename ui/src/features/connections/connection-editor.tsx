import { Cloud, PlugZap, Server } from "lucide-react";
import { Button } from "@/components/button";
import { Segment, type SegmentOption } from "@/components/segment";
import { ConnectionFields } from "@/features/connections/connection-fields";
import type { FormValues } from "@/features/connections/connection-form-model";
import { ReportLine } from "@/features/connections/connection-report";
import { useConnectionForm } from "@/features/connections/use-connection-form";
import type { ConnectionKind, ConnectionsView, ConnectionView } from "@/ipc/bindings";
import "./connection-editor.css";

const KINDS: readonly SegmentOption<ConnectionKind>[] = [
  { value: "cloud", label: "Skyvern Cloud", icon: Cloud },
  { value: "ownServer", label: "A server of your own", icon: Server },
];

interface ConnectionEditorProps {
  connections: ConnectionsView;
  /** Null: a new server. */
  existing: ConnectionView | null;
  /** Saved or given up. */
  onClose: (saved: ConnectionView | null) => void;
}

/** Something would be lost. */
function isTyped(state: FormValues, existing: ConnectionView | null): boolean {
  const before = existing ?? { name: "", baseUrl: "" };
  return state.key !== "" || state.name !== before.name || state.baseUrl !== before.baseUrl;
}

/** Adding or changing a server in Settings. */
export function ConnectionEditor({ connections, existing, onClose }: ConnectionEditorProps) {
  const form = useConnectionForm({ connections, existing, onSaved: onClose });
  const { state } = form;
  const isNew = existing === null;
  return (
    <form
      className="connection-editor"
      aria-label={isNew ? "Add a server" : `Change ${existing.name}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || isTyped(state, existing)) return;
        event.preventDefault();
        onClose(null);
      }}
    >
      {isNew && (
        <div className="connection-editor-kind">
          <Segment
            label="Kind of server"
            value={state.kind}
            onChange={(kind) => form.edit({ kind })}
            options={KINDS}
          />
        </div>
      )}
      <ConnectionFields
        form={form}
        keychain={connections.keychain}
        withColor
        focusKey={existing?.key === "missing" || existing?.status.state === "keyRefused"}
      />
      <div className="connection-editor-foot">
        <Button
          icon={PlugZap}
          loading={state.work === "testing"}
          disabled={state.work === "saving"}
          onClick={() => void form.test()}
        >
          Test connection
        </Button>
        <ReportLine report={state.report} />
        <Button onClick={() => onClose(null)}>Cancel</Button>
        {form.canSaveAnyway && (
          <Button onClick={() => void form.save(true)}>
            {isNew ? "Add anyway" : "Save anyway"}
          </Button>
        )}
        <Button type="submit" variant="primary" loading={state.work === "saving"}>
          {isNew ? "Add server" : "Save"}
        </Button>
      </div>
    </form>
  );
}
