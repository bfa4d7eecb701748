import { CornerDownRight } from "lucide-react";
import { Icon } from "@/components/icon";
import { Select } from "@/components/select";
import { useDraftState } from "@/features/editor/draft/draft-context";
import { listOf, scopeOf } from "@/features/editor/draft/structure";
import { structureIn } from "@/features/editor/draft/use-structure";
import { useEditorUi } from "@/features/editor/screen/editor-ui";
import type { Node } from "@/ipc/bindings";

const END = "\n";

/** In a list whose links are no tree: where the run goes from a block, one line for each way. */
export function GoesTo({ node }: { node: Node }) {
  const { commands } = useEditorUi();
  const labels = useDraftState((state) => {
    const structure = structureIn(state);
    const list = listOf(structure, scopeOf(node)).filter((key) => key !== node.key);
    return list.map((key) => structure.nodes.get(key)?.label ?? key).join(END);
  });
  const options = [
    { value: END, label: "End" },
    ...labels
      .split(END)
      .filter(Boolean)
      .map((label) => ({ value: label, label })),
  ];
  return node.goesTo.map(([branch, to]) => {
    const caption = branch === null ? "Goes to" : (node.branches[branch]?.caption ?? "Goes to");
    return (
      <div key={branch ?? -1} className="goes-to">
        <Icon icon={CornerDownRight} size={12} />
        <span className="truncate">{caption}</span>
        <Select
          size="sm"
          label={`${caption}: from ${node.label} to`}
          value={to ?? END}
          options={options}
          onChange={(next) =>
            void commands.edit({
              edit: "setLink",
              block: node.key,
              branch,
              to: next === END ? null : next,
            })
          }
        />
      </div>
    );
  });
}
