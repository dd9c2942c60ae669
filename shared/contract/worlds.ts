// Worlds: found, published, entered.

import * as z from "zod";
import { likedSchema } from "../schema/catalog.ts";
import { worldIdSchema } from "../schema/ids.ts";
import {
  catalogQuerySchema,
  openRoomListSchema,
  ownWorldSchema,
  pageQuerySchema,
  worldDetailSchema,
  worldPageSchema,
} from "../schema/public-api.ts";
import { createWorldSchema, updateWorldSchema } from "../schema/world.ts";
import type { Endpoints } from "./endpoint.ts";
import { idempotencyHeaders } from "./idempotency.ts";

const worldParams = z.object({ worldId: worldIdSchema });

export const worldEndpoints = {
  "worlds.list": {
    method: "GET",
    path: "/v1/worlds",
    about: "Lists worlds: the newest, most liked, most lively or featured, or what fits a search.",
    auth: "none",
    caching: "shared",
    query: catalogQuerySchema,
    answers: { 200: worldPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "worlds.create": {
    method: "POST",
    path: "/v1/worlds",
    about: "Publishes a world. Repeated with the same Idempotency-Key it is made once.",
    auth: "session",
    scope: "publish",
    caching: "private",
    headers: idempotencyHeaders(),
    body: createWorldSchema,
    answers: { 201: worldDetailSchema },
    problems: [
      "WORLD_SPAWN_OUTSIDE",
      "WORLD_NAME_TAKEN",
      "WORLD_QUOTA_REACHED",
      "IDEMPOTENCY_KEY_REUSED",
      "USER_NOT_FOUND",
      "ORIGIN_AWAY",
    ],
  },
  "worlds.get": {
    method: "GET",
    path: "/v1/worlds/:worldId",
    about: "Tells of one world, also of one that is not listed.",
    auth: "none",
    caching: "shared",
    params: worldParams,
    answers: { 200: worldDetailSchema },
    problems: ["WORLD_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "worlds.update": {
    method: "PATCH",
    path: "/v1/worlds/:worldId",
    about: "Changes a world of one's own; only the fields that are sent.",
    auth: "session",
    scope: "publish",
    caching: "private",
    params: worldParams,
    body: updateWorldSchema,
    answers: { 200: worldDetailSchema },
    problems: [
      "WORLD_NOT_FOUND",
      "WORLD_NOT_YOURS",
      "WORLD_SPAWN_OUTSIDE",
      "WORLD_NAME_TAKEN",
      "ORIGIN_AWAY",
    ],
  },
  "worlds.rooms": {
    method: "GET",
    path: "/v1/worlds/:worldId/rooms",
    about: "Lists the rooms of this world that are open now, fullest first.",
    auth: "none",
    caching: "shared",
    params: worldParams,
    answers: { 200: openRoomListSchema },
    problems: ["WORLD_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "worlds.like": {
    method: "PUT",
    path: "/v1/worlds/:worldId/like",
    about: "Likes it; again changes nothing.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: worldParams,
    answers: { 200: likedSchema },
    problems: ["WORLD_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "worlds.unlike": {
    method: "DELETE",
    path: "/v1/worlds/:worldId/like",
    about: "Takes a like back; again changes nothing.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: worldParams,
    answers: { 200: likedSchema },
    problems: ["WORLD_NOT_FOUND", "ORIGIN_AWAY"],
    example: { answer: { isLiked: false, likeCount: 33 } },
  },
  "me.worlds": {
    method: "GET",
    path: "/v1/me/worlds",
    about: "Lists one's own worlds, newest first, whoever else may see them.",
    auth: "session",
    scope: "account",
    caching: "private",
    query: pageQuerySchema,
    answers: { 200: worldPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "me.world": {
    method: "GET",
    path: "/v1/me/worlds/:worldId",
    about: "Tells of a world as one sees it oneself, also of a private one, and what one is to it.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: worldParams,
    answers: { 200: ownWorldSchema },
    problems: ["WORLD_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
