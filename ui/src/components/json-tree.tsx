import { Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/icon-button";
import {
  childNodes,
  copyOf,
  firstExpanded,
  isBranch,
  type JsonNode,
  previewOf,
  rootNodes,
} from "@/components/json-nodes";
import { MenuItem } from "@/components/menu";
import { useToasts } from "@/components/toasts";
import { Tree } from "@/components/tree";
import { branchIds } from "@/components/tree-rows";
import { copyText } from "@/lib/clipboard";
import "./json-tree.css";

interface JsonTreeProps {
  value: unknown;
  /** Accessible name. */
  label: string;
}

/** Lines that are open at first. */
const FIRST_LINES = 60;
/** A text of more letters is cut in its line; it is copied whole. */
const MOST_LETTERS = 300;

/** Any JSON value as a tree that folds. Only what is in view is drawn, so it may be large. */
export function JsonTree({ value, label }: JsonTreeProps) {
  const [shown, setShown] = useState({ value, expanded: firstExpanded(value, FIRST_LINES) });
  // A changed value keeps what is open; a value of another kind is opened anew.
  const expanded =
    Object.is(shown.value, value) || shown.expanded.size > 0
      ? shown.expanded
      : firstExpanded(value, FIRST_LINES);
  const nodes = rootNodes(value);
  const copy = useCopy();
  const setExpanded = (next: ReadonlySet<string>) => setShown({ value, expanded: new Set(next) });
  return (
    <Tree<JsonNode>
      label={label}
      variant="code"
      virtual
      nodes={nodes}
      nodeId={(node) => node.path}
      childrenOf={childNodes}
      hasChildren={isBranch}
      expanded={expanded}
      onExpandedChange={setExpanded}
      nodeLabel={({ key, value: own }) =>
        `${key ?? ""} ${previewOf(own).text.slice(0, MOST_LETTERS)}`.trim()
      }
      onNodeKeyDown={(event, node) => {
        if (event.key.toLowerCase() !== "c" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        copy(copyOf(node.value));
      }}
      menuOf={(node) => (
        <>
          <MenuItem onSelect={() => copy(copyOf(node.value))} keys="mod+c">
            Copy value
          </MenuItem>
          <MenuItem onSelect={() => copy(node.path)}>Copy path</MenuItem>
          {isBranch(node) && (
            <MenuItem
              onSelect={() =>
                setExpanded(
                  new Set([
                    ...expanded,
                    ...branchIds({
                      nodes: [node],
                      nodeId: (own) => own.path,
                      childrenOf: childNodes,
                    }),
                  ]),
                )
              }
            >
              Unfold all below
            </MenuItem>
          )}
        </>
      )}
      renderNode={(node, { twist, isExpanded }) => (
        <JsonLine
          node={node}
          twist={twist}
          isExpanded={isExpanded}
          onCopy={() => copy(copyOf(node.value))}
        />
      )}
    />
  );
}

interface JsonLineProps {
  node: JsonNode;
  twist: ReactNode;
  isExpanded: boolean;
  onCopy: () => void;
}

function JsonLine({ node, twist, isExpanded, onCopy }: JsonLineProps) {
  const preview = previewOf(node.value);
  const isCut = preview.text.length > MOST_LETTERS;
  return (
    <span className="json-line">
      <span className="json-twist">{twist}</span>
      {node.key !== null && <span data-kind={node.isIndex ? "index" : "key"}>{node.key}</span>}
      {!isExpanded && (
        <span
          className="truncate"
          data-kind={preview.kind}
          title={isCut ? undefined : preview.text}
        >
          {isCut ? `${preview.text.slice(0, MOST_LETTERS)}…` : preview.text}
        </span>
      )}
      <IconButton
        icon={Copy}
        iconSize={12}
        size="sm"
        label="Copy value"
        tabIndex={-1}
        onClick={onCopy}
      />
    </span>
  );
}

/** Copies, and says so only when it could not be done: what was copied is seen where it is pasted. */
function useCopy(): (text: string) => void {
  const toasts = useToasts();
  return (text) => {
    copyText(text).catch((fault: unknown) => {
      toasts.show({
        tone: "danger",
        message: `Not copied: ${fault instanceof Error ? fault.message : String(fault)}`,
      });
    });
  };
}
