// Gifts to who performs: what there is to give, giving, and what one was given.

import * as z from "zod";
import {
  giftKindListSchema,
  giftSchema,
  receivedGiftPageSchema,
  receivedGiftQuerySchema,
  sendGiftSchema,
} from "../schema/gift.ts";
import { roomIdSchema } from "../schema/ids.ts";
import type { Endpoints } from "./endpoint.ts";
import { idempotencyHeaders } from "./idempotency.ts";

export const giftEndpoints = {
  "giftKinds.list": {
    method: "GET",
    path: "/v1/gift-kinds",
    about: "Lists what there is to give, cheapest first.",
    auth: "none",
    caching: "shared",
    answers: { 200: giftKindListSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "gifts.send": {
    method: "POST",
    path: "/v1/rooms/:roomId/gifts",
    about:
      "Gives something, for coins, to who performs at the event of a room one is in; all of the event's rooms see it. Repeated with the same Idempotency-Key it is given once.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: z.object({ roomId: roomIdSchema }),
    headers: idempotencyHeaders(),
    body: sendGiftSchema,
    answers: { 201: giftSchema },
    example: { body: { kindId: "gfk_rose", toUserId: "usr_0v3kq1", text: "Encore!" } },
    problems: [
      "ROOM_NOT_FOUND",
      "GIFT_KIND_NOT_FOUND",
      "GIFT_TO_SELF",
      "GIFT_NOT_TAKEN",
      "GIFTS_FULL",
      "COINS_MISSING",
      "IDEMPOTENCY_KEY_REUSED",
      "USER_BLOCKED",
      "USER_NOT_FOUND",
      "MUTED",
      "BANNED",
      "ORIGIN_AWAY",
    ],
  },
  "me.gifts": {
    method: "GET",
    path: "/v1/me/gifts",
    about: "Lists what one was given, newest first, at one event or at all, and what it comes to.",
    auth: "session",
    scope: "account",
    caching: "private",
    query: receivedGiftQuerySchema,
    answers: { 200: receivedGiftPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
