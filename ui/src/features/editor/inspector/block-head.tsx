import { Copy, Ellipsis, Play, Power, Repeat, Split, Trash2, Ungroup } from "lucide-react";
import { memo } from "react";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/menu";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import { useKinds } from "@/features/blocks/kinds";
import { useDraft, useNode } from "@/features/editor/draft/draft-context";
import { scopeOf } from "@/features/editor/draft/structure";
import { useEdit, useRefusal } from "@/features/editor/draft/use-edit";
import type { Key, Node } from "@/ipc/bindings";
import { host } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";

interface BlockHeadProps {
  block: Key;
  onRunFromHere: (block: Key) => void;
}

/** Kind of the block, and what can be done with it as a whole. */
export const BlockHead = memo(({ block, onRunFromHere }: BlockHeadProps) => {
  const node = useNode(block);
  const kinds = useKinds();
  if (!node) return <div className="inspector-head" />;
  return (
    <div className="inspector-head">
      <KindGlyph kind={node.kind} catalogue={kinds} size={20} />
      <h2 className="truncate">{kinds.isKnown ? kinds.find(node.kind).title : ""}</h2>
      <Button size="sm" variant="ghost" icon={Play} onClick={() => onRunFromHere(block)}>
        Run from here
      </Button>
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} size="sm" label={`More for ${node.label}`} />}
      >
        <BlockItems node={node} />
      </Menu>
    </div>
  );
});
BlockHead.displayName = "BlockHead";

function BlockItems({ node }: { node: Node }) {
  const { id } = useDraft();
  const edit = useEdit();
  const refuse = useRefusal();
  const { key } = node;
  const blocks = [key];
  const copyYaml = () => host.copyBlocks(id, blocks).then(copyText).catch(refuse);
  return (
    <>
      <MenuItem
        icon={Copy}
        keys="mod+d"
        onSelect={() =>
          void edit({ edit: "copy", blocks, to: { scope: scopeOf(node), after: key } })
        }
      >
        Duplicate
      </MenuItem>
      <MenuItem onSelect={() => void copyYaml()}>Copy as YAML</MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={Repeat}
        keys="mod+g"
        onSelect={() => void edit({ edit: "wrap", blocks, with: "forLoop" })}
      >
        Wrap in loop
      </MenuItem>
      <MenuItem
        icon={Split}
        keys="mod+shift+g"
        onSelect={() => void edit({ edit: "wrap", blocks, with: "conditional" })}
      >
        Wrap in condition
      </MenuItem>
      {(node.isLoop || node.branches.length > 0) && (
        <MenuItem icon={Ungroup} onSelect={() => void edit({ edit: "unwrap", block: key })}>
          Unwrap
        </MenuItem>
      )}
      {node.parent === null && (
        <MenuItem
          onSelect={() => void edit({ edit: "setFinally", block: node.isFinally ? null : key })}
        >
          {node.isFinally ? "Run in its place" : "Run at the end, whatever happened"}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem
        icon={Power}
        keys="mod+/"
        onSelect={() => void edit({ edit: "turnOff", blocks, off: !node.isOff })}
      >
        {node.isOff ? "Turn on" : "Turn off"}
      </MenuItem>
      <MenuItem
        icon={Trash2}
        keys="delete"
        danger
        onSelect={() => void edit({ edit: "delete", blocks })}
      >
        Delete
      </MenuItem>
    </>
  );
}
