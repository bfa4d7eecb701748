import { Copy, Power, Repeat, Split, Trash2 } from "lucide-react";
import { Button } from "@/components/button";
import { Checkbox } from "@/components/checkbox";
import { Stack } from "@/components/layout";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import { scopeOf } from "@/features/editor/draft/structure";
import { useEdit } from "@/features/editor/draft/use-edit";
import type { Edit, Key } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

/** What can be done with several blocks at once. */
export function SeveralPanel({ keys }: { keys: readonly Key[] }) {
  const draft = useDraft();
  const edit = useEdit();
  const blocks = [...keys];
  const nodes = useDraftState((state) => state.nodes);
  const chosen = blocks.flatMap((key) => nodes.get(key) ?? []);
  const areOff = chosen.length > 0 && chosen.every(({ isOff }) => isOff);
  const goOn = chosen.filter(({ continueOnFailure }) => continueOnFailure).length;
  const last = chosen.at(-1);
  const act = (what: Edit) => void edit(what);
  return (
    <>
      <div className="inspector-head">
        <h2>{formatAmount(blocks.length, "block")}</h2>
        <Button size="sm" variant="ghost" onClick={() => draft.select([])}>
          Select none
        </Button>
      </div>
      <div className="inspector-body">
        <div className="inspector-main">
          <ul className="chosen-blocks">
            {chosen.map(({ key, label }) => (
              <li key={key}>
                <button type="button" className="mono truncate" onClick={() => draft.select([key])}>
                  {label}
                </button>
              </li>
            ))}
          </ul>
          <Stack gap={6}>
            <Button
              icon={Copy}
              onClick={() =>
                last && act({ edit: "copy", blocks, to: { scope: scopeOf(last), after: last.key } })
              }
            >
              Duplicate
            </Button>
            <Button icon={Repeat} onClick={() => act({ edit: "wrap", blocks, with: "forLoop" })}>
              Wrap in loop
            </Button>
            <Button icon={Split} onClick={() => act({ edit: "wrap", blocks, with: "conditional" })}>
              Wrap in condition
            </Button>
            <Button icon={Power} onClick={() => act({ edit: "turnOff", blocks, off: !areOff })}>
              {areOff ? "Turn on" : "Turn off"}
            </Button>
            <Button icon={Trash2} onClick={() => act({ edit: "delete", blocks })}>
              Delete
            </Button>
          </Stack>
          <div className="panel-field">
            <Checkbox
              checked={goOn === 0 ? false : goOn === chosen.length || "some"}
              onChange={(value) => act(continueEdit(blocks, value))}
            >
              Go on when one of them fails
            </Checkbox>
          </div>
        </div>
      </div>
    </>
  );
}

function continueEdit(blocks: readonly Key[], value: boolean): Edit {
  return {
    edit: "several",
    name: `Change what happens when ${formatAmount(blocks.length, "block")} fail`,
    edits: blocks.map((block) =>
      value
        ? { edit: "setField", block, field: "continue_on_failure", value }
        : { edit: "resetFields", block, fields: ["continue_on_failure"] },
    ),
  };
}
