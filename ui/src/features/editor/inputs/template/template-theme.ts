import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** A prompt reads as text, not as code; the list of references looks like every other menu. */
export const templateTheme: Extension = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "var(--text-1)", width: "100%", minWidth: "0" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "19px" },
  ".cm-content": { padding: "0", caretColor: "var(--text-1)" },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--text-3)" },
  ".cm-cursor": { borderLeftColor: "var(--text-1)" },
  "&[data-mode=line] .cm-scroller": { overflow: "hidden" },
  ".template-code": {
    fontFamily: "var(--font-mono)",
    fontSize: "11.5px",
    color: "var(--code-ref)",
  },
  ".template-bad": {
    textDecoration: "underline wavy 1px var(--warn)",
    textUnderlineOffset: "3px",
  },
  ".reference-chip": { cursor: "default" },
  ".cm-tooltip": {
    zIndex: "70",
    border: "0",
    borderRadius: "var(--r-3)",
    background: "var(--surface-1)",
    boxShadow: "var(--shadow-2)",
    color: "var(--text-1)",
    fontFamily: "var(--font-ui)",
    fontSize: "var(--fs-13)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    width: "240px",
    maxWidth: "240px",
    minWidth: "240px",
    maxHeight: "228px",
    padding: "4px",
    fontFamily: "var(--font-mono)",
    fontSize: "11.5px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    height: "28px",
    padding: "0 8px",
    borderRadius: "4px",
    lineHeight: "18px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--accent-soft)",
    color: "inherit",
  },
  ".cm-completionLabel": { overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-completionMatchedText": {
    color: "var(--accent-text)",
    fontWeight: "var(--fw-strong)",
    textDecoration: "none",
  },
  ".cm-completionDetail": {
    flex: "none",
    marginLeft: "auto",
    color: "var(--text-3)",
    fontFamily: "var(--font-ui)",
    fontSize: "var(--fs-11)",
    fontStyle: "normal",
  },
  ".cm-tooltip.cm-completionInfo": {
    maxWidth: "220px",
    padding: "6px 8px",
    color: "var(--text-2)",
    fontSize: "var(--fs-11)",
    lineHeight: "var(--lh-11)",
    overflowWrap: "anywhere",
  },
});
