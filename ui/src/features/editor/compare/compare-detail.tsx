import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { KindGlyph } from "@/features/blocks/kind-glyph";
import { useKinds } from "@/features/blocks/kinds";
import { ChangeWord } from "@/features/editor/compare/change-word";
import {
  type CompareRow,
  fieldGroups,
  placeOf,
  plainSummary,
} from "@/features/editor/compare/compare-model";
import { FieldDiff } from "@/features/editor/compare/field-diff";
import { valueText } from "@/features/editor/compare/field-words";
import { blockFieldsQuery } from "@/features/editor/compare/queries";
import { type Titles, useTitles } from "@/features/editor/compare/use-titles";
import { useDraft, useDraftState } from "@/features/editor/draft/draft-context";
import type { BlockChange, Comparison, Key, TakeOver } from "@/ipc/bindings";
import { formatAmount } from "@/lib/format";

interface CompareDetailProps {
  row: CompareRow;
  comparison: Comparison;
  /** How the state is called that can be taken over: "v11"; null where the draft is on neither side. */
  taken: string | null;
  /** Which of the two places of a block the draft has, and which the other state. */
  draftIs: "before" | "after" | null;
  isBusy: boolean;
  hidesUnchanged: boolean;
  /** Where a moved block came from and went to. */
  move: string | undefined;
  onTake: (what: TakeOver, done: string) => void;
  onStep: (direction: 1 | -1) => void;
}

/** What differs in one block, in the parameters or in the settings. */
export function CompareDetail(props: CompareDetailProps) {
  const { row, onStep } = props;
  return (
    <aside className="compare-detail" aria-label="Differences" data-region="">
      <header className="compare-detail-head">
        <DetailTitle row={row} />
        {row.change !== "same" && <ChangeWord change={row.change} />}
        <span className="compare-detail-end">
          <IconButton icon={ArrowUp} size="sm" label="Previous change" onClick={() => onStep(-1)} />
          <IconButton icon={ArrowDown} size="sm" label="Next change" onClick={() => onStep(1)} />
          {row.type === "block" && row.change !== "same" && (
            <TakeButton {...props} what={{ type: "block", key: takenKey(row.block, props) }} />
          )}
        </span>
      </header>
      <div className="compare-detail-body">
        {row.type === "block" && <BlockBody {...props} block={row.block} />}
        {row.type === "parameters" && <ParametersBody {...props} />}
        {row.type === "settings" && <SettingsBody {...props} />}
      </div>
    </aside>
  );
}

function DetailTitle({ row }: { row: CompareRow }) {
  const kinds = useKinds();
  if (row.type !== "block") return <h2>{row.type === "parameters" ? "Parameters" : "Settings"}</h2>;
  const place = placeOf(row.block);
  if (!place) return null;
  return (
    <>
      <KindGlyph kind={place.kind} catalogue={kinds} />
      <h2 className="mono truncate">{place.key}</h2>
    </>
  );
}

/** The block as the state calls it from which it is taken, or as the draft does where that has none. */
function takenKey({ before, after }: BlockChange, { draftIs }: CompareDetailProps): Key {
  const [taken, own] = draftIs === "after" ? [before, after] : [after, before];
  return taken?.key ?? own?.key ?? "";
}

interface TakeButtonProps extends CompareDetailProps {
  what: TakeOver;
  /** Of which thing, where several buttons stand beside each other. */
  of?: string | undefined;
}

function TakeButton({ taken, isBusy, onTake, what, of }: TakeButtonProps) {
  if (taken === null) return null;
  return (
    <Button
      size="sm"
      variant={of === undefined ? "secondary" : "ghost"}
      aria-label={of === undefined ? undefined : `Take ${taken} of ${of}`}
      disabled={isBusy}
      onClick={() =>
        onTake(what, of === undefined ? `Taken from ${taken}` : `${of} taken from ${taken}`)
      }
    >
      Take {taken}
    </Button>
  );
}

function BlockBody(props: CompareDetailProps & { block: BlockChange }) {
  const { block, move, hidesUnchanged, draftIs } = props;
  const titles = useTitles();
  const kind = placeOf(block)?.kind ?? "";
  const groups = fieldGroups(block.fields);
  const key = takenKey(block, props);
  const own = draftIs && block[draftIs];
  const isOneSided = block.change === "added" || block.change === "removed";
  return (
    <>
      {move && (
        <section className="field-diff" aria-label="Place">
          <h3 className="field-diff-head">Place</h3>
          <p>{move}</p>
        </section>
      )}
      {groups.map((group) => {
        const title = titles.ofField(kind, group.field);
        return (
          <FieldDiff
            key={group.field}
            group={group}
            title={title}
            action={
              !isOneSided && (
                <TakeButton
                  {...props}
                  of={title}
                  what={{ type: "fields", key, fields: [group.field] }}
                />
              )
            }
          />
        );
      })}
      {isOneSided && groups.length === 0 && <p>{plainSummary(placeOf(block)?.summary ?? "")}</p>}
      {block.change === "same" && <p className="compare-detail-note">No differences</p>}
      {hidesUnchanged || !own ? (
        block.fieldsAlike > 0 && (
          <p className="compare-detail-note">
            {formatAmount(block.fieldsAlike, "field")} unchanged
          </p>
        )
      ) : (
        <UnchangedFields
          block={own.key}
          titleOf={(field) => titles.ofField(kind, field)}
          changed={groups.map(({ field }) => field)}
        />
      )}
    </>
  );
}

interface UnchangedFieldsProps {
  block: Key;
  titleOf: (field: string) => string;
  changed: readonly string[];
}

function UnchangedFields({ block, titleOf, changed }: UnchangedFieldsProps) {
  const { id } = useDraft();
  const revision = useDraftState((state) => state.revision);
  const { data } = useQuery(blockFieldsQuery(id, block, revision));
  if (!data) return null;
  const hidden = new Set(["label", "block_type", "next_block_label", ...changed]);
  const fields = Object.entries(data.fields as Record<string, unknown>).filter(
    ([name, value]) => !hidden.has(name) && value !== null,
  );
  return (
    <section aria-label="Unchanged fields">
      <h3 className="field-diff-head">Unchanged</h3>
      {fields.map(([name, value]) => (
        <div key={name} className="unchanged-field">
          <span className="truncate" title={name}>
            {titleOf(name)}
          </span>
          <span className="mono truncate" title={valueText(value)}>
            {valueText(value)}
          </span>
        </div>
      ))}
      {data.secrets.map((name) => (
        <div key={name} className="unchanged-field">
          <span className="truncate">{titleOf(name)}</span>
          <span>set</span>
        </div>
      ))}
    </section>
  );
}

function ParametersBody(props: CompareDetailProps) {
  const { comparison } = props;
  const titles = useTitles();
  if (comparison.parameters.length === 0)
    return <p className="compare-detail-note">No differences</p>;
  return comparison.parameters.map(({ key, change, fields }) => (
    <section key={key} className="field-diff" aria-label={key}>
      <h3 className="field-diff-head">
        <span className="mono">{key}</span>
        <ChangeWord change={change} />
        <span className="field-diff-aux" />
        <TakeButton {...props} of={key} what={{ type: "parameter", key }} />
      </h3>
      <Groups fields={fields} titleOf={titles.ofParameterPart} />
    </section>
  ));
}

function SettingsBody(props: CompareDetailProps) {
  const titles: Titles = useTitles();
  const action = (field: string): ReactNode => (
    <TakeButton {...props} of={titles.ofSetting(field)} what={{ type: "setting", key: field }} />
  );
  return <Groups fields={props.comparison.settings} titleOf={titles.ofSetting} action={action} />;
}

interface GroupsProps {
  fields: Comparison["settings"];
  titleOf: (field: string) => string;
  action?: (field: string) => ReactNode;
}

function Groups({ fields, titleOf, action }: GroupsProps) {
  return fieldGroups(fields).map((group) => (
    <FieldDiff
      key={group.field}
      group={group}
      title={titleOf(group.field)}
      action={action?.(group.field)}
    />
  ));
}
