// The store over HTTP: parse, call one verb, render.

import type * as z from "zod";
import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { assetIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { buySchema, holdingQuerySchema, listingQuerySchema, sellSchema } from "../../shared/schema/store.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { buyAsset } from "./buy-asset.ts";
import { getListing, listListingPage, listOwnListingPage } from "./get-listing.ts";
import { getHolding, listHoldingPage } from "./holdings.ts";
import { mayUseItem } from "./may-use-item.ts";
import { sellAsset, withdrawListing } from "./sell-asset.ts";

type Context = Parameters<OriginHandler>[0];

export function storeRoutes(deps: OriginDeps) {
  const assetId = (c: Context) => idParam(c, "assetId", assetIdSchema);
  const userId = (c: Context) => idParam(c, "userId", userIdSchema);
  const bodyOf = async <T extends z.ZodType>(c: Context, schema: T) =>
    parseOrProblem(schema, await readJson(c.req.raw), "body");

  const list: OriginHandler = async (c) =>
    c.json(await listListingPage(deps, parseOrProblem(listingQuerySchema, c.req.query(), "query")));
  const get: OriginHandler = async (c) => c.json(await getListing(deps, assetId(c)));
  const sell: OriginHandler = async (c) =>
    c.json(await sellAsset(deps, actingUser(c), assetId(c), await bodyOf(c, sellSchema)));
  const withdraw: OriginHandler = async (c) => {
    await withdrawListing(deps, actingUser(c), assetId(c));
    return c.body(null, 204);
  };
  const buy: OriginHandler = async (c) => {
    const body = await bodyOf(c, buySchema);
    // Without one nothing tells a second click from a second purchase; but of a thing there is one for each.
    const idempotencyKey = c.req.header("idempotency-key") ?? crypto.randomUUID();
    const buying = { buyerId: actingUser(c), assetId: assetId(c), body, idempotencyKey };
    return c.json(await buyAsset(deps, buying), 201);
  };
  const own: OriginHandler = async (c) => c.json(await listOwnListingPage(deps, userId(c), pageQuery(c)));
  const holdings: OriginHandler = async (c) =>
    c.json(
      await listHoldingPage(deps, userId(c), parseOrProblem(holdingQuerySchema, c.req.query(), "query")),
    );
  const holding: OriginHandler = async (c) => c.json(await getHolding(deps, userId(c), assetId(c)));
  const use: OriginHandler = async (c) => c.json({ mayUse: await mayUseItem(deps, userId(c), assetId(c)) });
  return { use, list, get, sell, withdraw, buy, own, holdings, holding };
}
