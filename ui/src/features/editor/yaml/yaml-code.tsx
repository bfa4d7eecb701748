import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useLatest } from "@/components/use-latest";
import { useDraft } from "@/features/editor/draft/draft-context";
import { holdsEdits } from "@/features/editor/draft/pending-edits";
import { type Caret, YamlEditor } from "@/features/editor/yaml/yaml-editor";
import type { YamlState } from "@/features/editor/yaml/yaml-session";
import type { Key } from "@/ipc/bindings";

export interface YamlHandle {
  read: () => string;
  tryAgain: () => void;
}

interface YamlCodeProps {
  /** Null for the whole workflow. */
  block: Key | null;
  isReadOnly: boolean;
  /** Accessible name. */
  label: string;
  onState: (state: YamlState, fileName: string) => void;
  onCaret: (caret: Caret) => void;
  ref?: Ref<YamlHandle> | undefined;
}

/** The text itself. Loaded when it is first shown; use it through `YamlPane`. */
export default function YamlCode(props: YamlCodeProps) {
  const store = useDraft();
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<YamlEditor | null>(null);
  const latest = useLatest(props);
  const { block, isReadOnly, label } = props;

  useEffect(() => {
    if (!host.current) return;
    const made = new YamlEditor({
      parent: host.current,
      store,
      access: latest.current,
      onState: (state, fileName) => latest.current.onState(state, fileName),
      onCaret: (caret) => latest.current.onCaret(caret),
    });
    made.show(latest.current.block);
    editor.current = made;
    const stops = [store.subscribe(() => made.follow()), holdsEdits(store, () => made.flush())];
    return () => {
      for (const stop of stops) stop();
      made.close();
      editor.current = null;
    };
  }, [store, latest]);

  useEffect(() => editor.current?.show(block), [block]);
  useEffect(() => editor.current?.setAccess({ isReadOnly, label }), [isReadOnly, label]);
  useImperativeHandle(props.ref, () => ({
    read: () => editor.current?.read() ?? "",
    tryAgain: () => editor.current?.follow(),
  }));
  return <div ref={host} className="code-editor yaml-code" />;
}
