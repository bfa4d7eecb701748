export type Platform = "mac" | "other";

/** The keyboard family of this machine. Windows and Linux share one map; macOS has its own. */
export function currentPlatform(): Platform {
  const agent = typeof navigator === "undefined" ? "" : navigator.userAgent;
  return /Mac OS X|Macintosh/.test(agent) ? "mac" : "other";
}
