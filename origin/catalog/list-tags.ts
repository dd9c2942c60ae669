// The tags people use, the most used first: counted at most once a minute, as counting goes through everything of a kind.

import type { CatalogKind } from "../../shared/schema/catalog.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { countTags, findTagCounts, upsertTagCounts } from "./store.ts";

const TAGS_SHOWN_MAX = 100;
const FRESH_MS = 60_000;

/** As of less than a minute ago. Racing callers count once. */
export async function listTags(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  kind: CatalogKind,
): Promise<{ tag: string; count: number }[]> {
  const now = new Date(deps.nowMs());
  const since = new Date(now.getTime() - FRESH_MS);
  const known = await findTagCounts(deps.db, kind, since);
  if (known !== null) return known;
  return deps.db.transaction(async (tx) => {
    await lockInTransaction(tx, "ranking", `${kind} tags`);
    const counted = await findTagCounts(tx, kind, since);
    if (counted !== null) return counted;
    const filter = { kinds: [kind], tag: undefined, ownerId: undefined, now };
    const counts = await countTags(tx, filter, TAGS_SHOWN_MAX);
    await upsertTagCounts(tx, { kind, counts, countedAt: now });
    return counts;
  });
}
