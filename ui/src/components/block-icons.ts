import {
  AppWindow,
  BadgeCheck,
  Blocks,
  CloudDownload,
  CloudUpload,
  CodeXml,
  Compass,
  Download,
  FilePen,
  FileSearch,
  FileSpreadsheet,
  FileText,
  Globe,
  Inbox,
  Link,
  LogIn,
  Mail,
  MousePointerClick,
  OctagonX,
  Printer,
  Puzzle,
  Repeat,
  RotateCw,
  ScanText,
  Scissors,
  Search,
  Split,
  Table2,
  TextCursorInput,
  Timer,
  Upload,
  UserCheck,
  Waypoints,
  Workflow,
} from "lucide-react";
import type { IconType } from "@/components/icon";

/*
 * The catalogue of block kinds (Rust) names its glyphs as the icon set does. Only what stands here is bundled, and a
 * test holds it against the catalogue. A name that is missing is drawn as `blocks`, so that a new kind still has a tile.
 */
const ICONS: Readonly<Record<string, IconType>> = {
  "app-window": AppWindow,
  "badge-check": BadgeCheck,
  blocks: Blocks,
  "cloud-download": CloudDownload,
  "cloud-upload": CloudUpload,
  "code-xml": CodeXml,
  compass: Compass,
  download: Download,
  "file-pen": FilePen,
  "file-search": FileSearch,
  "file-spreadsheet": FileSpreadsheet,
  "file-text": FileText,
  globe: Globe,
  inbox: Inbox,
  link: Link,
  "log-in": LogIn,
  mail: Mail,
  "mouse-pointer-click": MousePointerClick,
  "octagon-x": OctagonX,
  printer: Printer,
  puzzle: Puzzle,
  repeat: Repeat,
  "rotate-cw": RotateCw,
  "scan-text": ScanText,
  scissors: Scissors,
  search: Search,
  split: Split,
  "table-2": Table2,
  "text-cursor-input": TextCursorInput,
  timer: Timer,
  upload: Upload,
  "user-check": UserCheck,
  waypoints: Waypoints,
  workflow: Workflow,
};

export function blockIcon(name: string): IconType {
  return ICONS[name] ?? Blocks;
}

/** Whether the name has a glyph of its own. */
export function isBlockIcon(name: string): boolean {
  return name in ICONS;
}
