import { FileInput } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import "./file-drop-overlay.css";

interface FileDropOverlayProps {
  /** Files are held over the window. */
  active: boolean;
  /** What dropping does: "Import into Recruiting". */
  title: ReactNode;
  /** "YAML or JSON". */
  hint?: ReactNode;
}

/** Covers the window while files from the system are held over it. The drop itself comes from the host. */
export function FileDropOverlay({ active, title, hint }: FileDropOverlayProps) {
  if (!active) return null;
  return (
    <div className="file-drop" role="status">
      <div className="file-drop-card">
        <Icon icon={FileInput} />
        <strong>{title}</strong>
        {hint && <span>{hint}</span>}
      </div>
    </div>
  );
}
