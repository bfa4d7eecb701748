import { QueryClient } from "@tanstack/react-query";

/**
 * The cache of what the backend said. The backend tells what changed and tries again by itself, so nothing here is
 * renewed by time, focus or connection, and nothing is asked twice.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
