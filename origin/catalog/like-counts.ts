// How much things are liked, for whoever lists them in an order of their own.

import type { LikedKind } from "../../shared/schema/catalog.ts";
import type { DbOrTx } from "../db/client.ts";
import { findLikeCounts } from "./store.ts";

/** By id; what is in no catalog is not in the answer. */
export async function likeCountsOf(
  deps: { readonly db: DbOrTx },
  kind: LikedKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return ids.length === 0 ? new Map() : findLikeCounts(deps.db, kind, ids);
}

export async function likeCountOf(
  deps: { readonly db: DbOrTx },
  kind: LikedKind,
  id: string,
): Promise<number> {
  return (await likeCountsOf(deps, kind, [id])).get(id) ?? 0;
}
