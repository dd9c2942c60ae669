// Catalogues come in pages: what to ask for the first with, and what for the next.

const LIMIT = 24;

/** The query of one page; "" is the first. */
export function pageQuery(cursor: string): { limit: number; cursor?: string } {
  return cursor === "" ? { limit: LIMIT } : { limit: LIMIT, cursor };
}

export function nextPage(page: { readonly nextCursor: string | null }): string | undefined {
  return page.nextCursor ?? undefined;
}
