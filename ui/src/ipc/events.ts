// What the backend says changed. Subscribing is synchronous on both ends, so that React effects can clean up.
import { events } from "./bindings";

type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = Parameters<
  Parameters<Events[N]["listen"]>[0]
>[0]["payload"];
type Listener<N extends EventName> = (payload: EventPayload<N>) => void;

/** How listeners are attached; replaced in tests. */
export type EventSource = <N extends EventName>(name: N, listener: Listener<N>) => () => void;

let source: EventSource = listenToBackend;

/** Calls `listener` for each event until the returned function is called. */
export function on<N extends EventName>(name: N, listener: Listener<N>): () => void {
  return source(name, listener);
}

/** Replaces the source of events; for tests and the component sheet. */
export function replaceEventSource(replacement: EventSource): void {
  source = replacement;
}

/** Tauri attaches asynchronously; whoever leaves before that is detached as soon as it is done. */
function listenToBackend<N extends EventName>(name: N, listener: Listener<N>): () => void {
  let isGone = false;
  let detach: (() => void) | undefined;
  const attached = (events[name] as unknown as Attachable<N>).listen((event) => {
    if (!isGone) listener(event.payload);
  });
  void attached.then((stop) => {
    if (isGone) stop();
    else detach = stop;
  });
  return () => {
    isGone = true;
    detach?.();
  };
}

type Attachable<N extends EventName> = {
  listen: (callback: (event: { payload: EventPayload<N> }) => void) => Promise<() => void>;
};
