import { FolderOpen, LoaderCircle, Paperclip, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useFieldLinks } from "@/components/field";
import { Icon, type IconType } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { TextField } from "@/components/text-field";
import { fileName } from "@/features/launch/field-words";
import type { Uploads } from "@/features/launch/use-uploads";
import { formatBytes } from "@/lib/format";
import "./file-input.css";

interface FileInputProps {
  /** The address of the file; empty for none. */
  value: string;
  onChange: (uri: string) => void;
  /** Key of the field. */
  field: string;
  isTyped: boolean;
  uploads: Uploads;
  isOver: boolean;
  placeholder: string;
}

/** A file of this computer, which is uploaded, or the address of one. */
export function FileInput(props: FileInputProps) {
  const { value, onChange, field, uploads } = props;
  const file = uploads.known.get(value);
  // The button that took the file away goes with it.
  const wasRemoved = useRef(false);
  const isWeb = /^https?:/i.test(value);
  return (
    <div className="file-input" data-file-field={field} data-over={props.isOver || undefined}>
      {uploads.underWay.has(field) ? (
        <FileBox icon={LoaderCircle} isBusy>
          <span className="truncate">Uploading {uploads.underWay.get(field) ?? "…"}</span>
        </FileBox>
      ) : file || (value !== "" && !isWeb && !props.isTyped) ? (
        <FileBox icon={Paperclip}>
          <span className="truncate" title={value}>
            {file?.name ?? fileName(value)}
          </span>
          {file && file.bytes !== null && (
            <span className="file-size">{formatBytes(file.bytes)}</span>
          )}
          <IconButton
            icon={X}
            size="sm"
            label="Remove file"
            onClick={() => {
              wasRemoved.current = true;
              onChange("");
            }}
          />
        </FileBox>
      ) : (
        <TextField
          ref={(input) => {
            if (wasRemoved.current) input?.focus();
            wasRemoved.current = false;
          }}
          icon={Paperclip}
          value={value}
          onChange={onChange}
          placeholder={props.placeholder}
          end={
            <IconButton
              icon={FolderOpen}
              size="sm"
              label="Choose a file…"
              onClick={() => uploads.choose(field)}
            />
          }
        />
      )}
    </div>
  );
}

interface FileBoxProps {
  icon: IconType;
  isBusy?: boolean;
  children: ReactNode;
}

function FileBox({ icon, isBusy = false, children }: FileBoxProps) {
  const links = useFieldLinks();
  return (
    <div
      className="input file-box"
      role="group"
      data-invalid={links["aria-invalid"]}
      aria-labelledby={links["aria-labelledby"]}
      aria-describedby={links["aria-describedby"]}
      aria-busy={isBusy || undefined}
    >
      <Icon icon={icon} size={14} spin={isBusy} />
      {children}
    </div>
  );
}
