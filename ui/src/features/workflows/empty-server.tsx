import { ClipboardPaste, FileInput, LayoutTemplate, Plus } from "lucide-react";
import { Icon, type IconType } from "@/components/icon";
import { Kbd } from "@/components/kbd";
import { Bar, Spacer } from "@/components/layout";
import { region } from "@/components/regions";
import { ImportButton, type ImportWays } from "@/features/workflows/workflows-toolbar";
import "./empty-server.css";

/** A server without workflows: what a workflow is, and the ways to the first one. */
export function EmptyServer({ name, ways }: { name: string; ways: ImportWays }) {
  return (
    <>
      <Bar>
        <h1>Workflows</h1>
        <Spacer />
        <ImportButton {...ways} />
      </Bar>
      <div className="empty-server" {...region}>
        <FirstSteps name={name} ways={ways} />
      </div>
    </>
  );
}

function FirstSteps({ name, ways }: { name: string; ways: ImportWays }) {
  return (
    <>
      <div className="ghost-flow" aria-hidden="true">
        <span />
        <i />
        <span />
        <i />
        <span />
      </div>
      <h2>No workflows on {name} yet</h2>
      <p>
        A workflow is a list of blocks that a browser carries out: open a page, read data from it,
        repeat, send the result.
      </p>
      <div className="start-ways">
        <StartWay
          icon={Plus}
          title="New workflow"
          hint="Put it together from blocks"
          keys="mod+n"
          onStart={ways.onNew}
        />
        <StartWay
          icon={FileInput}
          title="Import YAML or JSON"
          hint="Or drop a file anywhere in this window"
          keys="mod+o"
          onStart={ways.onChooseFiles}
        />
        <StartWay
          icon={LayoutTemplate}
          title="Start from a template"
          hint="A ready-made workflow of this server"
          onStart={ways.onTemplates}
        />
        <StartWay
          icon={ClipboardPaste}
          title="Paste YAML"
          hint="From a message, a wiki or a repository"
          onStart={ways.onPaste}
        />
      </div>
    </>
  );
}

interface StartWayProps {
  icon: IconType;
  title: string;
  hint: string;
  keys?: string;
  onStart: () => void;
}

function StartWay({ icon, title, hint, keys, onStart }: StartWayProps) {
  return (
    <button type="button" className="start-way" onClick={onStart}>
      <Icon icon={icon} />
      <span className="start-words">
        <strong>{title}</strong>
        <span>{hint}</span>
      </span>
      {keys && <Kbd keys={keys} />}
    </button>
  );
}
