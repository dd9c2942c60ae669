// An event that is on, with a performer, a room, and people in it who have coins: what tests of gifts begin with.

import { beginGiftKinds } from "../../../origin/gifts/gift-kinds.ts";
import { insertLots } from "../../../origin/money/coin-store.ts";
import { grantCoins } from "../../../origin/money/grant-coins.ts";
import { postTransaction } from "../../../origin/money/post-transaction.ts";
import { coinsSold } from "../../../origin/money/postings/sales.ts";
import { newId, type UserId } from "../../../shared/schema/ids.ts";
import { giftNewsSchema } from "../../../shared/schema/internal/gifts.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { PLAZA, person, registerHost, roomOf } from "../moderation/people.ts";
import { type Answer, startOrigin } from "../origin-under-test.ts";

const HOUR_MS = 60 * 60_000;
export const HEART = { id: "gfk_heart", coins: 10 } as const;

type Told = {
  readonly kind: "join" | "leave";
  readonly user: string;
  readonly sid: number;
  readonly seat?: "visible" | "ghost";
};
export type Hall = Awaited<ReturnType<typeof openHall>>;

export async function openHall() {
  const origin = await startOrigin();
  const { deps, clock } = origin;
  await beginGiftKinds(deps.db);
  const hostId = await registerHost(origin);
  const iso = (ms: number) => new Date(clock.nowMs + ms).toISOString();
  let reports = 0;

  const openEvent = async () => {
    const [organiser, performer] = [await person(origin), await person(origin)];
    const made = await origin.ask(internalPath.events, {
      as: organiser,
      json: {
        worldId: PLAZA,
        name: "Concert",
        startsAt: iso(60_000),
        endsAt: iso(HOUR_MS),
        timeZone: "Asia/Tokyo",
      },
    });
    const eventId = String(made.body["id"]);
    await origin.ask(internalPath.eventMember, {
      method: "PUT",
      params: { eventId, userId: performer },
      json: { role: "performer" },
      as: organiser,
    });
    await origin.ask(internalPath.moveEvent, {
      method: "POST",
      params: { eventId, act: "publish" },
      as: organiser,
    });
    return { eventId, organiser, performer };
  };
  /** Is given a place; a minute later it is nobody's, unless they came. */
  const enterEvent = async (eventId: string, userId: string) =>
    roomOf(
      await origin.ask(internalPath.enter, {
        json: { kind: "event", id: eventId, regionHint: null, ifFull: "refuse" },
        as: userId,
      }),
    );

  /** The host tells that somebody came in, under a sid, or left. */
  const report = (room: string, { kind, user, sid, seat = "visible" }: Told): Promise<Answer> =>
    origin.ask(internalPath.roomReport, {
      params: { roomId: room },
      json: {
        hostId,
        epoch: 1,
        entries: [{ seq: reports++, kind, user, sid, seat, atMs: clock.nowMs, participantCount: 1 }],
      },
    });

  /** Coins that were paid for, as if an order had been. */
  const sellCoins = async (userId: UserId, coins: number) => {
    const orderId = newId("order");
    const settled = {
      balanceTransactionId: `txn_${orderId}`,
      currency: "jpy",
      amount: coins,
      fee: 0,
    } as const;
    const payment = { currency: "jpy", total: coins, tax: 0, settled } as const;
    const at = new Date(clock.nowMs);
    await deps.db.transaction(async (tx) => {
      const sold = coinsSold({ orderId, payment, userId, coins, freeCoins: 0 });
      const transactionId = await postTransaction(tx, sold, { at, orderId });
      if (transactionId === null) throw new Error("sold before");
      const lot = {
        unit: "coin",
        issuedCount: coins,
        expiresAt: null,
        paid: { amount: coins, currency: "jpy" },
      } as const;
      await insertLots(tx, [lot], { userId, orderId: null, transactionId, at });
    });
  };

  const give = (
    as: string,
    {
      room,
      to,
      kindId = HEART.id,
      text = null,
      key,
    }: {
      readonly room: string;
      readonly to: string;
      readonly kindId?: string;
      readonly text?: string | null;
      readonly key?: string;
    },
  ): Promise<Answer> =>
    origin.ask(internalPath.roomGifts, {
      params: { roomId: room },
      as,
      json: { kindId, toUserId: to, text },
      ...(key === undefined ? {} : { headers: { "idempotency-key": key } }),
    });
  const received = async (userId: string, query = "") =>
    (await origin.ask(internalPath.receivedGifts, { params: { userId }, query })).body;
  const news = async (events: readonly { readonly event: string; readonly after: number }[], waitMs = 0) =>
    giftNewsSchema.parse((await origin.ask(internalPath.giftNews, { json: { events, waitMs } })).body).items;

  return {
    ...origin,
    hostId,
    openEvent,
    enterEvent,
    sellCoins,
    give,
    received,
    news,
    grant: (userId: UserId, count: number) => grantCoins(deps, { key: crypto.randomUUID(), userId, count }),
    coinsOf: async (userId: string) => {
      const { body } = await origin.ask(internalPath.wallet, { params: { userId } });
      return Number(body["coinCount"]) + Number(body["freeCoinCount"]);
    },
    somebody: () => person(origin),
    report,
  };
}
