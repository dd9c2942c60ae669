// One search over everything there is.

import { toDeliveryUrl } from "../../shared/adapter/asset-to-avatar.ts";
import type { CatalogKind, SearchHit } from "../../shared/schema/catalog.ts";
import type { OriginDeps } from "../deps.ts";
import { type Search, search } from "./find-entries.ts";
import type { FoundEntry } from "./store.ts";

/** Best first, of all kinds or of one. Throws CURSOR_INVALID (422). */
export async function searchCatalog(
  deps: Pick<OriginDeps, "db" | "nowMs" | "deliveryUrl">,
  kinds: readonly CatalogKind[],
  query: Search,
): Promise<{ items: SearchHit[]; nextCursor: string | null }> {
  const filter = { kinds, tag: undefined, ownerId: undefined, now: new Date(deps.nowMs()) };
  const { found, nextCursor } = await search(deps, filter, query);
  return { items: found.map((each) => toHit(each, deps.deliveryUrl)), nextCursor };
}

function toHit({ entry, owner }: FoundEntry, deliveryUrl: string): SearchHit {
  const { kind, id, name, tags, likeCount, thumbnail } = entry;
  return {
    kind,
    id,
    name,
    tags,
    likeCount,
    owner,
    thumbnailUrl:
      thumbnail === null || URL.canParse(thumbnail) ? thumbnail : toDeliveryUrl(deliveryUrl, thumbnail),
  };
}
