import { lazy, Suspense } from "react";
import type { CodeLanguage } from "@/components/code-language";
import "./code-view.css";

const CodeEditor = lazy(() => import("@/components/code-editor"));

interface CodeViewProps {
  text: string;
  language: CodeLanguage;
  /** Accessible name: "Workflow as YAML". */
  label: string;
  lineNumbers?: boolean | undefined;
  /** Long lines go on below instead of to the right. */
  wrap?: boolean | undefined;
  /** With an edge, inside of a form or dialog. */
  framed?: boolean | undefined;
  /** Pixels; fills its place by default. */
  height?: number | undefined;
}

/** Read-only code, coloured, with search (Ctrl+F) and folding. The plain text is there at once, the colours follow. */
export function CodeView({
  text,
  language,
  label,
  lineNumbers,
  wrap,
  framed,
  height,
}: CodeViewProps) {
  return (
    <div className="code-view" data-framed={framed || undefined} style={{ height }}>
      <Suspense fallback={<PlainCode text={text} />}>
        <CodeEditor
          text={text}
          language={language}
          label={label}
          lineNumbers={lineNumbers}
          wrap={wrap}
        />
      </Suspense>
    </div>
  );
}

/** Until the editor is loaded; long texts are cut here, it is only for a moment. */
export function PlainCode({ text }: { text: string }) {
  return <pre className="plain-code">{text.slice(0, 20_000)}</pre>;
}
