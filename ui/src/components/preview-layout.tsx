import type { ReactNode } from "react";
import { region } from "@/components/regions";
import { ResizablePanels } from "@/components/resizable-panels";
import { useMediaQuery } from "@/components/use-media-query";
import "./preview-layout.css";

interface PreviewLayoutProps {
  /** The list. */
  children: ReactNode;
  /** 320 px at the right; null while it is switched off. */
  preview: ReactNode;
  /** Name of the preview: "Preview of Invoice downloader". */
  previewLabel: string;
  sizes: Readonly<Record<string, number>>;
  onSizesChange: (sizes: Record<string, number>) => void;
}

/** A list beside what is chosen in it. Below 1100 px the preview folds away. */
export function PreviewLayout({
  children,
  preview,
  previewLabel,
  sizes,
  onSizesChange,
}: PreviewLayoutProps) {
  const isWide = useMediaQuery("(min-width: 1100px)");
  const list = {
    id: "list",
    label: "List",
    content: (
      <div className="preview-list" {...region}>
        {children}
      </div>
    ),
  };
  const side = {
    id: "preview",
    label: "Preview",
    size: { usual: 320, least: 260, most: 560 },
    content: (
      <aside className="preview-panel" aria-label={previewLabel} {...region}>
        {preview}
      </aside>
    ),
  };
  return (
    <ResizablePanels
      sizes={sizes}
      onSizesChange={onSizesChange}
      panels={isWide && preview !== null ? [list, side] : [list]}
    />
  );
}
