import { useState } from "react";

interface ThumbnailProps {
  /** Null draws the empty place. */
  url: string | null;
  isCurrent?: boolean | undefined;
  isBroken?: boolean | undefined;
}

/** A small screenshot; decoration beside the words of its action. One that cannot be read leaves its place empty. */
export function Thumbnail({ url, isCurrent, isBroken }: ThumbnailProps) {
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <span
      className="thumbnail"
      data-current={isCurrent || undefined}
      data-broken={isBroken || undefined}
    >
      {url !== null && url !== missing && (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setMissing(url)}
        />
      )}
    </span>
  );
}
