// Things of the store, and where the page tells of one. Pure.

import type { AssetId } from "../../../shared/schema/ids.ts";
import type { SellableKind } from "../../../shared/schema/store.ts";

export type Thing = { readonly id: AssetId; readonly kind: SellableKind };

/** Its own page, where it is bought, too. */
export function thingHref({ id, kind }: Thing): string {
  return kind === "avatar" ? `/avatars/${id}` : `/items/${id}`;
}
