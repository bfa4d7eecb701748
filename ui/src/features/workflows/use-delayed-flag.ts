import { useEffect, useState } from "react";

/** True once `flag` has been true for this long, so that quick answers show no spinner. */
export function useDelayedFlag(flag: boolean, milliseconds: number): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!flag) return;
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setOver(false);
    };
  }, [flag, milliseconds]);
  return flag && isOver;
}
