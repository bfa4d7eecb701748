import { classNames } from "@/lib/class-names";
import { splitForMiddle } from "@/lib/format";
import "./middle-truncate.css";

interface MiddleTruncateProps {
  text: string;
  /** Letters at the end that always stay; 8 by default. */
  tail?: number | undefined;
  mono?: boolean | undefined;
  /** Can be selected and copied. */
  selectable?: boolean | undefined;
}

/** Ids and URLs: what does not fit is left out in the middle. The whole text is in the tooltip. */
export function MiddleTruncate({ text, tail = 8, mono, selectable }: MiddleTruncateProps) {
  const { head, tail: end } = splitForMiddle(text, tail);
  return (
    <span
      className={classNames("middle-truncate", mono && "mono", selectable && "selectable")}
      title={text}
    >
      <span className="truncate">{head}</span>
      <span>{end}</span>
    </span>
  );
}
