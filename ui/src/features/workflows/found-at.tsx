import { Highlight } from "@/components/highlight";
import type { HitPlace } from "@/ipc/bindings";
import "./found-at.css";

/** Where the words of a search were found, in one line: "prompt of scrape_listings: … job board …". */
export function FoundAt({ place }: { place: HitPlace | null }) {
  if (!place) return null;
  const { block, field, snippet, ranges } = place;
  return (
    <span className="found-at" title={snippet}>
      {field}
      {block && (
        <>
          {" of "}
          <code>{block}</code>
        </>
      )}
      {": "}
      <span className="found-at-text">
        <Highlight text={snippet} ranges={ranges} />
      </span>
    </span>
  );
}
