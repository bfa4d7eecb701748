import type { ReactNode } from "react";
import { region } from "@/components/regions";
import { ResizablePanels } from "@/components/resizable-panels";
import { useMediaQuery } from "@/components/use-media-query";
import "./run-layout.css";

interface RunLayoutProps {
  /** The 44 px `Bar`. */
  bar: ReactNode;
  /** `Banner`s between the bar and the columns. */
  banner?: ReactNode;
  /** 252 px: the blocks of the run. */
  timeline: ReactNode;
  /** Live picture or recording. */
  children: ReactNode;
  /** 296 px: inputs, outputs, actions, log. */
  details: ReactNode;
  sizes: Readonly<Record<string, number>>;
  onSizesChange: (sizes: Record<string, number>) => void;
}

/** The window of one run: bar, then timeline, centre and details. Below 980 px all columns are narrower. */
export function RunLayout({
  bar,
  banner,
  timeline,
  children,
  details,
  sizes,
  onSizesChange,
}: RunLayoutProps) {
  const isWide = useMediaQuery("(min-width: 980px)");
  return (
    <div className="run-layout">
      <div className="run-bar" {...region}>
        {bar}
      </div>
      {banner}
      <ResizablePanels
        sizes={isWide ? sizes : {}}
        onSizesChange={onSizesChange}
        panels={[
          {
            id: "timeline",
            label: "Blocks",
            size: isWide
              ? { usual: 252, least: 200, most: 420 }
              : { usual: 200, least: 160, most: 260 },
            content: (
              <nav className="run-timeline" aria-label="Blocks of this run" {...region}>
                {timeline}
              </nav>
            ),
          },
          {
            id: "centre",
            label: "Picture",
            content: (
              <div className="run-centre" {...region}>
                {children}
              </div>
            ),
          },
          {
            id: "details",
            label: "Details",
            size: isWide
              ? { usual: 296, least: 240, most: 560 }
              : { usual: 232, least: 200, most: 320 },
            content: (
              <aside className="run-details" aria-label="Details" {...region}>
                {details}
              </aside>
            ),
          },
        ]}
      />
    </div>
  );
}
