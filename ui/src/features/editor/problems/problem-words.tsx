import { Fragment } from "react";
import { ReferenceChip } from "@/components/chip";

/** A sentence of a problem: what stands in backticks as chips, unknown references marked. */
export function ProblemWords({ message, isUnknown }: { message: string; isUnknown: boolean }) {
  return message.split("`").map((words, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
      <Fragment key={index}>{words}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
      <ReferenceChip key={index} bad={isUnknown && index === 1}>
        {words}
      </ReferenceChip>
    ),
  );
}

/** The title of a fix: what stands in backticks in the font of labels. */
export function FixWords({ title }: { title: string }) {
  return title.split("`").map((words, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
      <Fragment key={index}>{words}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
      <code key={index}>{words}</code>
    ),
  );
}
