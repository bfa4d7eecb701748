import { memo, useMemo } from "react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { SkeletonRows } from "@/components/skeleton";
import { isChanged } from "@/features/editor/inputs/field-values";
import { LastOutputContext } from "@/features/editor/inputs/last-output";
import { UsedKeysContext } from "@/features/editor/inputs/parameter-keys-input";
import { ProblemList } from "@/features/editor/inputs/problem-list";
import { useProblems } from "@/features/editor/inputs/problems";
import { fieldsOf } from "@/features/editor/inputs/same-json";
import { SourceField } from "@/features/editor/inputs/source-field";
import { TemplateScopeProvider } from "@/features/editor/inputs/template-scope";
import { BlockHead } from "@/features/editor/inspector/block-head";
import type { BlockSource } from "@/features/editor/inspector/block-source";
import { BranchesField } from "@/features/editor/inspector/branches-field";
import { CriterionField } from "@/features/editor/inspector/criterion-field";
import { CurlImportButton } from "@/features/editor/inspector/curl-import";
import { fieldsFor } from "@/features/editor/inspector/fields-for";
import { Fold } from "@/features/editor/inspector/fold";
import { LabelField } from "@/features/editor/inspector/label-field";
import { LastOutputFold } from "@/features/editor/inspector/last-output-fold";
import { useBlockState } from "@/features/editor/inspector/use-block-source";
import type { EditorCatalogue, FieldView, Key } from "@/ipc/bindings";

export interface OpenFolds {
  advanced: boolean;
  output: boolean;
}

interface BlockInspectorProps {
  source: BlockSource;
  block: Key;
  catalogue: EditorCatalogue | undefined;
  open: OpenFolds;
  onOpenChange: (change: Partial<OpenFolds>) => void;
  onRunFromHere: (block: Key) => void;
}

/** All fields of a block: the main ones, then the others folded, then what it gave last. */
export function BlockInspector(props: BlockInspectorProps) {
  const { source, block, catalogue, open, onOpenChange, onRunFromHere } = props;
  const { detail, fault } = useBlockState(source);
  const names = Object.keys(fieldsOf(detail?.fields)).join("\n");
  const kind = catalogue?.kinds.find(({ name }) => name === detail?.kind);
  const isKnown = catalogue !== undefined && detail !== null;
  const fields = useMemo(
    () => (isKnown ? fieldsFor(kind, names.split("\n").filter(Boolean)) : null),
    [isKnown, kind, names],
  );
  return (
    <>
      <BlockHead block={block} onRunFromHere={onRunFromHere} />
      {fault && (
        <Banner
          title="The block could not be read"
          action={
            <Button size="sm" onClick={() => source.retry()}>
              Try again
            </Button>
          }
        >
          {fault}
        </Banner>
      )}
      <div className="inspector-body">
        <TemplateScopeProvider block={block}>
          <UsedKeysContext value={detail?.uses ?? NONE}>
            <LastOutputContext value={detail?.lastOutput ?? null}>
              <div className="inspector-main">
                <LabelField source={source} block={block} />
                <WholeProblems source={source} />
                {detail?.kind === "http_request" && <CurlImportButton source={source} />}
                {fields ? (
                  <FieldList source={source} fields={fields.main} />
                ) : (
                  <SkeletonRows rows={3} columns="1fr" />
                )}
              </div>
              {fields && fields.advanced.length > 0 && (
                <AdvancedFold
                  source={source}
                  fields={fields.advanced}
                  isOpen={open.advanced}
                  onToggle={(advanced) => onOpenChange({ advanced })}
                />
              )}
              <LastOutputFold
                source={source}
                schemaField={fields?.all.find(({ input }) => input.type === "schema")?.name}
                isOpen={open.output}
                onToggle={(output) => onOpenChange({ output })}
              />
            </LastOutputContext>
          </UsedKeysContext>
        </TemplateScopeProvider>
      </div>
    </>
  );
}

const NONE: readonly string[] = [];

/** What is wrong with the block as a whole. */
function WholeProblems({ source }: { source: BlockSource }) {
  const problems = useProblems(source.holder(), null);
  return <ProblemList problems={problems} />;
}

interface FieldListProps {
  source: BlockSource;
  fields: readonly FieldView[];
}

const FieldList = memo(({ source, fields }: FieldListProps) =>
  fields.map((field) => {
    if (field.input.type === "branches")
      return <BranchesField key={field.name} source={source} field={field} />;
    if (field.input.type === "criterion")
      return <CriterionField key={field.name} source={source} field={field} />;
    return <SourceField key={field.name} source={source} field={field} />;
  }),
);
FieldList.displayName = "FieldList";

interface AdvancedFoldProps extends FieldListProps {
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

function AdvancedFold({ source, fields, isOpen, onToggle }: AdvancedFoldProps) {
  const { detail } = useBlockState(source);
  const set = fieldsOf(detail?.fields);
  const changed = fields.filter(
    (field) => isChanged(field, set[field.name]) || source.hasSecret(field.name),
  );
  const names = changed.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1));
  return (
    <Fold
      title="Advanced"
      aux={changed.length > 0 ? `${changed.length} changed: ${names.join(", ")}` : undefined}
      isOpen={isOpen}
      onToggle={onToggle}
    >
      <FieldList source={source} fields={fields} />
    </Fold>
  );
}
