// How much a user has published, by kind.

import type { CatalogKind } from "../../shared/schema/catalog.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { countByKind } from "./store.ts";

/** Only what everybody may find. */
export async function countEntriesOf(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
): Promise<ReadonlyMap<CatalogKind, number>> {
  return countByKind(deps.db, userId);
}
