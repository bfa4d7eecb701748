/* A proxy as it stands in a workflow: a name, a place or an address (reference A.1). Pure. */
import { isFields } from "@/features/editor/inputs/same-json";
import type { ProxyChoice } from "@/ipc/bindings";

export function proxyFrom(value: unknown): ProxyChoice {
  if (typeof value === "string" && value !== "") return { choice: "named", location: value };
  if (!isFields(value)) return { choice: "workflow" };
  if (typeof value.url === "string") return { choice: "custom", url: value.url };
  return {
    choice: "place",
    country: textIn(value.country) ?? "",
    subdivision: textIn(value.subdivision),
    city: textIn(value.city),
  };
}

/** Undefined where the server decides. */
export function proxyTo(proxy: ProxyChoice): unknown {
  switch (proxy.choice) {
    case "workflow":
      return undefined;
    case "named":
      return proxy.location;
    case "custom":
      return { url: proxy.url };
    case "place": {
      const { country, subdivision, city } = proxy;
      return { country, ...(subdivision ? { subdivision } : {}), ...(city ? { city } : {}) };
    }
  }
}

function textIn(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
