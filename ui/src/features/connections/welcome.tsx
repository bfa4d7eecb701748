import { Cloud, Lock, LockOpen, PlugZap, Server } from "lucide-react";
import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";
import { AppIcon } from "@/components/app-icon";
import { Button } from "@/components/button";
import { Icon, type IconType } from "@/components/icon";
import { ConnectionFields } from "@/features/connections/connection-fields";
import { ReportLine } from "@/features/connections/connection-report";
import {
  type ConnectionFormControls,
  useConnectionForm,
} from "@/features/connections/use-connection-form";
import type { ConnectionKind, ConnectionsView, KeychainView } from "@/ipc/bindings";
import "@/components/choices.css";
import "./welcome.css";

interface WelcomeProps {
  connections: ConnectionsView;
}

/** The first start: which server, and its key. It gives way as soon as there is a connection. */
export function Welcome({ connections }: WelcomeProps) {
  const form = useConnectionForm({ connections, existing: null });
  return (
    <main className="welcome">
      <form
        className="welcome-column"
        aria-labelledby="welcome-title"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <AppIcon size={56} />
        <h1 id="welcome-title">Where should your workflows run?</h1>
        <p className="welcome-subtitle">You can add more servers later, in Settings.</p>
        <Kinds form={form} keychain={connections.keychain} />
        <div className="welcome-foot">
          <KeyPlace keychain={connections.keychain} />
          <Button
            type="submit"
            variant="primary"
            size="lg"
            keys="enter"
            loading={form.state.work === "saving"}
          >
            Continue
          </Button>
        </div>
      </form>
    </main>
  );
}

interface KindsProps {
  form: ConnectionFormControls;
  keychain: KeychainView;
}

/** The kinds of server; the chosen one unfolds its form. */
function Kinds({ form, keychain }: KindsProps) {
  const { state, edit } = form;
  const inner = <InnerForm form={form} keychain={keychain} />;
  return (
    <RadioGroup.Root
      className="welcome-kinds"
      aria-label="Where workflows run"
      value={state.kind}
      onValueChange={(kind) => edit({ kind: kind as ConnectionKind })}
    >
      <KindChoice kind="cloud" icon={Cloud} title="Skyvern Cloud" chosen={state.kind} inner={inner}>
        With the API key of your account at app.skyvern.com
      </KindChoice>
      <KindChoice
        kind="ownServer"
        icon={Server}
        title="A server of your own"
        chosen={state.kind}
        inner={inner}
      >
        With its URL and its API key
      </KindChoice>
    </RadioGroup.Root>
  );
}

function InnerForm({ form, keychain }: KindsProps) {
  const { state } = form;
  return (
    <div className="welcome-form">
      <ConnectionFields form={form} keychain={keychain} />
      <div className="welcome-test">
        <Button
          icon={PlugZap}
          loading={state.work === "testing"}
          disabled={state.work === "saving"}
          onClick={() => void form.test()}
        >
          Test connection
        </Button>
        <ReportLine report={state.report} />
      </div>
    </div>
  );
}

interface KindChoiceProps {
  kind: ConnectionKind;
  icon: IconType;
  title: string;
  chosen: ConnectionKind;
  /** The form, shown below the chosen kind. */
  inner: ReactNode;
  children: ReactNode;
}

function KindChoice({ kind, icon, title, chosen, inner, children }: KindChoiceProps) {
  return (
    <div className="welcome-kind">
      <RadioGroup.Item value={kind} className="welcome-radio">
        <span className="radio" data-state={kind === chosen ? "checked" : "unchecked"} />
        <Icon icon={icon} />
        <span className="welcome-kind-words">
          <b>{title}</b>
          <small>{children}</small>
        </span>
      </RadioGroup.Item>
      {kind === chosen && inner}
    </div>
  );
}

function KeyPlace({ keychain }: { keychain: KeychainView }) {
  const isUsable = keychain.state === "usable";
  return (
    <span className="welcome-keys">
      <Icon icon={isUsable ? Lock : LockOpen} size={14} />
      {isUsable ? "Keys go into the system keychain" : "The system keychain cannot be used"}
    </span>
  );
}
