import { useLayoutEffect, useRef } from "react";

/** A box that holds the value of the last render, so that a memoised child can call the newest function. */
export function useLatest<Value>(value: Value): { readonly current: Value } {
  const box = useRef(value);
  useLayoutEffect(() => {
    box.current = value;
  });
  return box;
}
