import type { CSSProperties, ReactNode } from "react";
import { Icon, type IconType } from "@/components/icon";
import { LoaderIcon } from "@/components/loader-icon";

interface StageProps {
  children: ReactNode;
  /** Lies over the lower edge: why the picture is not what was expected. */
  note?: ReactNode;
}

/** The place of the picture, with the rest of the room around it. */
export function Stage({ children, note }: StageProps) {
  return (
    <div className="stage">
      {children}
      {note && (
        <div className="stage-note" role="status">
          {note}
        </div>
      )}
    </div>
  );
}

interface PictureFrameProps {
  /** Width by height. */
  ratio: number;
  /** The picture is an old one. */
  isOld?: boolean | undefined;
  children: ReactNode;
}

/** As large as fits, in the shape of the page. */
export function PictureFrame({ ratio, isOld, children }: PictureFrameProps) {
  return (
    <div
      className="picture-frame"
      data-old={isOld || undefined}
      style={{ "--ratio": ratio } as CSSProperties}
    >
      {children}
    </div>
  );
}

interface StageMessageProps {
  title: ReactNode;
  icon?: IconType | undefined;
  /** Work goes on. */
  isBusy?: boolean | undefined;
  children?: ReactNode;
  action?: ReactNode;
}

/** In the place of a picture: why there is none. */
export function StageMessage({ title, icon, isBusy, children, action }: StageMessageProps) {
  return (
    <div className="stage-message" role="status">
      {isBusy ? <LoaderIcon size={16} /> : icon && <Icon icon={icon} />}
      <strong>{title}</strong>
      {children && <p className="selectable">{children}</p>}
      {action}
    </div>
  );
}
