import { ChevronRight } from "lucide-react";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { ancestorsOf } from "@/features/editor/draft/structure";
import type { Key } from "@/ipc/bindings";

interface CrumbsProps {
  /** The container that is shown alone. */
  root: Key;
  onRoot: (root: Key | null) => void;
}

/** The way back from a container that is shown alone. */
export function Crumbs({ root, onRoot }: CrumbsProps) {
  const draft = useDraft();
  const title = useDraftState((state) => state.head.title);
  const nodes = useDraftState((state) => state.nodes);
  const go = (key: Key) => {
    draft.select([key]);
    onRoot(ancestorsOf(nodes, key).length < 4 ? null : key);
  };
  return (
    <nav className="canvas-crumbs" aria-label="Place in the workflow">
      <Button size="sm" variant="ghost" onClick={() => onRoot(null)}>
        {title}
      </Button>
      {ancestorsOf(nodes, root).map((node) => (
        <span key={node.key} className="canvas-crumb">
          <Icon icon={ChevronRight} size={12} />
          <Button size="sm" variant="ghost" onClick={() => go(node.key)}>
            {node.label}
          </Button>
        </span>
      ))}
      <Icon icon={ChevronRight} size={12} />
      <code aria-current="location">{nodes.get(root)?.label}</code>
    </nav>
  );
}
