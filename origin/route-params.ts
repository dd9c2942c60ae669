// Ids out of paths, pages out of queries, and the cursors between pages.

import type { Context } from "hono";
import * as z from "zod";
import { Problem, parseOrProblem } from "../shared/http/problem.ts";
import { type PageQuery, pageQuerySchema } from "../shared/schema/public-api.ts";

/** The path's `:name` as an id. Throws Problem NOT_FOUND (404): what cannot be an id names nothing. */
export function idParam<T>(c: Context, name: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(c.req.param(name));
  if (parsed.success) return parsed.data;
  throw notFound(name.replace(/Id$/, ""));
}

/** 404 for a noun: `WORLD_NOT_FOUND`. */
export function notFound(noun: string, detail?: string): Problem {
  return new Problem({
    status: 404,
    code: `${noun.toUpperCase()}_NOT_FOUND`,
    title: `There is no such ${noun}`,
    ...(detail === undefined ? {} : { detail }),
  });
}

/** `?cursor&limit` of a list. Throws a validation problem. */
export function pageQuery(c: Context): PageQuery {
  return parseOrProblem(pageQuerySchema, c.req.query(), "query");
}

/** The last row of a page: rows are ordered by a time and, where two are alike, by id. */
export type Cursor = { readonly at: Date; readonly id: string };

/** A caller may write one of its own: only times and ids that Postgres can read get through. */
const cursorSchema = z.tuple([
  z.number().int().min(0).max(Date.UTC(9999, 0)),
  z.string().regex(/^[0-9a-z_-]{1,64}$/),
]);

/** Opaque to callers; base64url, so that it stands in a URL as it is. */
function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.at.getTime(), cursor.id])).toString("base64url");
}

/** Throws Problem CURSOR_INVALID (422) for a cursor we did not make. */
export function decodeCursor(raw: string | undefined): Cursor | null {
  if (raw === undefined) return null;
  try {
    const [atMs, id] = cursorSchema.parse(JSON.parse(Buffer.from(raw, "base64url").toString()));
    return { at: new Date(atMs), id };
  } catch {
    // Falls through: whatever is wrong with it, the answer is the same.
  }
  throw new Problem({
    status: 422,
    code: "CURSOR_INVALID",
    title: "This cursor is not one of ours",
    detail: "Leave it out to begin at the first page.",
  });
}

/** Cuts `limit + 1` rows to a page; the row too many says that there is a next one. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  toCursor: (row: Row) => Cursor,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(toCursor(last)) : null,
  };
}
