// The store: what one sells, buys and has. The origin decides; the edge says who acts. What everybody sees of it is a cached read
// (catalog.ts), of which whoever changed it is to see the change at once.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { CatalogCache } from "../cache/catalog.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function storeRoutes({ origin }: EdgeDeps, cache: CatalogCache) {
  const sell: EndpointHandler<"store.sell"> = async (c, { params: { assetId }, body }) => {
    const listing = await origin.sell(c.get("requestId"), c.get("userId"), assetId, body);
    cache.purge([cacheTag.store, cacheTag.asset(assetId)]);
    return c.json(listing);
  };
  const withdraw: EndpointHandler<"store.withdraw"> = async (c, { params: { assetId } }) => {
    await origin.withdrawListing(c.get("requestId"), c.get("userId"), assetId);
    cache.purge([cacheTag.store, cacheTag.asset(assetId)]);
    return c.body(null, 204);
  };
  const buy: EndpointHandler<"store.buy"> = async (c, { params: { assetId }, body, headers }) => {
    const buying = { assetId, body, key: headers["idempotency-key"] };
    return c.json(await origin.buyAsset(c.get("requestId"), c.get("userId"), buying), 201);
  };
  const listings: EndpointHandler<"me.listings"> = async (c, { query }) =>
    c.json(await origin.ownListings(c.get("requestId"), c.get("userId"), query));
  const holdings: EndpointHandler<"me.holdings"> = async (c, { query }) =>
    c.json(await origin.holdings(c.get("requestId"), c.get("userId"), query));
  const holding: EndpointHandler<"me.holding"> = async (c, { params: { assetId } }) =>
    c.json(await origin.holding(c.get("requestId"), c.get("userId"), assetId));
  return { sell, withdraw, buy, listings, holdings, holding };
}
