import { useId } from "react";
import { Field } from "@/components/field";
import { PasswordField } from "@/components/password-field";
import { TextField } from "@/components/text-field";
import { ColorChoice } from "@/features/connections/color-choice";
import { fieldOfProblem, nameOf } from "@/features/connections/connection-form-model";
import { ReportBox } from "@/features/connections/connection-report";
import { KeyStorageChoice } from "@/features/connections/key-storage-choice";
import type { ConnectionFormControls } from "@/features/connections/use-connection-form";
import type { KeychainView } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import "./connection-fields.css";

interface ConnectionFieldsProps {
  form: ConnectionFormControls;
  keychain: KeychainView;
  /** The colour can be chosen; the first server gets one by itself. */
  withColor?: boolean | undefined;
  /** The key is what is asked for: it gets the focus. */
  focusKey?: boolean | undefined;
}

/** Name, address, key, and what was found wrong with them. */
export function ConnectionFields({ form, keychain, withColor, focusKey }: ConnectionFieldsProps) {
  const { state, edit } = form;
  const reportId = useId();
  const isOwn = state.kind === "ownServer";
  return (
    <>
      <div className="connection-fields" data-pair={isOwn || withColor || undefined}>
        {(isOwn || withColor) && <NameField form={form} />}
        {isOwn && <UrlField form={form} reportId={reportId} />}
        {withColor && (
          <Field label="Colour">
            <ColorChoice value={state.color} onChange={(color) => edit({ color })} />
          </Field>
        )}
        <div className="connection-key">
          <KeyField form={form} reportId={reportId} keychain={keychain} hasFocus={focusKey} />
        </div>
      </div>
      {keychain.state === "unusable" && (form.existing === null || state.key) && (
        <KeyStorageChoice
          keychain={keychain}
          value={state.storage}
          onChange={(storage) => edit({ storage })}
          error={state.faults.storage}
        />
      )}
      <ReportBox
        id={reportId}
        report={state.report}
        fault={state.fault}
        onUseUrl={(url) => void form.test(url)}
      />
    </>
  );
}

function NameField({ form }: { form: ConnectionFormControls }) {
  const { state, edit } = form;
  return (
    <Field label="Name" aux="optional" error={state.faults.name}>
      <TextField
        value={state.name}
        onChange={(name) => edit({ name })}
        placeholder={nameOf({ ...state, name: "" }) || "Name of the server"}
        readOnly={isHeld(form)}
      />
    </Field>
  );
}

interface TestedFieldProps {
  form: ConnectionFormControls;
  /** Where the report about the field stands. */
  reportId: string;
}

function UrlField({ form, reportId }: TestedFieldProps) {
  const { state, edit } = form;
  return (
    <Field label="URL" error={state.faults.baseUrl} hint={URL_HINT}>
      <TextField
        mono
        value={state.baseUrl}
        onChange={(baseUrl) => edit({ baseUrl })}
        placeholder="http://localhost:8000"
        inputMode="url"
        readOnly={isHeld(form)}
        {...blame(form, "baseUrl", reportId)}
      />
    </Field>
  );
}

interface KeyFieldProps extends TestedFieldProps {
  keychain: KeychainView;
  hasFocus: boolean | undefined;
}

function KeyField({ form, reportId, keychain, hasFocus }: KeyFieldProps) {
  const { state, edit } = form;
  return (
    <Field
      label="API key"
      aux={keyPlaceWords(keychain)}
      error={state.faults.key}
      hint={state.kind === "ownServer" ? OWN_KEY_HINT : <CloudKeyHint />}
    >
      <PasswordField
        value={state.key}
        onChange={(key) => edit({ key })}
        placeholder={keyPlaceholder(form)}
        readOnly={isHeld(form)}
        autoFocus={hasFocus}
        {...blame(form, "key", reportId)}
      />
    </Field>
  );
}

/** Nothing changes under a connection that is being kept. */
function isHeld({ state }: ConnectionFormControls): boolean {
  return state.work === "saving";
}

/** Marks the field that the report is about, and leads assistive technology to it. */
function blame({ state }: ConnectionFormControls, field: "baseUrl" | "key", reportId: string) {
  const isBlamed =
    state.report?.outcome === "failed" && fieldOfProblem(state.report.problem) === field;
  return isBlamed ? { invalid: true, "aria-describedby": reportId } : {};
}

const URL_HINT =
  "The address of the API, often port 8000. The web interface has a port of its own.";

const OWN_KEY_HINT = (
  <>
    Stands in the server's <code>.env</code> file, after <code>SKYVERN_API_KEY=</code>
  </>
);

function CloudKeyHint() {
  return (
    <>
      In your account at{" "}
      <button
        type="button"
        className="link-button"
        onClick={() => void host.openLink("https://app.skyvern.com/settings")}
      >
        app.skyvern.com
      </button>
      , under Settings
    </>
  );
}

function keyPlaceWords(keychain: KeychainView): string | undefined {
  return keychain.state === "usable" ? `Kept in the keychain (${keychain.name})` : undefined;
}

function keyPlaceholder({ existing }: ConnectionFormControls): string {
  if (existing === null || existing.key === "missing") return "Paste the key";
  return "Unchanged. Paste a new key to replace it";
}
