// Gifts over HTTP: what there is to give, giving, what one was given, and what room hosts wait for.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { receivedGiftQuerySchema, sendGiftSchema } from "../../shared/schema/gift.ts";
import { giftKindIdSchema, roomIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { awaitGiftsSchema, setGiftKindSchema } from "../../shared/schema/internal/gifts.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { awaitGifts } from "./await-gifts.ts";
import { listGiftKinds, setGiftKind } from "./gift-kinds.ts";
import { listReceivedGifts } from "./list-received.ts";
import { sendGift } from "./send-gift.ts";

export function giftRoutes(deps: OriginDeps) {
  const kinds: OriginHandler = async (c) => c.json({ items: await listGiftKinds(deps) });
  const setKind: OriginHandler = async (c) => {
    const kind = parseOrProblem(setGiftKindSchema, await readJson(c.req.raw), "body");
    return c.json(await setGiftKind(deps, idParam(c, "giftKindId", giftKindIdSchema), kind));
  };
  const send: OriginHandler = async (c) => {
    const body = parseOrProblem(sendGiftSchema, await readJson(c.req.raw), "body");
    const roomId = idParam(c, "roomId", roomIdSchema);
    const idempotencyKey = c.req.header("idempotency-key");
    return c.json(await sendGift(deps, { fromId: actingUser(c), roomId, body, idempotencyKey }), 201);
  };
  const received: OriginHandler = async (c) => {
    const { eventId, ...page } = parseOrProblem(receivedGiftQuerySchema, c.req.query(), "query");
    const toId = idParam(c, "userId", userIdSchema);
    return c.json(await listReceivedGifts(deps, { toId, eventId }, page));
  };
  const news: OriginHandler = async (c) => {
    const asked = parseOrProblem(awaitGiftsSchema, await readJson(c.req.raw), "body");
    return c.json(await awaitGifts(deps, asked, c.req.raw.signal));
  };
  return { kinds, setKind, send, received, news };
}
