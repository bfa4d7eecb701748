// The one way to the backend. Commands come from the generated bindings; a fault always arrives as an IpcError.
import { type CommandError, commands, type ErrorCode } from "./bindings";

export type Host = typeof commands;

/** What a failed command rejects with. `code` is for decisions, `message` is for the person. */
export class IpcError extends Error {
  readonly code: ErrorCode | "unexpected";
  /** The field that the fault belongs to, if it belongs to one. */
  readonly field: string | null;

  constructor(code: ErrorCode | "unexpected", message: string, field: string | null = null) {
    super(message);
    this.name = "IpcError";
    this.code = code;
    this.field = field;
  }
}

let target: Host = commands;

/** The backend's commands. Each rejects with an IpcError. */
export const host: Host = new Proxy(commands, {
  get(_, name: keyof Host) {
    const command = target[name] as (...args: unknown[]) => Promise<unknown>;
    return async (...args: unknown[]) => {
      try {
        return await command(...args);
      } catch (fault) {
        throw toIpcError(fault);
      }
    };
  },
});

/** Replaces the backend; for tests and the component sheet. */
export function replaceHost(replacement: Host): void {
  target = replacement;
}

/** Faults of the framework (a refused permission, arguments of a wrong shape) arrive as plain text. */
function toIpcError(fault: unknown): IpcError {
  if (fault instanceof IpcError) return fault;
  if (isCommandError(fault)) return new IpcError(fault.code, fault.message, fault.field);
  return new IpcError("unexpected", fault instanceof Error ? fault.message : String(fault));
}

function isCommandError(fault: unknown): fault is CommandError {
  return typeof fault === "object" && fault !== null && "code" in fault && "message" in fault;
}

/** The sentence to show for whatever was thrown. */
export function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
