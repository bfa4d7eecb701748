import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { memo, useEffect, useState } from "react";
import { IconButton } from "@/components/icon-button";
import { Select } from "@/components/select";
import { useDraft } from "@/features/editor/draft/draft-context";
import { pastRunsQuery, renderedQuery } from "@/features/editor/inputs/queries";
import type { RunRow } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import { formatMoment } from "@/lib/format";

interface PreviewToggleProps {
  isShown: boolean;
  onChange: (isShown: boolean) => void;
}

export const PreviewToggle = memo(({ isShown, onChange }: PreviewToggleProps) => (
  <IconButton
    icon={Eye}
    iconSize={12}
    size="sm"
    className="field-reset"
    label="Show with the values of a run"
    pressed={isShown}
    onClick={() => onChange(!isShown)}
  />
));
PreviewToggle.displayName = "PreviewToggle";

const LAST = "";

/** A text as a past run would have had it. */
export function RenderedPreview({ text }: { text: string }) {
  const { id } = useDraft();
  const [run, setRun] = useState(LAST);
  const settled = useSettled(text, 250);
  const { data: runs = [] } = useQuery(pastRunsQuery(id));
  const rendered = useQuery(renderedQuery(id, settled, run === LAST ? null : run));
  return (
    <div className="rendered-preview">
      <Select
        size="sm"
        label="Values of"
        value={run}
        onChange={setRun}
        options={[{ value: LAST, label: "Values of the last run" }, ...runs.map(optionOf)]}
      />
      {rendered.error ? (
        <p className="field-below">{messageOf(rendered.error)}</p>
      ) : (
        <div className="rendered-text selectable" aria-busy={rendered.isFetching}>
          {rendered.data?.text ?? ""}
        </div>
      )}
      {(rendered.data?.missing.length ?? 0) > 0 && (
        <p className="field-below">
          <span>
            Without a value in this run: <code>{rendered.data?.missing.join(", ")}</code>
          </span>
        </p>
      )}
    </div>
  );
}

function optionOf(run: RunRow) {
  const at = run.startedAt ?? run.createdAt;
  return { value: run.id, label: at ? formatMoment(at, Date.now()) : run.id, hint: run.status };
}

/** The value once it has not changed for some milliseconds. */
function useSettled(value: string, pause: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
