// One search over everything there is.

import { toDeliveryUrl } from "../../shared/adapter/asset-to-avatar.ts";
import type { CatalogKind, SearchHit } from "../../shared/schema/catalog.ts";
import type { OriginDeps } from "../deps.ts";
import { listUserNames, type UserName } from "../users/store.ts";
import { type Search, search } from "./find-entries.ts";
import type { EntryRecord } from "./store.ts";

/** Best first, of all kinds or of one. Throws CURSOR_INVALID (422). */
export async function searchCatalog(
  deps: Pick<OriginDeps, "db" | "nowMs" | "deliveryUrl">,
  kinds: readonly CatalogKind[],
  query: Search,
): Promise<{ items: SearchHit[]; nextCursor: string | null }> {
  const filter = { kinds, tag: undefined, ownerId: undefined, now: new Date(deps.nowMs()) };
  const { entries, nextCursor } = await search(deps, filter, query);
  const ownerIds = entries.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId]));
  const owners = new Map((await listUserNames(deps.db, ownerIds)).map((name) => [name.id, name]));
  const ownerOf = ({ ownerId }: EntryRecord) => (ownerId === null ? null : (owners.get(ownerId) ?? null));
  return { items: entries.map((entry) => toHit(entry, ownerOf(entry), deps.deliveryUrl)), nextCursor };
}

function toHit(entry: EntryRecord, owner: UserName | null, deliveryUrl: string): SearchHit {
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
