// Avatars that people published.

import * as z from "zod";
import { likedSchema } from "../schema/catalog.ts";
import { assetIdSchema } from "../schema/ids.ts";
import { avatarDetailSchema, avatarPageSchema, catalogQuerySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

const avatarParams = z.object({ avatarId: assetIdSchema });

export const avatarEndpoints = {
  "avatars.list": {
    method: "GET",
    path: "/v1/avatars",
    about: "Lists avatars: the newest, most liked, most lively or featured, or what fits a search.",
    auth: "none",
    caching: "shared",
    query: catalogQuerySchema,
    answers: { 200: avatarPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "avatars.get": {
    method: "GET",
    path: "/v1/avatars/:avatarId",
    about:
      "Tells of one avatar, with the lighter variants made of it, and how heavy it is to draw on each kind of device.",
    auth: "none",
    caching: "shared",
    params: avatarParams,
    answers: { 200: avatarDetailSchema },
    problems: ["AVATAR_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "avatars.like": {
    method: "PUT",
    path: "/v1/avatars/:avatarId/like",
    about: "Likes it; again changes nothing.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: avatarParams,
    answers: { 200: likedSchema },
    problems: ["AVATAR_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "avatars.unlike": {
    method: "DELETE",
    path: "/v1/avatars/:avatarId/like",
    about: "Takes a like back; again changes nothing.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: avatarParams,
    answers: { 200: likedSchema },
    problems: ["AVATAR_NOT_FOUND", "ORIGIN_AWAY"],
    example: { answer: { isLiked: false, likeCount: 33 } },
  },
} as const satisfies Endpoints;
