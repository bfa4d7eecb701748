import { lazy, Suspense, useMemo, useState } from "react";
import { useFieldLinks } from "@/components/field";
import { ReferencePopover } from "@/features/editor/inputs/template/reference-popover";
import type { ChipTools, TemplateMode } from "@/features/editor/inputs/template/template-editor";
import { useTemplateScope } from "@/features/editor/inputs/template-scope";
import type { Problem } from "@/ipc/bindings";
import "./template-input.css";

const TemplateEditor = lazy(() => import("@/features/editor/inputs/template/template-editor"));

interface TemplateInputProps {
  text: string;
  onChange: (text: string) => void;
  onLeave: () => void;
  mode?: TemplateMode | undefined;
  /** Accessible name; not needed inside a `Field`. */
  label?: string | undefined;
  placeholder?: string | undefined;
  /** Of this text. */
  problems: readonly Problem[];
  /** The problems speak of the text as it stands here. */
  isSettled: boolean;
  /** In a row of a list: without an edge of its own. */
  bare?: boolean | undefined;
}

interface Pressed {
  text: string;
  box: DOMRect;
  tools: ChipTools;
}

/** A text in which references are chips, with completion after `{{` and on Ctrl+Space. */
export function TemplateInput(props: TemplateInputProps) {
  const { text, mode = "line", problems, isSettled } = props;
  const links = useFieldLinks();
  const scope = useTemplateScope();
  const [pressed, setPressed] = useState<Pressed | null>(null);
  const bad = useMemo(
    () => (isSettled ? problems.flatMap(({ place }) => (place.range ? [place.range] : [])) : null),
    [problems, isSettled],
  );
  return (
    <div
      className={props.bare ? "template-input" : "input template-input"}
      data-mode={mode}
      data-invalid={links["aria-invalid"]}
    >
      <Suspense fallback={<PlainText text={text} />}>
        <TemplateEditor
          text={text}
          mode={mode}
          onChange={props.onChange}
          onLeave={props.onLeave}
          label={props.label}
          links={props.label === undefined ? links : {}}
          placeholder={props.placeholder}
          names={scope.names}
          bad={bad}
          onChip={(chip, box, tools) => setPressed({ text: chip.text, box, tools })}
          chipTitle={async (chip) => titleOf(chip, await scope.names())}
        />
      </Suspense>
      {pressed && <ReferencePopover {...pressed} onClose={() => setPressed(null)} />}
    </div>
  );
}

/** Until the editor is loaded; long texts are cut here, it is only for a moment. */
function PlainText({ text }: { text: string }) {
  return <span className="template-plain">{text.slice(0, 2000)}</span>;
}

function titleOf(text: string, names: readonly { path: string; preview: string | null }[]) {
  const preview = names.find(({ path }) => path === text)?.preview;
  return preview ? `${text}\nIn the last run: ${preview}` : text;
}
