// What creators earn of tickets and coins, when it is theirs, and what of it goes back.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { eraseAccount } from "../../../origin/account/erase-account.ts";
import { users } from "../../../origin/db/schema/users.ts";
import { EVENT_HOLD_MS, earnTickets } from "../../../origin/money/earn-tickets.ts";
import { coinsToTakeBack, countLost } from "../../../origin/money/earned-back.ts";
import { coinsIn } from "../../../origin/money/refund-rule.ts";
import { decideRefund } from "../../../origin/money/return-money.ts";
import { settleOrder } from "../../../origin/money/settle-order.ts";
import { insertShareRule } from "../../../origin/money/share-store.ts";
import type { OrderId, UserId } from "../../../shared/schema/ids.ts";
import { DAY_MS, openStage, type Stage } from "../payouts/stage.ts";
import { runJobs } from "../run-jobs.ts";
import { PACK_PRICE, TICKET_PRICE } from "./shop.ts";

/** The share of tickets, 80 percent, and the house's. */
const CREATORS = (TICKET_PRICE * 80) / 100;
const HOUSES = TICKET_PRICE - CREATORS;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const held = (eventId: string) => stage.holding({ kind: "event-held", owner: eventId, unit: "jpy" });
const house = (kind: "platform-revenue" | "losses") => stage.holding({ kind, owner: null, unit: "jpy" });
/** How much more the house took, and lost, by what was done. */
const change = async (work: () => Promise<unknown>) => {
  const before = [await house("platform-revenue"), await house("losses")] as const;
  await work();
  return {
    revenue: (await house("platform-revenue")) - before[0],
    losses: (await house("losses")) - before[1],
  };
};
const passEvent = () => stage.pass(3 * DAY_MS + EVENT_HOLD_MS);
const refundAll = async (orderId: OrderId) => {
  await decideRefund(stage.deps, orderId, { amount: null, reason: "operator" });
  await settleOrder(stage.deps, orderId);
};
const erase = async (userId: UserId) => {
  const eraseAt = new Date(stage.clock.nowMs);
  await stage.deps.db.update(users).set({ eraseAt }).where(eq(users.id, userId));
  await eraseAccount(stage.deps, userId);
  await runJobs(stage);
};

describe("what was paid for tickets", () => {
  test("is held for a week after the event, and then its organiser's by the share, once", async () => {
    const mina = await stage.createUser();
    const { eventId } = await stage.sellTickets(mina, 2);
    // It is over in fifty hours.
    await stage.pass(50 * 3_600_000 + EVENT_HOLD_MS - 1_000);
    await earnTickets(stage.deps);
    expect([await held(eventId), await stage.earned(mina)]).toEqual([2 * TICKET_PRICE, 0]);
    await stage.pass(1_000);
    const took = await change(() =>
      Promise.allSettled([earnTickets(stage.deps), earnTickets(stage.deps), earnTickets(stage.deps)]),
    );
    await earnTickets(stage.deps);
    expect([await held(eventId), await stage.earned(mina)]).toEqual([0, 2 * CREATORS]);
    expect(took).toEqual({ revenue: 2 * HOUSES, losses: 0 });
    expect(await stage.matureOf(mina)).toMatchObject({ waitingAmount: 2 * CREATORS, matureAmount: 0 });
    await stage.pass(7 * DAY_MS);
    expect(await stage.matureOf(mina)).toMatchObject({ waitingAmount: 0, matureAmount: 2 * CREATORS });
  });

  test("is shared as it was agreed when they were sold, whatever holds by then", async () => {
    const mina = await stage.createUser();
    const { eventId } = await stage.sellTickets(mina);
    await stage.pass(1_000);
    const now = new Date(stage.clock.nowMs);
    await insertShareRule(stage.deps.db, {
      sale: "ticket",
      userId: mina,
      sharePercent: 50,
      fromAt: now,
      decidedAt: now,
      reason: "agreed anew",
    });
    await stage.buyTickets(eventId);
    await passEvent();
    await earnTickets(stage.deps);
    expect(await stage.earned(mina)).toBe(CREATORS + TICKET_PRICE / 2);
  });

  test("of the house's own event is the house's", async () => {
    const { eventId } = await stage.sellTickets(null);
    await passEvent();
    const took = await change(() => earnTickets(stage.deps));
    expect([await held(eventId), took]).toEqual([0, { revenue: TICKET_PRICE, losses: 0 }]);
  });

  test("and went back in part is earned for the rest", async () => {
    const mina = await stage.createUser();
    const { orderId, eventId } = await stage.sellTickets(mina);
    await decideRefund(stage.deps, orderId, { amount: 1_000, reason: "operator" });
    await passEvent();
    await earnTickets(stage.deps);
    expect([await held(eventId), await stage.earned(mina)]).toEqual([0, (2_000 * 80) / 100]);
  });

  test("and is disputed waits until that is decided: won, it is earned; lost, it never was", async () => {
    const mina = await stage.createUser();
    const { eventId, orderId } = await stage.sellTickets(mina);
    const other = await stage.buyTickets(eventId);
    const [first, second] = [await stage.dispute(orderId), await stage.dispute(other)];
    await passEvent();
    await earnTickets(stage.deps);
    expect([await held(eventId), await stage.earned(mina)]).toEqual([2 * TICKET_PRICE, 0]);
    await stage.decide(first, orderId, true);
    await stage.decide(second, other, false);
    await earnTickets(stage.deps);
    expect([await held(eventId), await stage.earned(mina)]).toEqual([0, CREATORS]);
  });
});

describe("a refund of what was earned", () => {
  const sold = async () => {
    const mina = await stage.createUser();
    const of = await stage.sellTickets(mina);
    await passEvent();
    await earnTickets(stage.deps);
    return { mina, ...of };
  };

  test("is given back by whoever got it: the creator their part, the house its own", async () => {
    const { mina, orderId } = await sold();
    const took = await change(async () => {
      await decideRefund(stage.deps, orderId, { amount: 1_000, reason: "operator" });
      expect(await stage.earned(mina)).toBe(CREATORS - 800);
      await refundAll(orderId);
    });
    expect([await stage.earned(mina), took]).toEqual([0, { revenue: -HOUSES, losses: 0 }]);
    expect((await stage.chargeOf(orderId)).amount_refunded).toBe(TICKET_PRICE);
    expect((await stage.matureOf(mina)).waitingAmount).toBe(0);
  });

  test("leaves alone what is held of others' money for the same event", async () => {
    const mina = await stage.createUser();
    const { eventId, orderId } = await stage.sellTickets(mina);
    const disputed = await stage.buyTickets(eventId);
    await stage.dispute(disputed);
    await passEvent();
    await earnTickets(stage.deps);
    await refundAll(orderId);
    expect([await held(eventId), await stage.earned(mina)]).toEqual([TICKET_PRICE, 0]);
  });

  test("of which the creator has no more is the house's loss, and nobody's debt", async () => {
    const mina = await stage.createCreator();
    const { orderId } = await stage.sellTickets(mina);
    await stage.mature();
    await stage.fund();
    await stage.runPayouts();
    expect([await stage.earned(mina), await stage.atStripe(mina)]).toEqual([0, CREATORS]);
    const took = await change(() => refundAll(orderId));
    expect([await stage.earned(mina), took]).toEqual([0, { revenue: -HOUSES, losses: CREATORS }]);
  });
});

describe("a dispute", () => {
  test("of what was earned holds as much as it could take, and takes it when it is lost", async () => {
    const mina = await stage.createUser();
    const { eventId, orderId } = await stage.sellTickets(mina);
    await stage.buyTickets(eventId);
    await stage.mature();
    const disputeId = await stage.dispute(orderId);
    expect(await stage.matureOf(mina)).toMatchObject({ heldAmount: CREATORS, matureAmount: CREATORS });
    await stage.decide(disputeId, orderId, false);
    expect(await stage.matureOf(mina)).toMatchObject({ heldAmount: 0, matureAmount: CREATORS });
  });

  test("of coins holds what was earned by them, and takes it when it is lost", async () => {
    const mina = await stage.createUser();
    const orderId = await stage.giveCoins(mina, 60);
    await stage.giveCoins(mina, 40);
    await stage.pass(30 * DAY_MS);
    expect(await stage.matureOf(mina, "coin")).toMatchObject({ amount: 50, matureAmount: 50 });
    const disputeId = await stage.dispute(orderId);
    expect(await stage.matureOf(mina, "coin")).toMatchObject({ heldAmount: 30, matureAmount: 20 });
    const took = await change(() => stage.decide(disputeId, orderId, false));
    expect(await stage.matureOf(mina, "coin")).toMatchObject({ amount: 20, matureAmount: 20 });
    // What was paid for coins that are spent is gone: that the creator earns less makes it up when they are paid.
    expect(took.losses).toBe((PACK_PRICE * 60) / 100);
  });

  test("of what is left of a payment after a refund takes all that was earned by coins that are spent", async () => {
    const mina = await stage.createUser();
    const orderId = await stage.giveCoins(mina, 60);
    // Takes the forty coins that are not spent.
    await decideRefund(stage.deps, orderId, { amount: (PACK_PRICE * 40) / 100, reason: "operator" });
    await settleOrder(stage.deps, orderId);
    await stage.decide(await stage.dispute(orderId), orderId, false);
    expect(await stage.earned(mina, "coin")).toBe(0);
  });

  test("of as much as is covered by coins that are not spent takes nothing of whoever earned by the others", () => {
    const paid = { amount: 100, currency: "jpy" } as const;
    const lot = { id: "lot", unit: "coin", issuedAtMs: 0, expiresAtMs: null, isFrozen: true, paid } as const;
    const lots = [{ ...lot, issuedCount: 100, leftCount: 50 }];
    const lost = (lostAmount: number) => {
      const taken = coinsIn({ total: 100, tax: 0, refunded: 0 }, lots, lostAmount);
      return countLost(lots, taken, { lostAmount, total: 100 });
    };
    expect([lost(50), lost(70), lost(100)]).toEqual([0, 20, 50]);
    const earned = { userId: "mina", sharePercent: 50, takenBackAmount: 0 };
    const gifts = [
      { ...earned, transactionId: 1, count: 30, amount: 15 },
      { ...earned, transactionId: 2, count: 20, amount: 10 },
    ];
    const takenOf = (lostAmount: number) =>
      coinsToTakeBack(gifts, { lostCount: lost(lostAmount), spentCount: 50 }, new Map([["mina", 25]])).map(
        ({ count }) => count,
      );
    expect([takenOf(50), takenOf(70), takenOf(100)]).toEqual([[], [6, 4], [15, 10]]);
  });

  test("that is won takes nothing", async () => {
    const mina = await stage.createUser();
    const orderId = await stage.giveCoins(mina, 60);
    await stage.decide(await stage.dispute(orderId), orderId, true);
    expect(await stage.earned(mina, "coin")).toBe(30);
  });

  test("is not a refund that the house gives for coins that are spent: whoever earned by them keeps that", async () => {
    const mina = await stage.createUser();
    await refundAll(await stage.giveCoins(mina, 60));
    expect(await stage.earned(mina, "coin")).toBe(30);
  });
});

describe("an organiser who is erased", () => {
  test("and could be paid has what their events earned; it is the house's where they could not", async () => {
    const [ready, unready] = [await stage.createCreator(), await stage.createUser()];
    const own = await stage.sellTickets(ready);
    const { eventId } = await stage.sellTickets(unready);
    await stage.pass(3 * DAY_MS);
    await erase(ready);
    const took = await change(() => erase(unready));
    expect([await held(own.eventId), await held(eventId)]).toEqual([0, 0]);
    expect([await stage.earned(ready), await stage.earned(unready)]).toEqual([CREATORS, 0]);
    expect(took.revenue).toBe(TICKET_PRICE);
    // As late as if they had stayed.
    await stage.pass(EVENT_HOLD_MS);
    expect((await stage.matureOf(ready)).matureAmount).toBe(0);
    await stage.pass(7 * DAY_MS);
    expect((await stage.matureOf(ready)).matureAmount).toBe(CREATORS);
  });

  test("before their event is over leaves everybody with their money", async () => {
    const mina = await stage.createCreator();
    const { eventId, orderId } = await stage.sellTickets(mina);
    await erase(mina);
    expect([await held(eventId), await stage.earned(mina)]).toEqual([0, 0]);
    expect((await stage.chargeOf(orderId)).amount_refunded).toBe(TICKET_PRICE);
  });
});
