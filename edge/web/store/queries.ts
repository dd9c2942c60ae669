// What the page knows of the store: what there is, what one has and sells. What is one's own is kept under its owner.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AssetId } from "../../../shared/schema/ids.ts";
import type { ListingTerms } from "../../../shared/schema/listing-terms.ts";
import type { Buy, Holding, Purchase, Sell, SellableKind } from "../../../shared/schema/store.ts";
import { isNowhere } from "../components/detail.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { useKeyed } from "../money/use-keyed.ts";
import { edge, useUser } from "../session/session.tsx";
import type { StoreView } from "./store-view.ts";

/** What a sale or a purchase may have changed. An edge tells everybody of a page a second old; of one's own it is asked anew. */
const CHANGED = ["store", "listings", "holding", "holdings", "wallet", "coin-history", "avatarId", "itemId"];
const EDGE_OLD_FOR_MS = 1_500;

export function useStore({ order, kind, owner }: StoreView) {
  return usePages(
    ["store", order, kind, owner],
    (cursor) =>
      edge.ask("store.list", {
        query: {
          ...pageQuery(cursor),
          order,
          ...(kind === null ? {} : { kind }),
          ...(owner === null ? {} : { owner }),
        },
      }),
    { keepsPrevious: true },
  );
}

export function useOwnListings() {
  const { id } = useUser();
  return usePages(["listings", id], (cursor) => edge.ask("me.listings", { query: pageQuery(cursor) }));
}

export function useHoldings(kind: SellableKind | null) {
  const { id } = useUser();
  return usePages(
    ["holdings", id, kind],
    (cursor) =>
      edge.ask("me.holdings", { query: { ...pageQuery(cursor), ...(kind === null ? {} : { kind }) } }),
    { keepsPrevious: true },
  );
}

/** How one came by a thing; null: one has it not. Nobody is asked about what takes no having. */
export function useHolding(assetId: AssetId, listing: ListingTerms | null) {
  const { id } = useUser();
  return useQuery({
    queryKey: ["holding", id, assetId],
    queryFn: () => findHolding(assetId),
    enabled: listing !== null,
  });
}

async function findHolding(assetId: AssetId): Promise<Holding | null> {
  try {
    return await edge.ask("me.holding", { params: { assetId } });
  } catch (error) {
    if (isNowhere(error)) return null;
    throw error;
  }
}

export function useBuy(assetId: AssetId, onBought: (bought: Buy) => void) {
  const changed = useStoreChanged();
  return useMutation({
    mutationFn: useKeyed<Buy, Purchase>((body, key) =>
      edge.ask("store.buy", { params: { assetId }, headers: { "idempotency-key": key }, body }),
    ),
    onSuccess: async (_bought, body) => {
      onBought(body);
      await changed();
    },
    // What it costs, or how many are left, may be another by now.
    onError: changed,
  });
}

export function useSell(assetId: AssetId, onSold: () => void) {
  const changed = useStoreChanged();
  return useMutation({
    mutationFn: (body: Sell) => edge.ask("store.sell", { params: { assetId }, body }),
    onSuccess: async () => {
      await changed();
      onSold();
    },
  });
}

export function useWithdraw(assetId: AssetId) {
  const changed = useStoreChanged();
  return useMutation({
    mutationFn: () => edge.ask("store.withdraw", { params: { assetId } }),
    onSuccess: changed,
  });
}

/** Asks again for all of it, now and when the edge has certainly heard. */
function useStoreChanged(): () => Promise<void> {
  const queries = useQueryClient();
  const askAgain = async () => {
    await Promise.all(CHANGED.map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  return async () => {
    setTimeout(() => void askAgain(), EDGE_OLD_FOR_MS);
    await askAgain();
  };
}
