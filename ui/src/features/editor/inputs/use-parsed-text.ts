import { useEffect, useState } from "react";
import { sameJson } from "@/features/editor/inputs/same-json";

export type Parsed = { value: unknown } | { fault: string };

interface ParsedTextOptions {
  value: unknown;
  format: (value: unknown) => string;
  parse: (text: string) => Parsed;
  onValue: (value: unknown) => void;
  onFault: (fault: string | null) => void;
}

/**
 * A value that is typed as text. The text stays as typed while it means the value, and while it means nothing yet;
 * another value from outside takes its place.
 */
export function useParsedText({ value, format, parse, onValue, onFault }: ParsedTextOptions) {
  const [typed, setTyped] = useState<{ text: string; value: unknown } | null>(null);
  const isOwn = typed !== null && sameJson(typed.value, value);
  const text = isOwn ? typed.text : format(value);
  const isStale = typed !== null && !isOwn;
  useEffect(() => {
    if (!isStale) return;
    setTyped(null);
    onFault(null);
  }, [isStale, onFault]);
  return {
    text,
    onText(next: string) {
      const parsed = parse(next);
      if ("fault" in parsed) {
        setTyped({ text: next, value });
        onFault(parsed.fault);
        return;
      }
      setTyped({ text: next, value: parsed.value });
      onFault(null);
      onValue(parsed.value);
    },
  };
}
