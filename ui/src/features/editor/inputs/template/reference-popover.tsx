import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { ReferenceChip } from "@/components/chip";
import { Row } from "@/components/layout";
import { PopoverAt } from "@/components/popover-at";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { plainName } from "@/features/editor/inputs/plain-name";
import { usesQuery } from "@/features/editor/inputs/queries";
import type { ChipTools } from "@/features/editor/inputs/template/template-editor";
import { useTemplateScope } from "@/features/editor/inputs/template-scope";
import type { Holder, Place } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

interface ReferencePopoverProps {
  /** What stands between the braces. */
  text: string;
  box: DOMRect;
  tools: ChipTools;
  onClose: () => void;
}

/** Where a reference comes from, its last value and where else it is used. */
export function ReferencePopover({ text, box, tools, onClose }: ReferencePopoverProps) {
  const draft = useDraft();
  const revision = useDraftState((state) => state.revision);
  const scope = useTemplateScope();
  const name = /[A-Za-z_]\w*/.exec(text)?.[0] ?? text;
  const { data: uses } = useQuery(usesQuery(draft.id, name, revision));
  const { data: names } = useQuery({
    queryKey: ["editor", draft.id.connection, "names", draft.id.workflow, revision, text],
    queryFn: async () => (await scope.names()).filter(({ path }) => path === text),
    gcTime: 0,
  });
  const preview = names?.[0]?.preview;
  const show = (holder: Holder) => {
    onClose();
    showHolder(draft, holder);
  };
  return (
    <PopoverAt
      box={box}
      label={`Reference ${text}`}
      width={280}
      onClose={onClose}
      onReturn={tools.focus}
    >
      <div className="reference-head">
        <ReferenceChip bad={uses?.definition === null}>{text}</ReferenceChip>
        <span className="field-aux">{names?.[0]?.detail}</span>
      </div>
      {preview && <p className="reference-value mono selectable">{preview}</p>}
      {uses && <Uses name={name} definition={uses.definition} uses={uses.uses} onShow={show} />}
      <Row gap={6}>
        <Button
          size="sm"
          onClick={() => {
            onClose();
            tools.open();
          }}
        >
          Edit as text
        </Button>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            onClose();
            tools.remove();
          }}
        >
          Remove
        </Button>
      </Row>
    </PopoverAt>
  );
}

/** Selects the block, or opens the panel, that holds something. */
function showHolder(draft: DraftStore, holder: Holder) {
  if (holder.type === "block") draft.select([holder.block]);
  else draft.show(holder.type === "parameter" ? "parameters" : "settings");
}

interface UsesProps {
  name: string;
  definition: Holder | null;
  uses: readonly Place[];
  onShow: (holder: Holder) => void;
}

function Uses({ name, definition, uses, onShow }: UsesProps) {
  return (
    <>
      <div className="field-note">Defined by</div>
      <ul className="reference-uses">
        <li>
          {definition ? (
            <button type="button" onClick={() => onShow(definition)}>
              <span className="mono truncate">{titleOf(definition, name)}</span>
              <small>{definition.type}</small>
            </button>
          ) : (
            <span className="empty-row">The run itself, or nothing</span>
          )}
        </li>
      </ul>
      <div className="field-note">{formatAmount(uses.length, "use")}</div>
      <ul className="reference-uses">
        {uses.map((place) => (
          <li key={JSON.stringify(place)}>
            <button type="button" onClick={() => onShow(place.holder)}>
              <span className="mono truncate">{titleOf(place.holder, "Settings")}</span>
              <small>{plainName(place.field ?? "")}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function titleOf(holder: Holder, otherwise: string): string {
  if (holder.type === "block") return holder.block;
  return holder.type === "parameter" ? holder.key : otherwise;
}
