import { Globe, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "@/components/icon";

interface AddressBarProps {
  /** Of the page that is shown; null while there is none. */
  url: string | null;
  /** What kind of picture stands below: "Live", "Recording". */
  children: ReactNode;
}

/** The address of the page, for reading and copying. */
export function AddressBar({ url, children }: AddressBarProps) {
  const { start, end } = addressParts(url ?? "");
  return (
    <div className="address-bar">
      <Icon icon={url?.startsWith("https:") ? Lock : Globe} size={14} />
      <span className="address selectable truncate" title={url ?? undefined}>
        {start}
        <b>{end}</b>
      </span>
      {children}
    </div>
  );
}

/** Without the scheme, and with the last part of the path apart: pages of one site differ in it. */
export function addressParts(url: string): { start: string; end: string } {
  const shown = url.replace(/^https?:\/\//, "").replace(/\/$/, "");
  const path = shown.split(/[?#]/)[0] ?? shown;
  const cut = path.lastIndexOf("/") + 1;
  return cut === 0
    ? { start: shown, end: "" }
    : { start: shown.slice(0, cut), end: shown.slice(cut) };
}
