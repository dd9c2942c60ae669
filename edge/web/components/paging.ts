// Catalogues come in pages: what to ask for the first with, and what for the next.

import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

const LIMIT = 24;

/** The query of one page; "" is the first. */
export function pageQuery(cursor: string): { limit: number; cursor?: string } {
  return cursor === "" ? { limit: LIMIT } : { limit: LIMIT, cursor };
}

/** Page after page, as `fetch` gets each by its cursor. */
export function usePages<Page extends { readonly nextCursor: string | null }>(
  queryKey: QueryKey,
  fetch: (cursor: string) => Promise<Page>,
  {
    keepsPrevious = false,
    refreshMs,
  }: {
    /** Whether what another key led to is shown until this one's first page is there. */
    readonly keepsPrevious?: boolean;
    /** How often it is asked for anew while somebody looks; undefined: not while this is what is shown. */
    readonly refreshMs?: number | ((shown: readonly Page[]) => number | undefined) | undefined;
  } = {},
) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => fetch(pageParam),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    ...(keepsPrevious ? { placeholderData: keepPreviousData } : {}),
    refetchInterval: ({ state }) =>
      (typeof refreshMs === "function" ? refreshMs(state.data?.pages ?? []) : refreshMs) ?? false,
  });
}
