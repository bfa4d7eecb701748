import type { ReactNode } from "react";
import { region } from "@/components/regions";
import { ResizablePanels } from "@/components/resizable-panels";
import "./app-shell.css";

interface AppShellProps {
  /** 216 px at the left: server, places, folders, what runs now. */
  sidebar: ReactNode;
  /** The view: a `Bar` and what is below it. */
  children: ReactNode;
  /** Remembered sizes of the panels. */
  sizes: Readonly<Record<string, number>>;
  onSizesChange: (sizes: Record<string, number>) => void;
}

/** The main window: sidebar and view. Views with a preview divide themselves with `PreviewLayout`. */
export function AppShell({ sidebar, children, sizes, onSizesChange }: AppShellProps) {
  return (
    <div className="app-shell">
      <ResizablePanels
        sizes={sizes}
        onSizesChange={onSizesChange}
        panels={[
          {
            id: "sidebar",
            label: "Sidebar",
            size: { usual: 216, least: 176, most: 320 },
            content: (
              <aside className="app-sidebar" aria-label="Main" {...region}>
                {sidebar}
              </aside>
            ),
          },
          {
            id: "view",
            label: "View",
            content: <main className="app-view">{children}</main>,
          },
        ]}
      />
    </div>
  );
}
