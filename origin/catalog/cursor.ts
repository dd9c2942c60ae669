// Where in a list somebody is, in each order there is. Opaque to callers; base64url, so that it stands in a URL as it is.

import * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import type { BeyondPlace } from "./ranking-store.ts";
import { SEARCH_RANKS, type SearchPlace } from "./search-store.ts";

const atMs = z.number().int().min(0).max(Date.UTC(9999, 0));
const price = z.number().int().min(0).max(2_147_483_647);
/** A power of two of likes; the column is a smallint. */
const popularity = z.number().int().min(0).max(32_767);
const id = z.string().regex(/^[0-9a-zA-Z_-]{1,64}$/);
const placeSchema = z.union([
  z.object({ o: z.literal("new"), at: atMs, id }),
  z.object({ o: z.literal("featured"), at: atMs, id }),
  z.object({ o: z.literal("price"), c: price, id }),
  z.object({ o: z.literal("search"), r: z.literal(SEARCH_RANKS), p: popularity, at: atMs, id }),
  z.object({
    o: z.literal("ranked"),
    s: id,
    n: z.number().int().min(0).max(1_000_000),
    b: z.object({ p: popularity, at: atMs, id }).optional(),
  }),
]);
export type Place = z.output<typeof placeSchema>;
type PlaceIn<O extends Place["o"]> = Extract<Place, { readonly o: O }>;

export function encodePlace(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Throws Problem CURSOR_INVALID (422) for a cursor we did not make, or made for another order. */
export function decodePlace<const O extends Place["o"]>(
  raw: string | undefined,
  order: O,
): PlaceIn<O> | null {
  if (raw === undefined) return null;
  try {
    const place = placeSchema.parse(JSON.parse(Buffer.from(raw, "base64url").toString()));
    if (place.o === order) return place as PlaceIn<O>;
  } catch {
    // Falls through: whatever is wrong with it, the answer is the same.
  }
  throw cursorInvalid();
}

export function cursorInvalid(): Problem {
  return new Problem({
    status: 422,
    code: "CURSOR_INVALID",
    title: "This cursor is not one of ours, or was for another list",
    detail: "Leave it out to begin at the first page.",
  });
}

export function toSearchPlace(place: PlaceIn<"search">): SearchPlace {
  return { rank: place.r, popularity: place.p, at: new Date(place.at), id: place.id };
}

export function toBeyondPlace(place: NonNullable<PlaceIn<"ranked">["b"]>): BeyondPlace {
  return { popularity: place.p, at: new Date(place.at), id: place.id };
}
