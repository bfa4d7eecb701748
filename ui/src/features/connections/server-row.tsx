import { CircleCheck, CircleX, Ellipsis, KeyRound, LoaderCircle } from "lucide-react";
import { Button } from "@/components/button";
import type { IconType } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/menu";
import { type Tone, ToneWord } from "@/components/status";
import { useToasts } from "@/components/toasts";
import { useNow } from "@/components/use-now";
import { ConnectionMark } from "@/features/connections/connection-mark";
import { Limits } from "@/features/connections/connection-report";
import { connectionWords, syncWords } from "@/features/connections/connection-words";
import { useCheckConnection, useSyncConnection } from "@/features/connections/queries";
import type { ConnectionStatus, ConnectionView } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";

interface ServerRowProps {
  connection: ConnectionView;
  isActive: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

/** One server: how it stands, the one thing to do about it, and the rest in a menu. */
export function ServerRow({ connection, isActive, onEdit, onDelete }: ServerRowProps) {
  const toasts = useToasts();
  const now = useNow("minute");
  const check = useCheckConnection();
  const sync = useSyncConnection();
  const say = (fault: unknown) => toasts.show({ tone: "danger", message: messageOf(fault) });
  const checkNow = () => check.mutate(connection.id, { onError: say });
  const { words, detail } = connectionWords(connection.status, now);
  const look = lookOf(connection.status);
  return (
    <div className="server-row">
      <div className="server-row-line">
        <ConnectionMark connection={connection} />
        <span className="server-row-words">
          <b>
            <span className="truncate">{connection.name}</span>
          </b>
          <small className="truncate selectable">{factsOf(connection, isActive, now)}</small>
        </span>
        <ToneWord tone={look.tone} icon={look.icon} spin={connection.status.state === "checking"}>
          {words}
        </ToneWord>
        <RowAction
          connection={connection}
          isChecking={check.isPending}
          onCheck={checkNow}
          onEdit={onEdit}
        />
        <Menu
          align="end"
          trigger={<IconButton icon={Ellipsis} size="sm" label={`More for ${connection.name}`} />}
        >
          <MenuItem onSelect={onEdit}>Edit…</MenuItem>
          <MenuItem onSelect={checkNow}>Test connection</MenuItem>
          <MenuItem
            onSelect={() => sync.mutate(connection.id, { onError: say })}
            disabled={connection.sync.isRunning}
          >
            Sync now
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={onDelete}>
            Delete…
          </MenuItem>
        </Menu>
      </div>
      {detail && <p className="server-row-trouble selectable">{detail}</p>}
      {connection.limits.length > 0 && <Limits limits={connection.limits} />}
    </div>
  );
}

interface RowActionProps {
  connection: ConnectionView;
  isChecking: boolean;
  onCheck: () => void;
  onEdit: () => void;
}

/** What can mend the state that the server is in. */
function RowAction({ connection, isChecking, onCheck, onEdit }: RowActionProps) {
  const { state } = connection.status;
  if (state === "keyMissing" || state === "keyRefused") {
    return (
      <Button size="sm" onClick={onEdit} aria-label={`Enter the key of ${connection.name}`}>
        Enter the key
      </Button>
    );
  }
  if (state === "unreachable" || state === "checking") {
    return (
      <Button
        size="sm"
        loading={isChecking || state === "checking"}
        onClick={onCheck}
        aria-label={`Try again: ${connection.name}`}
      >
        Try again
      </Button>
    );
  }
  return (
    <Button size="sm" onClick={onEdit} aria-label={`Edit ${connection.name}`}>
      Edit
    </Button>
  );
}

function factsOf(connection: ConnectionView, isActive: boolean, now: number): string {
  const facts = [
    connection.baseUrl,
    connection.organization,
    connection.key === "memory" && "Key in memory until Eyrie quits",
    connection.serverVersion && `Skyvern ${connection.serverVersion}`,
    isActive && syncWords(connection.sync, now),
  ];
  return facts.filter(Boolean).join(" · ");
}

function lookOf({ state }: ConnectionStatus): { tone: Tone; icon: IconType } {
  if (state === "connected") return { tone: "ok", icon: CircleCheck };
  if (state === "checking") return { tone: "idle", icon: LoaderCircle };
  if (state === "keyMissing") return { tone: "warn", icon: KeyRound };
  return { tone: "danger", icon: CircleX };
}
