import {
  CircleSlash,
  Copy,
  FileCode,
  Pencil,
  Play,
  Repeat,
  Split,
  StepForward,
  Trash2,
  Ungroup,
} from "lucide-react";
import { MenuItem, MenuSeparator } from "@/components/menu";
import { useDraftState, useNode } from "@/features/editor/draft/draft-context";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import type { Key } from "@/ipc/bindings";

/** What can be done with a block, or with all chosen ones. */
export function BlockMenu({ blockKey }: { blockKey: Key }) {
  const { commands } = useEditorUi();
  const node = useNode(blockKey);
  const count = useDraftState((state) => state.selection.length);
  if (!node) return null;
  const act = (what: (keys: Key[]) => unknown) => () => void what(commands.chosen());
  const isContainer = (node.isLoop || node.branches.length > 0) && !node.inGraph;
  const several = count > 1 ? ` ${count} blocks` : "";
  return (
    <>
      {count === 1 && (
        <MenuItem icon={Pencil} keys="enter" onSelect={commands.inspect}>
          Rename
        </MenuItem>
      )}
      <MenuItem icon={Play} onSelect={() => commands.runFrom(blockKey)}>
        Run from here
      </MenuItem>
      <MenuItem icon={StepForward} onSelect={act(commands.runOnly)}>
        {several ? `Run${several} only` : "Run this block only"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Copy} keys="mod+d" onSelect={act(commands.duplicate)}>
        Duplicate{several}
      </MenuItem>
      <MenuItem icon={FileCode} keys="mod+c" onSelect={act(commands.copy)}>
        Copy{several} as YAML
      </MenuItem>
      <MenuItem icon={Repeat} keys="mod+g" onSelect={act((keys) => commands.wrap(keys, "forLoop"))}>
        Wrap in a loop
      </MenuItem>
      <MenuItem
        icon={Split}
        keys="mod+shift+g"
        onSelect={act((keys) => commands.wrap(keys, "conditional"))}
      >
        Wrap in a condition
      </MenuItem>
      {isContainer && count === 1 && (
        <MenuItem icon={Ungroup} onSelect={() => commands.unwrap(blockKey)}>
          Unwrap
        </MenuItem>
      )}
      <MenuItem icon={CircleSlash} keys="mod+/" onSelect={act(commands.turnOff)}>
        {node.isOff ? "Turn on" : "Turn off"}
        {several}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Trash2} keys="delete" danger onSelect={act(commands.remove)}>
        Delete{several}
      </MenuItem>
    </>
  );
}
