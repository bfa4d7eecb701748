/** The languages that a code view can colour. */
export type CodeLanguage = "yaml" | "json" | "python" | "bash" | "typescript";
