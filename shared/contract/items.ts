// Items and accessories that people published.

import * as z from "zod";
import { likedSchema } from "../schema/catalog.ts";
import { assetIdSchema } from "../schema/ids.ts";
import { catalogQuerySchema, itemDetailSchema, itemPageSchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

const itemParams = z.object({ itemId: assetIdSchema });

export const itemEndpoints = {
  "items.list": {
    method: "GET",
    path: "/v1/items",
    about: "Lists items and accessories: the newest, most liked or featured, or what fits a search.",
    auth: "none",
    caching: "shared",
    query: catalogQuerySchema,
    answers: { 200: itemPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "items.get": {
    method: "GET",
    path: "/v1/items/:itemId",
    about: "Tells of one item or accessory, with the lighter variants made of it.",
    auth: "none",
    caching: "shared",
    params: itemParams,
    answers: { 200: itemDetailSchema },
    problems: ["ITEM_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "items.like": {
    method: "PUT",
    path: "/v1/items/:itemId/like",
    about: "Likes it; again changes nothing.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: itemParams,
    answers: { 200: likedSchema },
    problems: ["ITEM_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "items.unlike": {
    method: "DELETE",
    path: "/v1/items/:itemId/like",
    about: "Takes a like back; again changes nothing.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: itemParams,
    answers: { 200: likedSchema },
    problems: ["ITEM_NOT_FOUND", "ORIGIN_AWAY"],
    example: { answer: { isLiked: false, likeCount: 33 } },
  },
} as const satisfies Endpoints;
