import { type CSSProperties, type ReactNode, useState } from "react";
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

interface StillPictureProps {
  url: string;
  /** What it shows, for those who do not see it. */
  words: string;
  /** Width by height where it is known; else that of the picture itself. */
  ratio?: number | null | undefined;
  isOld?: boolean | undefined;
}

/** A screenshot or the frame of a live view. */
export function StillPicture({ url, words, ratio, isOld }: StillPictureProps) {
  const [natural, setNatural] = useState(16 / 9);
  return (
    <PictureFrame ratio={ratio ?? natural} isOld={isOld}>
      <img
        src={url}
        alt={words}
        draggable={false}
        onLoad={({ currentTarget: image }) => {
          if (image.naturalHeight > 0) setNatural(image.naturalWidth / image.naturalHeight);
        }}
      />
    </PictureFrame>
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
    <div className="stage-message">
      {isBusy ? <LoaderIcon size={16} /> : icon && <Icon icon={icon} />}
      {/* The title only: a clock below it would be told every second. */}
      <strong role="status">{title}</strong>
      {children && <p className="selectable">{children}</p>}
      {action}
    </div>
  );
}
