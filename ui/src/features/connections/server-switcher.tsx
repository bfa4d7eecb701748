import { ChevronsUpDown, KeyRound, Plus, RefreshCw, RotateCw, Settings2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { Menu, MenuChoices, MenuHeading, MenuItem, MenuSeparator } from "@/components/menu";
import { ServerDot } from "@/components/status";
import { useToasts } from "@/components/toasts";
import { useNow } from "@/components/use-now";
import { useShortcut } from "@/components/use-shortcut";
import { ConnectionMark } from "@/features/connections/connection-mark";
import {
  connectionLine,
  connectionWords,
  readingWords,
  syncWords,
} from "@/features/connections/connection-words";
import {
  useCheckConnection,
  useSelectConnection,
  useSyncConnection,
} from "@/features/connections/queries";
import type { ConnectionId, ConnectionsView, ConnectionView } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import "./server-switcher.css";

interface ServerSwitcherProps {
  connections: ConnectionsView;
  active: ConnectionView;
  onAdd: () => void;
  /** Opens the form of a server, so that its key can be typed again. */
  onEdit: (id: ConnectionId) => void;
  onManage: () => void;
}

/** Ctrl+1 … Ctrl+9. */
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** The server that the window shows, and the way to another. */
export function ServerSwitcher({
  connections,
  active,
  onAdd,
  onEdit,
  onManage,
}: ServerSwitcherProps) {
  const toasts = useToasts();
  const select = useSelectConnection();
  const [asked, setAsked] = useState<AskedSync | null>(null);
  const say = (fault: unknown) => toasts.show({ tone: "danger", message: messageOf(fault) });
  const choose = (id: ConnectionId | undefined) => {
    if (id !== undefined && id !== active.id) select.mutate(id, { onError: say });
  };
  useShortcut(
    DIGITS.map((digit) => `mod+${digit}`),
    (event) => choose(connections.connections[digitOf(event) - 1]?.id),
    { inTextFields: true },
  );
  const now = useNow("minute");
  const menu = (
    <Menu
      width={268}
      trigger={
        <button type="button" className="server-button">
          <ConnectionMark connection={active} />
          <span className="server-words">
            <span className="server-name truncate">{active.name}</span>
            <ActiveLine connection={active} now={now} asked={asked} />
          </span>
          <Icon icon={ChevronsUpDown} size={14} />
        </button>
      }
    >
      <div className="server-menu">
        <MenuHeading>Servers</MenuHeading>
        <MenuChoices
          value={active.id}
          onChange={choose}
          choices={connections.connections.map((connection, place) => ({
            value: connection.id,
            label: connection.name,
            mark: <ConnectionMark connection={connection} />,
            hint: (
              <ChoiceLine
                connection={connection}
                isActive={connection.id === active.id}
                now={now}
              />
            ),
            keys: connection.id !== active.id && place < 9 ? `mod+${place + 1}` : undefined,
          }))}
        />
        <MenuSeparator />
        <ServerActions
          connection={active}
          onAsk={setAsked}
          now={now}
          onEdit={() => onEdit(active.id)}
          onFault={say}
        />
        <MenuSeparator />
        <MenuItem icon={Plus} onSelect={onAdd}>
          Add server…
        </MenuItem>
        <MenuItem icon={Settings2} onSelect={onManage}>
          Server settings
        </MenuItem>
      </div>
    </Menu>
  );
  if (!lacksKey(active)) return menu;
  return (
    <>
      {menu}
      <div className="server-key">
        <Button size="sm" icon={KeyRound} grow onClick={() => onEdit(active.id)}>
          Enter the key…
        </Button>
      </div>
    </>
  );
}

/** Nothing but another key can mend it. */
function lacksKey({ status }: ConnectionView): boolean {
  return status.state === "keyMissing" || status.state === "keyRefused";
}

/** On keyboards where Shift writes the digits, the place of the key counts. */
function digitOf(event: KeyboardEvent): number {
  return Number(/^Digit(\d)$/.exec(event.code)?.[1] ?? event.key);
}

/** A synchronisation that a person asked for; it is over when the last one is another. */
interface AskedSync {
  connection: ConnectionId;
  lastBefore: string | null;
}

interface LineProps {
  connection: ConnectionView;
  now: number;
}

interface ActiveLineProps extends LineProps {
  asked: AskedSync | null;
}

/** The state, or how far the reading of all workflows has come that is the first or was asked for. */
function ActiveLine({ connection, now, asked }: ActiveLineProps) {
  const { dot, words, detail } = connectionWords(connection.status, now);
  const { sync } = connection;
  const isFirst = sync.lastFinishedAt === null;
  const isAsked = asked?.connection === connection.id && asked.lastBefore === sync.lastFinishedAt;
  const isShown = dot === "on" && sync.isRunning && (isFirst || isAsked);
  return (
    <span className="server-line" data-bad={dot === "bad" || undefined} title={detail ?? undefined}>
      <ServerDot state={dot} />
      <span className="truncate">{isShown ? readingWords(sync) : words}</span>
    </span>
  );
}

function ChoiceLine({ connection, isActive, now }: LineProps & { isActive: boolean }) {
  const { dot } = connectionWords(connection.status, now);
  return (
    <span className="server-line" data-bad={dot === "bad" || undefined}>
      <ServerDot state={dot} />
      <span className="truncate">{connectionLine(connection, isActive, now)}</span>
    </span>
  );
}

interface ServerActionsProps extends LineProps {
  onAsk: (asked: AskedSync) => void;
  onEdit: () => void;
  onFault: (fault: unknown) => void;
}

/** What can be done with the server that is shown, by the state that it is in. */
function ServerActions({ connection, now, onAsk, onEdit, onFault }: ServerActionsProps) {
  const check = useCheckConnection();
  const sync = useSyncConnection();
  const { state } = connection.status;
  if (lacksKey(connection)) {
    return (
      <MenuItem icon={KeyRound} onSelect={onEdit}>
        Enter the key…
      </MenuItem>
    );
  }
  if (state === "connected") {
    return (
      <MenuItem
        icon={RefreshCw}
        hint={syncWords(connection.sync, now)}
        disabled={connection.sync.isRunning}
        onSelect={() => {
          onAsk({ connection: connection.id, lastBefore: connection.sync.lastFinishedAt });
          sync.mutate(connection.id, { onError: onFault });
        }}
      >
        Sync now
      </MenuItem>
    );
  }
  return (
    <MenuItem
      icon={RotateCw}
      hint={syncWords(connection.sync, now)}
      disabled={state === "checking"}
      onSelect={() => check.mutate(connection.id, { onError: onFault })}
    >
      Try again
    </MenuItem>
  );
}
