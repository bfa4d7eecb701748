import { CircleAlert, CircleCheck, CircleX, Info, X } from "lucide-react";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import "./toasts.css";

export interface Toast {
  message: ReactNode;
  /** `ok` by default. A danger toast stays until it is closed. */
  tone?: "ok" | "info" | "warn" | "danger" | undefined;
  /** "Undo", "Open", "Try again". */
  action?: { label: string; onAct: () => void } | undefined;
  /** Milliseconds it stays; 6000 by default, `Infinity` until it is closed. */
  stays?: number | undefined;
  /** A toast of the same name takes the place of the older one. */
  name?: string | undefined;
  /** Called when it goes without its action having been taken. */
  onGone?: (() => void) | undefined;
}

interface ShownToast extends Toast {
  id: number;
}

interface Toasts {
  /** Returns the function that takes the toast away. */
  show: (toast: Toast) => () => void;
}

const ToastContext = createContext<Toasts | null>(null);
const LOOKS = {
  ok: { icon: CircleCheck, tone: "ok" },
  info: { icon: Info, tone: "idle" },
  warn: { icon: CircleAlert, tone: "warn" },
  danger: { icon: CircleX, tone: "danger" },
} as const;

/** Short notes at the lower edge. Not for what is already visible on the screen. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error("useToasts needs a ToastProvider above it");
  return toasts;
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly ShownToast[]>([]);
  const nextId = useRef(1);
  const remove = useCallback((id: number) => {
    setShown((before) => before.filter((toast) => toast.id !== id));
  }, []);
  const toasts = useMemo<Toasts>(
    () => ({
      show: (toast) => {
        const id = nextId.current++;
        setShown((before) => [
          ...before.filter((other) => !toast.name || other.name !== toast.name),
          { ...toast, id },
        ]);
        return () => remove(id);
      },
    }),
    [remove],
  );
  return (
    <ToastContext value={toasts}>
      {children}
      {createPortal(
        // Each toast tells itself. What has `aria-live` is not hidden by an open dialog.
        <section
          className="toast-region"
          aria-label="Notifications"
          aria-live="off"
          data-region=""
          tabIndex={-1}
        >
          {shown.map((toast) => (
            <ToastCard key={toast.id} toast={toast} onRemove={() => remove(toast.id)} />
          ))}
        </section>,
        document.body,
      )}
    </ToastContext>
  );
}

function ToastCard({ toast, onRemove }: { toast: ShownToast; onRemove: () => void }) {
  const { tone = "ok", action } = toast;
  const [isHeld, setHeld] = useState(false);
  const leave = useRef(() => {});
  useEffect(() => {
    leave.current = () => {
      toast.onGone?.();
      onRemove();
    };
  });
  const { stays = 6000 } = toast;
  // No timer counts to infinity.
  const isKept = tone === "danger" || stays === Number.POSITIVE_INFINITY;
  useCountdown(isKept ? null : stays, isHeld, leave);
  const look = LOOKS[tone];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the countdown, nothing is operated
    <div
      className="toast"
      role={tone === "danger" ? "alert" : "status"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="status" data-tone={look.tone}>
        <Icon icon={look.icon} />
      </span>
      <span className="toast-message">{toast.message}</span>
      {action && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            onRemove();
            action.onAct();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} size="sm" label="Dismiss" onClick={() => leave.current()} />
    </div>
  );
}

/** Runs `leave` after `length` milliseconds during which the toast was not held. */
function useCountdown(length: number | null, isHeld: boolean, leave: { current: () => void }) {
  const left = useRef(length);
  useEffect(() => {
    if (isHeld || left.current === null) return;
    const from = performance.now();
    const timer = setTimeout(() => leave.current(), left.current);
    return () => {
      clearTimeout(timer);
      if (left.current !== null) left.current -= performance.now() - from;
    };
  }, [isHeld, leave]);
}
