import { createContext, type ReactNode, useContext, useMemo, useRef } from "react";
import { useDraft } from "@/features/editor/draft/draft-context";
import type { DraftStore } from "@/features/editor/draft/draft-store";
import { fieldsOf } from "@/features/editor/inputs/same-json";
import type { Key, ReferenceName } from "@/ipc/bindings";
import { host } from "@/ipc/client";

/** What the texts of a panel may refer to. */
export interface TemplateScope {
  /** In the order in which to offer them; asked for anew when the draft has changed. */
  names: () => Promise<readonly ReferenceName[]>;
}

const NOTHING: TemplateScope = { names: () => Promise.resolve([]) };
const ScopeContext = createContext<TemplateScope>(NOTHING);

export function useTemplateScope(): TemplateScope {
  return useContext(ScopeContext);
}

/** The texts inside belong to a block, or with null to the workflow. */
export function TemplateScopeProvider({
  block,
  children,
}: {
  block: Key | null;
  children: ReactNode;
}) {
  const draft = useDraft();
  const known = useRef<{ revision: number; block: Key; names: Promise<ReferenceName[]> }>(null);
  const scope = useMemo<TemplateScope>(() => {
    if (block === null) return { names: async () => workflowNames(draft) };
    return {
      names() {
        const { revision } = draft.read();
        if (known.current?.revision === revision && known.current.block === block)
          return known.current.names;
        const names = host.editorNames(draft.id, block).catch(() => []);
        known.current = { revision, block, names };
        return names;
      },
    };
  }, [draft, block]);
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

const RUN_NAMES = [
  "workflow_title",
  "workflow_id",
  "workflow_permanent_id",
  "workflow_run_id",
  "current_date",
];

/** Settings are rendered before any block has run. */
function workflowNames(draft: DraftStore): ReferenceName[] {
  const parameters = draft.read().head.parameters.flatMap((parameter) => {
    const { key, workflow_parameter_type: type } = fieldsOf(parameter);
    if (typeof key !== "string") return [];
    return [nameOf(key, "parameter", typeof type === "string" ? type : "parameter")];
  });
  return [...parameters, ...RUN_NAMES.map((name) => nameOf(name, "run", "of the run"))];
}

function nameOf(path: string, origin: ReferenceName["origin"], detail: string): ReferenceName {
  return { path, origin, detail, preview: null, isNested: false };
}
