// Somebody in a room of an event gives something to who performs there: what it costs is taken, it is written down, and the event's
// rooms are told, all in one transaction or not at all. Asked again with the same key, as by a double click, it is the same gift.

import { assert } from "../../shared/assert.ts";
import { Problem } from "../../shared/http/problem.ts";
import { GIFTS_PER_MINUTE_MAX, type Gift, type SendGift } from "../../shared/schema/gift.ts";
import { type EventId, type GiftKindId, newId, type RoomId, type UserId } from "../../shared/schema/ids.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { roleAt } from "../events/access.ts";
import { requireEvent } from "../events/get-event.ts";
import { requireAdmitted, requireUnmuted } from "../moderation/standing.ts";
import { findSharePercent } from "../money/share-store.ts";
import { spendCoins } from "../money/spend-coins.ts";
import { notFound } from "../route-params.ts";
import { requireTogether } from "../social/apart.ts";
import { requireUser } from "../users/get-user.ts";
import { requireShown } from "../users/require-shown.ts";
import {
  countGivenSince,
  findGiftByKey,
  findKind,
  findRoomOfGuest,
  type GiftKindRecord,
  insertGift,
  notifyGift,
} from "./store.ts";
import { toGift } from "./to-gift.ts";

const MINUTE_MS = 60_000;

type Sending = {
  readonly fromId: UserId;
  readonly roomId: RoomId;
  readonly body: SendGift;
  readonly idempotencyKey: string | undefined;
};

/**
 * Throws ROOM_NOT_FOUND (404), also for a room they are not in; GIFT_KIND_NOT_FOUND or USER_NOT_FOUND (404); GIFT_TO_SELF or
 * IDEMPOTENCY_KEY_REUSED (422); GIFT_NOT_TAKEN, USER_BLOCKED or COINS_MISSING (409); BANNED or MUTED (403); GIFTS_FULL (429).
 */
export async function sendGift(deps: Pick<OriginDeps, "db" | "nowMs">, sending: Sending): Promise<Gift> {
  const { fromId, roomId, body, idempotencyKey } = sending;
  const { toUserId: toId, text } = body;
  if (fromId === toId) throw toSelf();
  const requestHash = await sha256Hex(JSON.stringify({ roomId, ...body }));
  return deps.db.transaction(async (tx) => {
    const nowMs = deps.nowMs();
    const now = new Date(nowMs);
    // Counting and inserting must not interleave with another request of the same user.
    await lockInTransaction(tx, "giver", fromId);
    const made = idempotencyKey === undefined ? null : await findGiftByKey(tx, fromId, idempotencyKey);
    if (made !== null) {
      if (made.gift.requestHash !== requestHash) throw keyReused();
      return toGift(made);
    }
    const { displayName: fromName } = await requireUser(tx, fromId);
    const eventId = await requireEventAround({ ...deps, db: tx }, sending);
    await requirePerformer(tx, eventId, toId);
    await requireShown(tx, toId, "user");
    const { displayName: toName } = await requireUser(tx, toId);
    await requireTogether(tx, fromId, toId);
    if ((await countGivenSince(tx, fromId, new Date(nowMs - MINUTE_MS))) >= GIFTS_PER_MINUTE_MAX)
      throw tooMany();
    const kind = await requireKind(tx, body.kindId);
    const { coinCount } = kind;
    const id = newId("gift");
    const sharePercent = await findSharePercent(tx, "gift", toId, nowMs);
    const spent = await spendCoins(
      tx,
      {
        key: `gift:${id}`,
        userId: fromId,
        count: coinCount,
        units: ["free-coin", "coin"],
        earner: { userId: toId, sale: "gift", sharePercent },
      },
      nowMs,
    );
    assert(spent !== null, `${id} was paid before it was there`);
    const gift = {
      id,
      kindId: kind.id,
      fromId,
      toId,
      eventId,
      roomId,
      coinCount,
      earnedCount: spent.earnedCount,
      text,
      createdAt: now,
      idempotencyKey: idempotencyKey ?? null,
      requestHash: idempotencyKey === undefined ? null : requestHash,
    };
    // One after the other, to the end of the transaction: whoever has read one of the event has read all before it. It is the last lock
    // that is taken, so that nobody who holds it waits for coins.
    await lockInTransaction(tx, "giftsOfEvent", eventId);
    await insertGift(tx, gift);
    await notifyGift(tx, eventId);
    return toGift({ gift, kind, fromName, toName });
  });
}

/** The event of the room they are in, where nobody keeps them from it or from saying anything. */
async function requireEventAround(
  deps: { readonly db: DbOrTx } & Pick<OriginDeps, "nowMs">,
  { fromId, roomId }: Pick<Sending, "fromId" | "roomId">,
): Promise<EventId> {
  const room = await findRoomOfGuest(deps.db, roomId, fromId, new Date(deps.nowMs()));
  // That the room exists is for those who are in it to know.
  if (room === null) throw notFound("room");
  const where = { worldId: room.worldId, room: roomId };
  await requireAdmitted(deps, fromId, where);
  await requireUnmuted(deps, fromId, where);
  if (room.eventId === null) throw notTaken("Gifts are given at events, and this room is of none.");
  return room.eventId;
}

async function requirePerformer(tx: DbOrTx, eventId: EventId, toId: UserId): Promise<void> {
  const event = await requireEvent({ db: tx }, eventId);
  if ((await roleAt(tx, event, toId)) !== "performer")
    throw notTaken("Gifts are for those who perform at the event.");
}

async function requireKind(tx: DbOrTx, id: GiftKindId): Promise<GiftKindRecord> {
  const kind = await findKind(tx, id);
  if (kind === null || !kind.isForSale)
    throw new Problem({ status: 404, code: "GIFT_KIND_NOT_FOUND", title: "There is no such thing to give" });
  return kind;
}

function toSelf(): Problem {
  return new Problem({ status: 422, code: "GIFT_TO_SELF", title: "One gives oneself nothing" });
}

function notTaken(detail: string): Problem {
  return new Problem({ status: 409, code: "GIFT_NOT_TAKEN", title: "Nobody takes this gift", detail });
}

function tooMany(): Problem {
  return new Problem({
    status: 429,
    code: "GIFTS_FULL",
    title: "You have given as much as one may in a minute",
    detail: `At most ${GIFTS_PER_MINUTE_MAX} gifts a minute.`,
    headers: { "retry-after": "10" },
  });
}

function keyReused(): Problem {
  return new Problem({
    status: 422,
    code: "IDEMPOTENCY_KEY_REUSED",
    title: "This Idempotency-Key was used for another gift",
  });
}
