import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { LiveRegion } from "@/components/live-region";
import { useRegionKeys } from "@/components/regions";
import { ToastProvider } from "@/components/toasts";
import { TooltipProvider } from "@/components/tooltip";
import { makeQueryClient } from "@/lib/query-client";

/** What every window needs around its content. */
export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(makeQueryClient);
  useRegionKeys();
  return (
    <QueryClientProvider client={queries}>
      <TooltipProvider>
        <LiveRegion>
          <ToastProvider>{children}</ToastProvider>
        </LiveRegion>
      </TooltipProvider>
    </QueryClientProvider>
  );
}
