import { useQuery } from "@tanstack/react-query";
import { Braces, Plus } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Menu, MenuItem } from "@/components/menu";
import { region } from "@/components/regions";
import { useDraftState } from "@/features/editor/draft/draft-context";
import { useEdit } from "@/features/editor/draft/use-edit";
import { catalogueQuery } from "@/features/editor/inputs/queries";
import { fieldsOf } from "@/features/editor/inputs/same-json";
import {
  asKind,
  freeKey,
  keyOf,
  parameterKinds,
} from "@/features/editor/parameters/parameter-model";
import { ParameterRow } from "@/features/editor/parameters/parameter-row";
import type { ParameterTypeView } from "@/ipc/bindings";
import "@/features/editor/inspector/inspector.css";
import "@/features/editor/parameters/parameters.css";

const NONE: readonly ParameterTypeView[] = [];

/** The parameters of the workflow: what a run asks for, and where secrets come from. */
export function ParametersPanel() {
  const parameters = useDraftState((state) => state.head.parameters);
  const { data: catalogue } = useQuery(catalogueQuery);
  const types = catalogue?.parameterTypes ?? NONE;
  const [openKey, setOpenKey] = useState<string | null>(null);
  const { frame, focusKey } = useNewKeyFocus(openKey);
  return (
    <section {...region} ref={frame} className="inspector" aria-label="Parameters">
      <div className="inspector-head">
        <h2>Parameters</h2>
        <AddParameter
          types={types}
          onAdded={(key) => {
            focusKey();
            setOpenKey(key);
          }}
        />
      </div>
      <div className="inspector-body">
        {parameters.length === 0 && (
          <EmptyState title="No parameters" icon={Braces}>
            A parameter is asked for at each launch, and texts refer to it by its key.
          </EmptyState>
        )}
        <ul className="parameters">
          {parameters.map((each, place) => (
            <ParameterRow
              key={keyOf(each)}
              parameter={fieldsOf(each)}
              place={place}
              count={parameters.length}
              types={types}
              isOpen={openKey === keyOf(each)}
              onOpenChange={setOpenKey}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

/** The key of a parameter that was just added is selected, to be typed over. */
function useNewKeyFocus(openKey: string | null) {
  const frame = useRef<HTMLElement>(null);
  const isWanted = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the new one is open
  useEffect(() => {
    if (!isWanted.current) return;
    isWanted.current = false;
    frame.current?.querySelector<HTMLInputElement>('[data-field="key"] input')?.select();
  }, [openKey]);
  return {
    frame,
    focusKey: () => {
      isWanted.current = true;
    },
  };
}

interface AddParameterProps {
  types: readonly ParameterTypeView[];
  onAdded: (key: string) => void;
}

function AddParameter({ types, onAdded }: AddParameterProps) {
  const edit = useEdit();
  const parameters = useDraftState((state) => state.head.parameters);
  const kinds = useMemo(() => parameterKinds(types), [types]);
  const add = async (kind: string) => {
    const key = freeKey(parameters);
    const parameter = asKind(kind, types, { key });
    if (await edit({ edit: "addParameter", parameter })) onAdded(key);
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost" icon={Plus}>
          Add parameter
        </Button>
      }
    >
      {kinds.map(({ id, title }) => (
        <MenuItem key={id} onSelect={() => void add(id)}>
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
}
