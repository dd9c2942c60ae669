// Lists by cursor, the newest first, as Stripe pages them.

import * as z from "zod";
import type { Stored, TableName } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { text, wholeNumber } from "./params.ts";
import { invalid, missing } from "./stripe-error.ts";

const PAGE_DEFAULT = 10;
const PAGE_MAX = 100;

const range = z.union([
  wholeNumber,
  z.strictObject({
    gt: wholeNumber.optional(),
    gte: wholeNumber.optional(),
    lt: wholeNumber.optional(),
    lte: wholeNumber.optional(),
  }),
]);
type Range = z.infer<typeof range>;

/** What every list takes. */
export const page = {
  limit: wholeNumber
    .refine((value) => value >= 1 && value <= PAGE_MAX, `must be from 1 to ${PAGE_MAX}`)
    .optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};
/** What lists of things with a time take too. */
export const createdPage = { ...page, created: range.optional() };

type Page = {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
  readonly created?: Range | undefined;
};
type Listed = { readonly id: string; readonly created?: number };

export type StripeList<T> = {
  readonly object: "list";
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly url: string;
};

/** A page of a table. `isMeant` is what further filters leave. Throws StripeApiError for a cursor that is none. */
export function listOf<T extends TableName>(
  work: Work,
  table: T,
  url: string,
  params: Page,
  isMeant: (object: Stored[T]) => boolean = () => true,
): StripeList<Stored[T]> {
  for (const param of ["starting_after", "ending_before"] as const) {
    const cursor = params[param];
    if (cursor !== undefined && work.find(table, cursor) === null) throw missing(table, cursor, param);
  }
  const all = (work.all(table) as readonly (Stored[T] & Listed)[]).toReversed();
  return pageOf(
    all.filter((object) => isWithin(object.created ?? 0, params.created) && isMeant(object)),
    url,
    params,
  );
}

/** A page of what is given, in its order. */
export function pageOf<T extends Listed>(all: readonly T[], url: string, params: Page): StripeList<T> {
  const { limit = PAGE_DEFAULT, starting_after: after, ending_before: before } = params;
  if (after !== undefined && before !== undefined)
    throw invalid("You cannot use both starting_after and ending_before", "ending_before");
  const at = all.findIndex(({ id }) => id === (after ?? before));
  if (before !== undefined) {
    const earlier = all.slice(0, Math.max(0, at));
    return { object: "list", data: earlier.slice(-limit), has_more: earlier.length > limit, url };
  }
  const rest = all.slice(at + 1);
  return { object: "list", data: rest.slice(0, limit), has_more: rest.length > limit, url };
}

function isWithin(created: number, range: Range | undefined): boolean {
  if (range === undefined) return true;
  if (typeof range === "number") return created === range;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return created > gt && created >= gte && created < lt && created <= lte;
}
