// All the SQL of gifts and their kinds.

import { and, asc, desc, eq, exists, gt, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { EventId, GiftKindId, RoomId, UserId, WorldId } from "../../shared/schema/ids.ts";
import type { AwaitGifts } from "../../shared/schema/internal/gifts.ts";
import type { Db, DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { giftKinds, gifts } from "../db/schema/gifts.ts";
import { reservations, rooms, visits } from "../db/schema/rooms.ts";
import { users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";

export const GIFT_CHANNEL = "hiroba_gifts";

export type GiftKindRecord = typeof giftKinds.$inferSelect;
type GiftRecord = typeof gifts.$inferSelect;
/** With what it is, and whose it was and is; a name is null where the account is no more. */
export type NamedGift = {
  readonly gift: GiftRecord;
  readonly kind: GiftKindRecord;
  readonly fromName: string | null;
  readonly toName: string | null;
};

const giver = alias(users, "giver");
const taker = alias(users, "taker");

function selectNamed(db: DbOrTx) {
  return db
    .select({ gift: gifts, kind: giftKinds, fromName: giver.displayName, toName: taker.displayName })
    .from(gifts)
    .innerJoin(giftKinds, eq(giftKinds.id, gifts.kindId))
    .leftJoin(giver, eq(giver.id, gifts.fromId))
    .leftJoin(taker, eq(taker.id, gifts.toId));
}

/** Cheapest first. */
export async function listKindsForSale(db: DbOrTx): Promise<GiftKindRecord[]> {
  return db
    .select()
    .from(giftKinds)
    .where(eq(giftKinds.isForSale, true))
    .orderBy(asc(giftKinds.coinCount), asc(giftKinds.id));
}

export async function findKind(db: DbOrTx, id: GiftKindId): Promise<GiftKindRecord | null> {
  const [row] = await db.select().from(giftKinds).where(eq(giftKinds.id, id));
  return row ?? null;
}

export async function hasKinds(db: Db): Promise<boolean> {
  return (await db.$count(giftKinds)) > 0;
}

export async function upsertKind(db: DbOrTx, kind: GiftKindRecord): Promise<void> {
  const { id: _, ...set } = kind;
  await db.insert(giftKinds).values(kind).onConflictDoUpdate({ target: giftKinds.id, set });
}

/** The event and world of an open room that this user is in or has a place kept in at `now`, seen or as a ghost; null where there is none. */
export async function findRoomOfGuest(
  tx: DbOrTx,
  roomId: RoomId,
  userId: UserId,
  now: Date,
): Promise<{ readonly eventId: EventId | null; readonly worldId: WorldId } | null> {
  const isHere = tx
    .select({ one: sql`1` })
    .from(visits)
    .where(
      and(
        eq(visits.roomId, rooms.id),
        eq(visits.epoch, rooms.epoch),
        eq(visits.userId, userId),
        isNull(visits.leftAt),
      ),
    );
  const isExpected = tx
    .select({ one: sql`1` })
    .from(reservations)
    .where(
      and(
        eq(reservations.roomId, rooms.id),
        eq(reservations.userId, userId),
        gt(reservations.expiresAt, now),
      ),
    );
  const [row] = await tx
    .select({ eventId: rooms.eventId, worldId: rooms.worldId })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), isNull(rooms.closedAt), or(exists(isHere), exists(isExpected))));
  return row ?? null;
}

/** How many this user has given since. */
export async function countGivenSince(tx: DbOrTx, fromId: UserId, since: Date): Promise<number> {
  return tx.$count(gifts, and(eq(gifts.fromId, fromId), gt(gifts.createdAt, since)));
}

export async function insertGift(tx: DbOrTx, gift: Omit<GiftRecord, "seq">): Promise<void> {
  await tx.insert(gifts).values(gift);
}

export async function findGiftByKey(
  db: DbOrTx,
  fromId: UserId,
  idempotencyKey: string,
): Promise<NamedGift | null> {
  const [row] = await selectNamed(db).where(
    and(eq(gifts.fromId, fromId), eq(gifts.idempotencyKey, idempotencyKey)),
  );
  return row ?? null;
}

/** Tells whoever waits for gifts of the event, once this transaction has committed and not before. */
export async function notifyGift(tx: DbOrTx, eventId: EventId): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${GIFT_CHANNEL}, ${eventId})`);
}

/** In order, from after the number told for each event, and none from before `since`. */
export async function listGiftsAfter(
  db: DbOrTx,
  events: AwaitGifts["events"],
  since: Date,
  limit: number,
): Promise<NamedGift[]> {
  const isWanted = events.map(({ event, after }) => and(eq(gifts.eventId, event), gt(gifts.seq, after)));
  return selectNamed(db)
    .where(and(or(...isWanted), gt(gifts.createdAt, since)))
    .orderBy(asc(gifts.seq))
    .limit(limit);
}

/** The number of the event's newest gift, 0 for none. */
export async function findLastSeq(db: DbOrTx, eventId: EventId): Promise<number> {
  const [row] = await db
    .select({ seq: gifts.seq })
    .from(gifts)
    .where(eq(gifts.eventId, eventId))
    .orderBy(desc(gifts.seq))
    .limit(1);
  return row?.seq ?? 0;
}

/** What somebody was given, at one event or at all, newest first, from after the cursor. */
export async function listReceived(
  db: DbOrTx,
  { toId, eventId }: Received,
  cursor: Cursor | null,
  limit: number,
): Promise<NamedGift[]> {
  return selectNamed(db)
    .where(
      and(
        isReceived({ toId, eventId }),
        cursor === null ? undefined : before([gifts.createdAt, gifts.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(gifts.createdAt), desc(gifts.id))
    .limit(limit);
}

export type Received = { readonly toId: UserId; readonly eventId: EventId | undefined };

/** What all of it comes to. */
export async function sumReceived(
  db: DbOrTx,
  received: Received,
): Promise<{ readonly giftCount: number; readonly coinCount: number; readonly earnedCount: number }> {
  const [row] = await db
    .select({
      giftCount: sql<number>`count(*)::int`,
      coinCount: sql<number>`coalesce(sum(${gifts.coinCount}), 0)`.mapWith(Number),
      earnedCount: sql<number>`coalesce(sum(${gifts.earnedCount}), 0)`.mapWith(Number),
    })
    .from(gifts)
    .where(isReceived(received));
  return row ?? { giftCount: 0, coinCount: 0, earnedCount: 0 };
}

function isReceived({ toId, eventId }: Received) {
  return and(eq(gifts.toId, toId), eventId === undefined ? undefined : eq(gifts.eventId, eventId));
}
