// For tests: what every window has around its content.
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { LiveRegion } from "@/components/live-region";
import { ToastProvider } from "@/components/toasts";
import { TooltipProvider } from "@/components/tooltip";
import { makeQueryClient } from "@/lib/query-client";

/** Shows `content` as a window would, with a cache of its own and a person at the keyboard. */
export function renderInWindow(content: ReactElement) {
  const cache = makeQueryClient();
  const inWindow = (shown: ReactElement) => (
    <QueryClientProvider client={cache}>
      <TooltipProvider>
        <LiveRegion>
          <ToastProvider>{shown}</ToastProvider>
        </LiveRegion>
      </TooltipProvider>
    </QueryClientProvider>
  );
  const view = render(inWindow(content));
  return {
    ...view,
    rerender: (next: ReactElement) => view.rerender(inWindow(next)),
    cache,
    person: userEvent.setup({ delay: null }),
  };
}
