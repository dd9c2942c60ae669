// The store, as the edge asks the origin for it.

import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import {
  type Buy,
  type Holding,
  type HoldingPage,
  type HoldingQuery,
  holdingPageSchema,
  holdingSchema,
  type Listing,
  type ListingPage,
  type ListingQuery,
  listingPageSchema,
  listingSchema,
  type OwnListing,
  type OwnListingPage,
  ownListingPageSchema,
  ownListingSchema,
  type Purchase,
  purchaseSchema,
  type Sell,
} from "../../shared/schema/store.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function storeCalls({ ask, tell }: AskOrigin) {
  const as = (userId: UserId) => ({ [ACTING_USER_HEADER]: userId });
  return {
    store: (requestId: RequestId, query: ListingQuery): Promise<ListingPage> =>
      ask(requestId, listingPageSchema, { method: "GET", path: internalPath.store, query }),
    listing: (requestId: RequestId, assetId: AssetId): Promise<Listing> =>
      ask(requestId, listingSchema, { method: "GET", path: fillPath(internalPath.listing, { assetId }) }),
    sell: (requestId: RequestId, userId: UserId, assetId: AssetId, body: Sell): Promise<OwnListing> =>
      ask(requestId, ownListingSchema, {
        method: "PUT",
        path: fillPath(internalPath.listing, { assetId }),
        headers: as(userId),
        body,
      }),
    withdrawListing: (requestId: RequestId, userId: UserId, assetId: AssetId): Promise<void> =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.listing, { assetId }),
        headers: as(userId),
      }),
    buyAsset: (
      requestId: RequestId,
      userId: UserId,
      {
        assetId,
        body,
        key,
      }: { readonly assetId: AssetId; readonly body: Buy; readonly key: string | undefined },
    ): Promise<Purchase> =>
      ask(requestId, purchaseSchema, {
        method: "POST",
        path: fillPath(internalPath.purchases, { assetId }),
        headers: { ...as(userId), ...(key === undefined ? {} : { "idempotency-key": key }) },
        body,
      }),
    ownListings: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<OwnListingPage> =>
      ask(requestId, ownListingPageSchema, {
        method: "GET",
        path: fillPath(internalPath.ownListings, { userId }),
        query,
      }),
    holdings: (requestId: RequestId, userId: UserId, query: HoldingQuery): Promise<HoldingPage> =>
      ask(requestId, holdingPageSchema, {
        method: "GET",
        path: fillPath(internalPath.holdings, { userId }),
        query,
      }),
    holding: (requestId: RequestId, userId: UserId, assetId: AssetId): Promise<Holding> =>
      ask(requestId, holdingSchema, {
        method: "GET",
        path: fillPath(internalPath.holding, { userId, assetId }),
      }),
  };
}
