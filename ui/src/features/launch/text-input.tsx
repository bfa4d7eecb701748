import { type ClipboardEvent, useEffect, useRef, useState } from "react";
import { TextArea } from "@/components/text-area";
import { TextField } from "@/components/text-field";
import { isLong } from "@/features/launch/field-words";

interface TextInputProps {
  value: string;
  onChange: (text: string) => void;
  placeholder: string;
}

/** One line, or several where a text has them: nothing that is pasted is lost. */
export function TextInput({ value, onChange, placeholder }: TextInputProps) {
  const [isArea, setArea] = useState(isLong(value) || isLong(placeholder));
  const [caret, setCaret] = useState<number | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  // Chosen inputs may be longer than those before them.
  if (!isArea && value.includes("\n")) setArea(true);
  useEffect(() => {
    if (caret === null) return;
    area.current?.focus();
    area.current?.setSelectionRange(caret, caret);
  }, [caret]);
  if (isArea)
    return <TextArea ref={area} value={value} onChange={onChange} placeholder={placeholder} />;
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text/plain").replaceAll("\r\n", "\n");
    // A line end at the end alone came along by chance.
    if (!pasted.trimEnd().includes("\n")) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const start = selectionStart ?? value.length;
    onChange(value.slice(0, start) + pasted + value.slice(selectionEnd ?? start));
    setArea(true);
    setCaret(start + pasted.length);
  };
  return (
    <TextField value={value} onChange={onChange} placeholder={placeholder} onPaste={onPaste} />
  );
}
