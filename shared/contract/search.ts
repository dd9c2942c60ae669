// Finding: one search over everything, the tags in use, one's likes, and what the house features.

import * as z from "zod";
import { catalogKindSchema, likedKindSchema, tagListSchema } from "../schema/catalog.ts";
import {
  likePageSchema,
  likesQuerySchema,
  searchPageSchema,
  searchQuerySchema,
} from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

const featuredParams = z.object({ kind: likedKindSchema, id: z.string().max(64) });
const featuredProblems = [
  "WORLD_NOT_FOUND",
  "EVENT_NOT_FOUND",
  "AVATAR_NOT_FOUND",
  "ITEM_NOT_FOUND",
  "ORIGIN_AWAY",
] as const;

export const searchEndpoints = {
  "search.all": {
    method: "GET",
    path: "/v1/search",
    about:
      "Searches worlds, events, avatars, items and users, in Japanese and English: by name, then tags, then the rest.",
    auth: "none",
    caching: "shared",
    query: searchQuerySchema,
    answers: { 200: searchPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "search.tags": {
    method: "GET",
    path: "/v1/tags",
    about: "Lists the tags in use, the most used first.",
    auth: "none",
    caching: "shared",
    query: z.strictObject({ kind: catalogKindSchema }),
    answers: { 200: tagListSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "me.likes": {
    method: "GET",
    path: "/v1/me/likes",
    about: "Lists what one likes, the newest first.",
    auth: "session",
    scope: "account",
    caching: "private",
    query: likesQuerySchema,
    answers: { 200: likePageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "featured.put": {
    method: "PUT",
    path: "/v1/featured/:kind/:id",
    about: "Puts something into the house's window: lists of order=featured. For moderators.",
    auth: "session",
    scope: "moderate",
    caching: "private",
    params: featuredParams,
    answers: { 204: null },
    problems: featuredProblems,
  },
  "featured.delete": {
    method: "DELETE",
    path: "/v1/featured/:kind/:id",
    about: "Takes something out of the house's window. For moderators.",
    auth: "session",
    scope: "moderate",
    caching: "private",
    params: featuredParams,
    answers: { 204: null },
    problems: featuredProblems,
  },
} as const satisfies Endpoints;
