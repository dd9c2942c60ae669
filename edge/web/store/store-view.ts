// What of the store is looked at, as the page's address says it: which kind, in which order, by whom. Whatever else stands there is
// as good as nothing.

import type { UserId } from "../../../shared/schema/ids.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { type ListingQuery, type SellableKind, sellableKindSchema } from "../../../shared/schema/store.ts";

export const KINDS = sellableKindSchema.options;
export const STORE_ORDERS = ["new", "price"] as const satisfies readonly ListingQuery["order"][];

export type StoreView = {
  readonly order: ListingQuery["order"];
  /** Null: all of them. */
  readonly kind: SellableKind | null;
  readonly owner: UserId | null;
};

export function readStoreView(params: URLSearchParams): StoreView {
  const owner = userIdSchema.safeParse(params.get("by"));
  return {
    order: STORE_ORDERS.find((each) => each === params.get("order")) ?? STORE_ORDERS[0],
    kind: readKind(params),
    owner: owner.success ? owner.data : null,
  };
}

export function readKind(params: URLSearchParams): SellableKind | null {
  return KINDS.find((each) => each === params.get("kind")) ?? null;
}

/** The address of a view: nothing in it that goes without saying. */
export function storeHref({ order, kind, owner }: StoreView): string {
  return kindHref("/store", kind, {
    ...(order === STORE_ORDERS[0] ? {} : { order }),
    ...(owner === null ? {} : { by: owner }),
  });
}

/** That of one kind, or of all, at `path`. */
export function kindHref(
  path: string,
  kind: SellableKind | null,
  others: Readonly<Record<string, string>> = {},
): string {
  const params = new URLSearchParams({ ...(kind === null ? {} : { kind }), ...others });
  return params.size === 0 ? path : `${path}?${params}`;
}
