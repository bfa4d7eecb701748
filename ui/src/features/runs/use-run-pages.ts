import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type UIEvent, useCallback, useEffect, useMemo, useState } from "react";
import { type RunFilter, readPage, runPagesQuery } from "@/features/runs/queries";
import { nextOffset, withPage } from "@/features/runs/run-pages";
import type { ConnectionId } from "@/ipc/bindings";

const ROW = 34;
/** The view is told in steps of so many rows, so that scrolling draws nothing anew. */
const STEP = 100;

/** The runs that match, newest first: more are read before somebody scrolls to them. */
export function useRunPages(connection: ConnectionId, filter: RunFilter) {
  const cache = useQueryClient();
  const options = useMemo(() => runPagesQuery(connection, filter), [connection, filter]);
  const query = useQuery(options);
  const [inView, setInView] = useState({ first: 0, last: STEP });
  const [pageFault, setPageFault] = useState<Error | null>(null);
  const pages = query.isPlaceholderData || query.isFetching ? undefined : query.data;
  const offset = pages && pageFault === null ? nextOffset(pages, inView) : null;

  useEffect(() => {
    if (offset === null) return;
    let isOutdated = false;
    readPage(connection, filter, offset).then(
      (page) => {
        if (isOutdated) return;
        cache.setQueryData(options.queryKey, (before) => before && withPage(before, offset, page));
      },
      (fault: Error) => {
        if (!isOutdated) setPageFault(fault);
      },
    );
    return () => {
      isOutdated = true;
    };
  }, [cache, connection, filter, offset, options]);

  const onScroll = useCallback(({ target }: UIEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const first = Math.floor(target.scrollTop / ROW / STEP) * STEP;
    const last = first + STEP + Math.ceil(target.clientHeight / ROW);
    setInView((before) =>
      before.first === first && before.last === last ? before : { first, last },
    );
  }, []);

  const { refetch } = query;
  return {
    /** Undefined until something was read. */
    pages: query.data,
    /** The rows are still those of what was asked before. */
    isOld: query.isPlaceholderData,
    fault: query.error ?? pageFault,
    retry: () => {
      setPageFault(null);
      void refetch();
    },
    /** For `onScrollCapture` of an element around the list. */
    onScroll,
  };
}
