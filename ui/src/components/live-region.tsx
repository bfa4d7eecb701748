import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";

type Announce = (message: string, pace?: "now" | "slow") => void;
const AnnounceContext = createContext<Announce | null>(null);

/** Updates of a running run are told at most once in this time, in milliseconds (DESIGN 9). */
const SLOW_PACE = 5000;

/**
 * Says something to assistive technology without moving the focus. `slow` is for what changes by itself: at most one
 * message in five seconds, the latest wins.
 */
export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext);
  if (!announce) throw new Error("useAnnounce needs a LiveRegion above it");
  return announce;
}

/** The one polite live region of a window. */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState({ text: "", turn: 0 });
  const slow = useRef<{ next: string | null; timer: ReturnType<typeof setTimeout> | null }>({
    next: null,
    timer: null,
  });

  const say = useCallback((text: string) => {
    setMessage((before) => ({ text, turn: before.turn + 1 }));
  }, []);

  const release = useCallback(() => {
    const { next } = slow.current;
    slow.current.next = null;
    slow.current.timer = next === null ? null : setTimeout(release, SLOW_PACE);
    if (next !== null) say(next);
  }, [say]);

  const announce = useCallback<Announce>(
    (text, pace = "now") => {
      if (pace === "now") say(text);
      else if (slow.current.timer) slow.current.next = text;
      else {
        say(text);
        slow.current.timer = setTimeout(release, SLOW_PACE);
      }
    },
    [say, release],
  );

  useEffect(() => {
    const state = slow.current;
    return () => {
      if (state.timer) clearTimeout(state.timer);
    };
  }, []);

  return (
    <AnnounceContext value={announce}>
      {children}
      {/* A fresh element for each message, so that the same words are read again. */}
      <div className="sr-only" aria-live="polite" aria-atomic="true">
        <span key={message.turn}>{message.text}</span>
      </div>
    </AnnounceContext>
  );
}
