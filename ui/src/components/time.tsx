import { useNow } from "@/components/use-now";
import { formatClock, formatExact, formatMoment, formatTimeAgo } from "@/lib/format";

interface MomentProps {
  /** RFC 3339 in UTC, as the backend sends it. */
  at: string | Date;
}

/** "12 min ago", "Yesterday", "3 Nov"; the exact time in the tooltip. Renews itself. */
export function TimeAgo({ at }: MomentProps) {
  const now = useNow("minute");
  return <Stamp at={at}>{formatTimeAgo(at, now)}</Stamp>;
}

/** "Today 07:30", "Mon 07:30", "14 Nov 07:30". */
export function Moment({ at }: MomentProps) {
  const now = useNow("minute");
  return <Stamp at={at}>{formatMoment(at, now)}</Stamp>;
}

interface ElapsedProps {
  /** When it began. */
  since: string | Date;
  /** Seconds by which the clock of the server is ahead of this computer's. */
  skew?: number | undefined;
}

/** "2:14", counting. Not told by screen readers at every second. */
export function Elapsed({ since, skew = 0 }: ElapsedProps) {
  const now = useNow("second");
  return (
    <span role="timer">{formatClock(now / 1000 + skew - new Date(since).getTime() / 1000)}</span>
  );
}

function Stamp({ at, children }: { at: string | Date; children: string }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {children}
    </time>
  );
}
