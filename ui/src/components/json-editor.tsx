import { lazy, Suspense } from "react";
import { PlainCode } from "@/components/code-view";
import { useFieldLinks } from "@/components/field";
import { classNames } from "@/lib/class-names";
import "./code-view.css";

const CodeEditor = lazy(() => import("@/components/code-editor"));

interface JsonEditorProps {
  value: string;
  onChange: (text: string) => void;
  /** Accessible name; not needed inside a `Field`. */
  label?: string | undefined;
  invalid?: boolean | undefined;
}

/** JSON to be typed, coloured. What is wrong with it is told by the `Field` around it. Tab leads on. */
export function JsonEditor({ value, onChange, label, invalid }: JsonEditorProps) {
  const links = useFieldLinks(invalid);
  return (
    <div
      className={classNames("code-view", "json-editor")}
      data-framed=""
      data-invalid={links["aria-invalid"]}
    >
      <Suspense fallback={<PlainCode text={value} />}>
        <CodeEditor
          text={value}
          language="json"
          label={label}
          links={links}
          onChange={onChange}
          wrap
        />
      </Suspense>
    </div>
  );
}
