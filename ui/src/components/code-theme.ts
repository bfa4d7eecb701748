import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours and sizes from the tokens, so that both themes and the stronger contrast come by themselves. */
const surface = EditorView.theme({
  "&": {
    height: "100%",
    backgroundColor: "transparent",
    color: "var(--text-1)",
    fontSize: "11.5px",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-mono)",
    lineHeight: "17px",
    fontVariantLigatures: "none",
  },
  ".cm-content": { padding: "8px 0", caretColor: "var(--text-1)" },
  ".cm-line": { padding: "0 10px" },
  ".cm-cursor": { borderLeftColor: "var(--text-1)" },
  ".cm-gutters": { backgroundColor: "transparent", border: "0", color: "var(--text-3)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground":
    {
      backgroundColor: "var(--accent-line)",
    },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-soft)" },
  ".cm-searchMatch": { backgroundColor: "var(--warn-soft)", outline: "1px solid var(--warn-line)" },
  ".cm-matchingBracket": { backgroundColor: "transparent" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--surface-4)" },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--surface-3)",
    border: "0",
    color: "var(--text-2)",
  },
  ".cm-panels": {
    backgroundColor: "var(--surface-2)",
    color: "var(--text-1)",
    borderColor: "var(--line-1)",
  },
  ".code-reference, .code-reference *": { color: "var(--code-ref)" },
});

const colours = HighlightStyle.define([
  {
    tag: [tags.propertyName, tags.definition(tags.propertyName), tags.keyword, tags.modifier],
    color: "var(--code-key)",
  },
  { tag: [tags.string, tags.special(tags.string), tags.content], color: "var(--code-str)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--code-num)" },
  { tag: [tags.comment, tags.meta], color: "var(--code-com)" },
  {
    tag: [tags.variableName, tags.typeName, tags.function(tags.variableName)],
    color: "var(--text-1)",
  },
  { tag: tags.invalid, color: "var(--danger)" },
]);

export const codeTheme: Extension = [surface, syntaxHighlighting(colours)];
