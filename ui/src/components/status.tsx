import {
  Ban,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  Hand,
  LoaderCircle,
  OctagonX,
  Pause,
  TimerOff,
} from "lucide-react";
import type { ReactNode } from "react";
import { Icon, type IconSize, type IconType } from "@/components/icon";
import "./status.css";

export type Tone = "ok" | "warn" | "danger" | "running" | "idle";

interface StatusLook {
  word: string;
  tone: Tone;
  icon: IconType;
}

const LOOKS = {
  created: { word: "Created", tone: "idle", icon: Circle },
  queued: { word: "Queued", tone: "idle", icon: CircleDashed },
  running: { word: "Running", tone: "running", icon: LoaderCircle },
  waiting: { word: "Waiting", tone: "idle", icon: CircleDashed },
  paused: { word: "Paused", tone: "idle", icon: Pause },
  needsYou: { word: "Needs you", tone: "warn", icon: Hand },
  completed: { word: "Completed", tone: "ok", icon: CircleCheck },
  failed: { word: "Failed", tone: "danger", icon: CircleX },
  timedOut: { word: "Timed out", tone: "warn", icon: TimerOff },
  terminated: { word: "Terminated", tone: "warn", icon: OctagonX },
  canceled: { word: "Canceled", tone: "idle", icon: Ban },
  skipped: { word: "Skipped", tone: "idle", icon: CircleSlash },
  notRun: { word: "Not run", tone: "idle", icon: CircleSlash },
  pending: { word: "Waiting", tone: "idle", icon: CircleDashed },
  unknown: { word: "Unknown", tone: "idle", icon: CircleQuestionMark },
} satisfies Record<string, StatusLook>;

/** The states of runs, blocks and actions that have a look of their own. Others are shown as "unknown". */
type StatusName = keyof typeof LOOKS;

/** Word, colour and glyph of a state; accepts the server's `timed_out` as well as `timedOut`. */
export function statusLook(status: string): StatusLook {
  const name = status.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return name in LOOKS ? LOOKS[name as StatusName] : LOOKS.unknown;
}

interface StatusGlyphProps {
  status: StatusName | (string & {});
  size?: IconSize | undefined;
  /** Says something else than the state's own word. */
  label?: string | undefined;
}

/** The glyph alone, where there is no room for the word: named, and with the word as its tooltip. */
export function StatusGlyph({ status, size = 14, label }: StatusGlyphProps) {
  const look = statusLook(status);
  const name = label ?? look.word;
  return (
    <span className="status" data-tone={look.tone} role="img" aria-label={name} title={name}>
      <Icon icon={look.icon} size={size} spin={status === "running"} />
    </span>
  );
}

interface StatusWordProps {
  status: StatusName | (string & {});
  /** In place of the state's own word. */
  children?: ReactNode;
  /** With a soft fill, for heads and cards. */
  badge?: boolean | undefined;
}

/** Glyph, word and colour together. */
export function StatusWord({ status, children, badge }: StatusWordProps) {
  const look = statusLook(status);
  return (
    <ToneWord tone={look.tone} icon={look.icon} spin={status === "running"} badge={badge}>
      {children ?? look.word}
    </ToneWord>
  );
}

interface ToneWordProps {
  tone: Tone;
  icon: IconType;
  children: ReactNode;
  spin?: boolean | undefined;
  badge?: boolean | undefined;
}

/** Any other short statement with a glyph in a state's colour: "Connected in 84 ms", "1 field to fix". */
export function ToneWord({ tone, icon, children, spin, badge }: ToneWordProps) {
  return (
    <span className="status" data-tone={tone} data-badge={badge || undefined}>
      <Icon icon={icon} size={14} spin={spin} />
      {children}
    </span>
  );
}

interface ServerDotProps {
  state: "on" | "off" | "bad";
}

/** Filled = answers, hollow = off, diamond = error. Words always stand beside it. */
export function ServerDot({ state }: ServerDotProps) {
  return <span className="server-dot" data-state={state} aria-hidden="true" />;
}
