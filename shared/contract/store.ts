// The store: what creators sell, what one buys, and what one has.

import * as z from "zod";
import { assetIdSchema } from "../schema/ids.ts";
import { pageQuerySchema } from "../schema/public-api.ts";
import {
  buySchema,
  holdingPageSchema,
  holdingQuerySchema,
  holdingSchema,
  listingPageSchema,
  listingQuerySchema,
  listingSchema,
  ownListingPageSchema,
  ownListingSchema,
  purchaseSchema,
  sellSchema,
} from "../schema/store.ts";
import type { Endpoints } from "./endpoint.ts";
import { idempotencyHeaders } from "./idempotency.ts";

const params = z.object({ assetId: assetIdSchema });
const selling = { auth: "session", scope: "publish", caching: "private" } as const;
const own = { auth: "session", scope: "account", caching: "private" } as const;

export const storeEndpoints = {
  "store.list": {
    method: "GET",
    path: "/v1/store",
    about: "Lists what can be bought, newest or cheapest first: all of it, one kind, or one creator's.",
    auth: "none",
    caching: "shared",
    query: listingQuerySchema,
    answers: { 200: listingPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "store.get": {
    method: "GET",
    path: "/v1/store/:assetId",
    about: "Tells on what terms an avatar, accessory or item is sold, or was.",
    auth: "none",
    caching: "shared",
    params,
    answers: { 200: listingSchema },
    problems: ["LISTING_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "store.sell": {
    method: "PUT",
    path: "/v1/store/:assetId",
    about:
      "Puts something of one's own up for sale, or changes on what terms. From then on it is for those who have it, and whoever wears it and has not stands there without it.",
    ...selling,
    params,
    body: sellSchema,
    answers: { 200: ownListingSchema },
    problems: [
      "ASSET_NOT_FOUND",
      "ASSET_NOT_YOURS",
      "SELLER_IS_GUEST",
      "ASSET_NOT_SELLABLE",
      "LICENCE_FORBIDS_SALE",
      "LISTING_SOLD_ALREADY",
      "ORIGIN_AWAY",
    ],
    example: { body: { priceCoins: 300, numberMax: 100, takesExchangeTickets: false } },
  },
  "store.withdraw": {
    method: "DELETE",
    path: "/v1/store/:assetId",
    about: "Sells it no more; whoever has it keeps it. Again changes nothing.",
    ...selling,
    params,
    answers: { 204: null },
    problems: ["ASSET_NOT_FOUND", "ASSET_NOT_YOURS", "ORIGIN_AWAY"],
  },
  "store.buy": {
    method: "POST",
    path: "/v1/store/:assetId/purchases",
    about:
      "Buys it with coins or a free exchange ticket, for oneself or for a friend. Repeated with the same Idempotency-Key it is the same purchase.",
    ...own,
    limit: "social",
    params,
    headers: idempotencyHeaders(),
    body: buySchema,
    answers: { 201: purchaseSchema },
    problems: [
      "LISTING_NOT_FOUND",
      "LISTING_NOT_FOR_SALE",
      "LISTING_SOLD_OUT",
      "LISTING_PRICE_CHANGED",
      "LISTING_TAKES_COINS_ONLY",
      "HELD_ALREADY",
      "COINS_MISSING",
      "EXCHANGE_TICKETS_MISSING",
      "RECIPIENT_IS_SELF",
      "RECIPIENT_NOT_FRIEND",
      "RECIPIENT_HAS_IT",
      "USER_NOT_FOUND",
      "USER_BLOCKED",
      "IDEMPOTENCY_KEY_REUSED",
      "ORIGIN_AWAY",
    ],
    example: { body: { priceCoins: 300 } },
  },
  "me.listings": {
    method: "GET",
    path: "/v1/me/listings",
    about: "Lists what one sells or sold, newest first, and how many of each.",
    ...own,
    query: pageQuerySchema,
    answers: { 200: ownListingPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "me.holdings": {
    method: "GET",
    path: "/v1/me/holdings",
    about: "Lists what one has that others made, newest first.",
    ...own,
    query: holdingQuerySchema,
    answers: { 200: holdingPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "me.holding": {
    method: "GET",
    path: "/v1/me/holdings/:assetId",
    about: "Tells how one came by a thing.",
    ...own,
    params,
    answers: { 200: holdingSchema },
    problems: ["HOLDING_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
