// Paying creators, and what goes wrong with it: everybody is paid once, and the books say what Stripe says. On the Stripe double, through
// the official library.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { eraseAccount } from "../../../origin/account/erase-account.ts";
import { users } from "../../../origin/db/schema/users.ts";
import { EVENT_HOLD_MS, earnTickets } from "../../../origin/money/earn-tickets.ts";
import { reconcileBalance } from "../../../origin/money/reconcile-balance.ts";
import { createStripeGateway } from "../../../origin/money/stripe-gateway.ts";
import { setCoinValue } from "../../../origin/payouts/decide-for-house.ts";
import { PAYOUT_MIN } from "../../../origin/payouts/due-payouts.ts";
import { decidePayouts, payCreator } from "../../../origin/payouts/pay-creator.ts";
import {
  askAccount,
  beginOnboarding,
  getPayoutAccount,
  openDashboard,
} from "../../../origin/payouts/payout-account.ts";
import { settlePayout } from "../../../origin/payouts/settle-payout.ts";
import { findAccount } from "../../../origin/payouts/store.ts";
import { sweepPayouts } from "../../../origin/payouts/sweep-payouts.ts";
import type { PayoutId, UserId } from "../../../shared/schema/ids.ts";
import { killedAfter, only } from "../../support/killed-after.ts";
import { TICKET_PRICE } from "../money/shop.ts";
import { runJobs } from "../run-jobs.ts";
import { DAY_MS, openStage, type Stage } from "./stage.ts";

const HOUR_MS = 3_600_000;
/** Of one ticket. */
const EARNED = (TICKET_PRICE * 80) / 100;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.fund();
});
afterAll(() => stage.close());

const owed = (payoutId: PayoutId) => stage.holding({ kind: "payouts-owed", owner: payoutId, unit: "jpy" });
/** Somebody who can be paid for one ticket. */
const withEarnings = async (): Promise<UserId> => {
  const userId = await stage.createCreator();
  await stage.sellTickets(userId);
  await stage.mature();
  return userId;
};
const onlyPayoutOf = async (userId: UserId) => {
  const [payout, ...more] = await stage.payoutsOf(userId);
  if (payout === undefined || more.length > 0) throw new Error("not one payout");
  return payout;
};
const withPayout = async () => {
  const userId = await withEarnings();
  await payCreator(stage.deps, userId);
  return { userId, payout: await onlyPayoutOf(userId) };
};
const transfersOf = async (payoutId: PayoutId) =>
  (await stage.double.stripe.transfers.list({ transfer_group: payoutId })).data;
const coinIsWorth = (amount: number, coinCount = 1) =>
  setCoinValue(stage.deps, null, { currency: "jpy", amount, coinCount, fromAt: null, reason: "of the test" });

describe("a creator's account", () => {
  const asked = { country: "JP", returnUrl: "https://square.example/earnings?tab=bank" };

  test("is begun, finished on Stripe's page, and ready as soon as its owner is back", async () => {
    const userId = await stage.createUser();
    expect(await getPayoutAccount(stage.deps, userId)).toEqual({ state: "none", missingCount: 0 });
    const { url } = await beginOnboarding(stage.deps, userId, asked);
    expect(await getPayoutAccount(stage.deps, userId)).toMatchObject({ state: "begun" });
    const click = (choice: string, at = url) =>
      fetch(at, { method: "POST", body: new URLSearchParams({ choice }), redirect: "manual" });
    expect((await click("finish")).headers.get("location")).toBe(asked.returnUrl);
    // A page that was used leads to where another is asked for.
    expect((await click("finish")).headers.get("location")).toBe(
      "https://square.example/earnings?tab=bank&onboarding=again",
    );
    await stage.pass(1_000);
    expect(await getPayoutAccount(stage.deps, userId)).toEqual({ state: "ready", missingCount: 0 });
    expect((await openDashboard(stage.deps, userId)).url).toStartWith(stage.double.url);
  });

  test("is one, however often and at once it is begun", async () => {
    const userId = await stage.createUser();
    await Promise.all([1, 2, 3].map(() => beginOnboarding(stage.deps, userId, asked)));
    const { data } = await stage.double.stripe.accounts.list({ limit: 100 });
    expect(data.filter(({ metadata }) => metadata?.["user"] === userId)).toHaveLength(1);
  });

  test("is not for guests, and there is no page of one that is not finished", async () => {
    const guestId = await stage.createVisitor();
    await expect(beginOnboarding(stage.deps, guestId, asked)).rejects.toMatchObject({
      code: "PAYOUTS_NOT_FOR_GUESTS",
    });
    const userId = await stage.createUser();
    await expect(openDashboard(stage.deps, userId)).rejects.toMatchObject({
      code: "PAYOUT_ACCOUNT_NOT_FOUND",
    });
  });

  test("that Stripe restricts is noticed by its webhook, and by the sweep where that was lost", async () => {
    const userId = await stage.createCreator();
    const stripeId = await stage.accountOf(userId);
    await stage.control(`accounts/${stripeId}/restrict`);
    await stage.deliver(await stage.double.hear("account.updated", stripeId));
    await runJobs(stage);
    expect((await findAccount(stage.deps.db, userId))?.state).toBe("restricted");
    await stage.control(`accounts/${stripeId}/onboard`);
    await stage.pass(DAY_MS + 1);
    await sweepPayouts(stage.deps);
    expect((await findAccount(stage.deps.db, userId))?.state).toBe("ready");
  });

  test("that is closed at Stripe is begun anew", async () => {
    const userId = await stage.createCreator();
    const known = await findAccount(stage.deps.db, userId);
    const before = await stage.accountOf(userId);
    await stage.double.stripe.accounts.del(before);
    await stage.pass(1_001);
    expect((await getPayoutAccount(stage.deps, userId)).state).toBe("gone");
    await beginOnboarding(stage.deps, userId, asked);
    expect(await stage.accountOf(userId)).not.toBe(before);
    // Whoever looked at the one before says nothing of this one.
    if (known !== null) expect((await askAccount(stage.deps, known)).state).toBe("gone");
    expect((await findAccount(stage.deps.db, userId))?.state).toBe("begun");
  });

  test("that the house's key may not look at is not gone for that", async () => {
    const [userId, unpaid] = [await withEarnings(), await stage.createCreator()];
    const error = {
      type: "invalid_request_error",
      message: "The key does not have the required permissions.",
    };
    using refusing = Bun.serve({ port: 0, fetch: () => Response.json({ error }, { status: 403 }) });
    const stripe = createStripeGateway({
      secretKey: "rk_test_narrow",
      apiBase: refusing.url.origin,
      isTaxed: false,
    });
    await stage.pass(1_001);
    expect((await getPayoutAccount({ ...stage.deps, stripe }, userId)).state).toBe("ready");
    await expect(payCreator({ ...stage.deps, stripe }, userId)).rejects.toThrow("required permissions");
    expect((await findAccount(stage.deps.db, userId))?.state).toBe("ready");
    // Whoever has nothing to be paid is not asked about.
    expect(await payCreator({ ...stage.deps, stripe }, unpaid)).toBe(0);
  });
});

describe("a run", () => {
  test("pays what has matured, and nothing of what has not", async () => {
    const userId = await withEarnings();
    await stage.sellTickets(userId);
    await stage.pass(3 * DAY_MS + EVENT_HOLD_MS);
    await earnTickets(stage.deps);
    expect((await stage.matureOf(userId)).waitingAmount).toBe(EARNED);
    await stage.runPayouts();
    const payout = await onlyPayoutOf(userId);
    expect(payout).toMatchObject({ state: "paid", moneyAmount: EARNED, coinCount: 0 });
    expect([await stage.atStripe(userId), await owed(payout.id)]).toEqual([EARNED, 0]);
  });

  test("pays no less than the least, and that", async () => {
    const userId = await stage.createCreator();
    // One coin is earned.
    await stage.giveCoins(userId, 2);
    await stage.pass(30 * DAY_MS);
    await coinIsWorth(PAYOUT_MIN.jpy - 1);
    await stage.runPayouts();
    expect(await stage.payoutsOf(userId)).toEqual([]);
    await coinIsWorth(PAYOUT_MIN.jpy);
    await stage.runPayouts();
    expect(await onlyPayoutOf(userId)).toMatchObject({
      state: "paid",
      moneyAmount: 0,
      coinCount: 1,
      coinAmount: PAYOUT_MIN.jpy,
    });
    expect(await stage.earned(userId, "coin")).toBe(0);
    await coinIsWorth(1);
  });

  test("pays coins and money together, coins for what they are worth that day", async () => {
    const userId = await withEarnings();
    await stage.giveCoins(userId, 100);
    await stage.pass(30 * DAY_MS);
    await coinIsWorth(3, 2);
    const revenue = await stage.holding({ kind: "platform-revenue", owner: null, unit: "jpy" });
    await stage.runPayouts();
    expect(await onlyPayoutOf(userId)).toMatchObject({ moneyAmount: EARNED, coinCount: 50, coinAmount: 75 });
    expect(await stage.atStripe(userId)).toBe(EARNED + 75);
    expect(revenue - (await stage.holding({ kind: "platform-revenue", owner: null, unit: "jpy" }))).toBe(75);
    await coinIsWorth(1);
  });

  test("of which there are five at once pays once", async () => {
    const userId = await withEarnings();
    await Promise.all(Array.from({ length: 5 }, () => stage.runPayouts()));
    const payout = await onlyPayoutOf(userId);
    expect([payout.state, await stage.atStripe(userId)]).toEqual(["paid", EARNED]);
    expect(await transfersOf(payout.id)).toHaveLength(1);
  });

  test("that nobody can be paid by decides nothing", async () => {
    const userId = await withEarnings();
    await stage.control(`accounts/${await stage.accountOf(userId)}/restrict`);
    await stage.runPayouts();
    expect([await stage.payoutsOf(userId), await stage.earned(userId)]).toEqual([[], EARNED]);
    await stage.control(`accounts/${await stage.accountOf(userId)}/onboard`);
    await stage.pass(1_001);
    await getPayoutAccount(stage.deps, userId);
    await stage.runPayouts();
    expect(await stage.atStripe(userId)).toBe(EARNED);
  });
});

describe("a crash", () => {
  const outcomeOf = async (userId: UserId) => {
    await stage.pass(HOUR_MS + 1);
    await sweepPayouts(stage.deps);
    await payCreator(stage.deps, userId);
    const payout = await onlyPayoutOf(userId);
    return {
      state: payout.state,
      transfers: (await transfersOf(payout.id)).length,
      atStripe: await stage.atStripe(userId),
      earned: await stage.earned(userId),
      owed: await owed(payout.id),
    };
  };
  const PAID = { state: "paid", transfers: 1, atStripe: EARNED, earned: 0, owed: 0 } as const;

  test("before or after any call of Stripe's, or any transaction of ours, is made good by whoever goes on", async () => {
    for (const when of ["before", "after"] as const)
      for (let calls = 0; ; calls++) {
        const userId = await withEarnings();
        const stripe = killedAfter(stage.gateway, calls, when);
        await payCreator({ ...stage.deps, stripe: stripe.gateway }, userId).catch(() => null);
        expect([when, calls, await outcomeOf(userId)]).toEqual([when, calls, PAID]);
        if (stripe.made() <= calls) break;
      }
    for (let transactions = 0; ; transactions++) {
      const userId = await withEarnings();
      const db = killedAfter(stage.deps.db, transactions, "after");
      await payCreator({ ...stage.deps, db: only(db.gateway, stage.deps.db) }, userId).catch(() => null);
      expect([transactions, await outcomeOf(userId)]).toEqual([transactions, PAID]);
      if (db.made() <= transactions) break;
    }
  }, 60_000);

  test("after Stripe made it, and then days in which nobody goes on, pays once: Stripe is asked before it is told again", async () => {
    const userId = await withEarnings();
    // The library tries twice more by itself.
    await stage.control("faults", { method: "POST", path: "/v1/transfers", kind: "lose-answer", count: 3 });
    await payCreator(stage.deps, userId).catch(() => null);
    const { id, state } = await onlyPayoutOf(userId);
    expect([state, (await transfersOf(id)).length]).toEqual(["owed", 1]);
    // Stripe has forgotten by then what it answered to which key.
    await stage.pass(3 * DAY_MS);
    expect(await outcomeOf(userId)).toEqual(PAID);
  });
});

describe("a transfer that Stripe refuses", () => {
  test("for want of the house's own money waits for it", async () => {
    const userId = await withEarnings();
    const [available] = (await stage.double.stripe.balance.retrieve()).available;
    const taken = await stage.double.stripe.payouts.create({
      amount: (available?.amount ?? 0) - 10,
      currency: "jpy",
    });
    await payCreator(stage.deps, userId);
    expect(await onlyPayoutOf(userId)).toMatchObject({
      state: "owed",
      attempt: 2,
      refusal: "balance_insufficient",
    });
    expect([await stage.earned(userId), await owed((await onlyPayoutOf(userId)).id)]).toEqual([0, EARNED]);
    await sweepPayouts(stage.deps);
    expect((await onlyPayoutOf(userId)).attempt).toBe(2);
    await stage.double.stripe.payouts.cancel(taken.id);
    await stage.pass(HOUR_MS + 1);
    await sweepPayouts(stage.deps);
    expect([(await onlyPayoutOf(userId)).state, await stage.atStripe(userId)]).toEqual(["paid", EARNED]);
  });

  test("since their account was restricted after it was decided goes back to what they earned, and is paid when that is mended", async () => {
    const userId = await withEarnings();
    const [payoutId] = await decidePayouts(stage.deps, userId);
    if (payoutId === undefined) throw new Error("nothing was decided");
    await stage.control(`accounts/${await stage.accountOf(userId)}/restrict`);
    const dropped = await settlePayout(stage.deps, payoutId);
    expect(dropped).toMatchObject({
      state: "dropped",
      refusal: "insufficient_capabilities_for_transfer",
    });
    expect([await stage.earned(userId), await owed(payoutId)]).toEqual([EARNED, 0]);
    await stage.control(`accounts/${await stage.accountOf(userId)}/onboard`);
    await stage.pass(1_001);
    await getPayoutAccount(stage.deps, userId);
    await payCreator(stage.deps, userId);
    expect([await stage.atStripe(userId), await stage.earned(userId)]).toEqual([EARNED, 0]);
  });

  test("is dropped in the instant it is refused: whoever was about to send it sends nothing", async () => {
    const userId = await withEarnings();
    const [payoutId] = await decidePayouts(stage.deps, userId);
    if (payoutId === undefined) throw new Error("nothing was decided");
    const stripeId = await stage.accountOf(userId);
    await stage.control(`accounts/${stripeId}/restrict`);
    // Another process that settles it whenever this one has written something, and is answered before this one goes on.
    const others: Promise<unknown>[] = [];
    const settledElsewhere = async () => {
      await stage.control(`accounts/${stripeId}/onboard`);
      const isAnswered = Promise.withResolvers<void>();
      const transfer: typeof stage.gateway.transfer = async (sent) => {
        const answer = await stage.gateway.transfer(sent);
        isAnswered.resolve();
        await Bun.sleep(0);
        return answer;
      };
      const other = settlePayout({ ...stage.deps, stripe: { ...stage.gateway, transfer } }, payoutId);
      others.push(other);
      await Promise.race([isAnswered.promise, other]);
    };
    const db = new Proxy(stage.deps.db, {
      get(target, name, receiver) {
        if (name !== "transaction") return Reflect.get(target, name, receiver);
        return async (...args: Parameters<typeof target.transaction>) => {
          await settledElsewhere();
          return target.transaction(...args);
        };
      },
    });
    await settlePayout({ ...stage.deps, db }, payoutId);
    await Promise.all(others);
    expect((await transfersOf(payoutId)).length).toBe(0);
    expect(await onlyPayoutOf(userId)).toMatchObject({ state: "dropped", attempt: 1 });
    expect([await stage.earned(userId), await owed(payoutId)]).toEqual([EARNED, 0]);
    await stage.pass(1_001);
    await getPayoutAccount(stage.deps, userId);
    await payCreator(stage.deps, userId);
    expect([await stage.atStripe(userId), await stage.earned(userId)]).toEqual([EARNED, 0]);
  });

  test("by failing is asked for again", async () => {
    const userId = await withEarnings();
    await stage.control("faults", { method: "POST", path: "/v1/transfers", kind: "refuse", count: 3 });
    await payCreator(stage.deps, userId).catch(() => null);
    expect((await onlyPayoutOf(userId)).state).toBe("owed");
    await stage.pass(HOUR_MS + 1);
    await sweepPayouts(stage.deps);
    expect([(await onlyPayoutOf(userId)).state, await stage.atStripe(userId)]).toEqual(["paid", EARNED]);
  });
});

describe("what comes back from a creator's account", () => {
  test("is theirs again, in parts and once each, whatever hints come how often", async () => {
    const { userId, payout } = await withPayout();
    const transferId = payout.stripeTransferId ?? "";
    await stage.double.stripe.transfers.createReversal(transferId, { amount: 400 });
    const event = await stage.double.hear("transfer.reversed", transferId);
    for (const id of ["evt_first", "evt_second"]) await stage.deliver({ ...event, id });
    await runJobs(stage);
    expect([await stage.earned(userId), await onlyPayoutOf(userId)]).toMatchObject([
      400,
      { state: "paid", returnedAmount: 400 },
    ]);
    await stage.double.stripe.transfers.createReversal(transferId);
    // An event from before it.
    await stage.deliver({ ...event, id: "evt_late" });
    await runJobs(stage);
    expect([await stage.earned(userId), await onlyPayoutOf(userId)]).toMatchObject([
      EARNED,
      { state: "returned", returnedAmount: EARNED },
    ]);
  });

  test("and nobody hints at is found by reconciliation", async () => {
    const { userId, payout } = await withPayout();
    await stage.double.stripe.transfers.createReversal(payout.stripeTransferId ?? "");
    await stage.pass(2 * HOUR_MS);
    await reconcileBalance(stage.deps);
    expect(await stage.earned(userId)).toBe(EARNED);
  });
});

test("a transfer that Stripe made after all when its payout had been given up is taken of what they have", async () => {
  const userId = await withEarnings();
  const [payoutId] = await decidePayouts(stage.deps, userId);
  if (payoutId === undefined) throw new Error("nothing was decided");
  const stripeId = await stage.accountOf(userId);
  await stage.control(`accounts/${stripeId}/restrict`);
  await settlePayout(stage.deps, payoutId);
  await stage.control(`accounts/${stripeId}/onboard`);
  const late = { payoutId, attempt: 1_000, accountId: stripeId, currency: "jpy", amount: EARNED };
  await stage.gateway.transfer(late);
  await settlePayout(stage.deps, payoutId);
  expect([await stage.earned(userId), (await onlyPayoutOf(userId)).state]).toEqual([0, "paid"]);
});

test("a dispute that is opened after they were paid holds what they earn next, and takes it when it is lost", async () => {
  const userId = await stage.createCreator();
  const { orderId } = await stage.sellTickets(userId);
  await stage.mature();
  await payCreator(stage.deps, userId);
  const disputeId = await stage.dispute(orderId);
  await stage.sellTickets(userId);
  await stage.mature();
  expect(await stage.matureOf(userId)).toMatchObject({ heldAmount: EARNED, matureAmount: 0 });
  await payCreator(stage.deps, userId);
  expect(await stage.payoutsOf(userId)).toHaveLength(1);
  await stage.decide(disputeId, orderId, false);
  expect([await stage.earned(userId), await stage.atStripe(userId)]).toEqual([0, EARNED]);
});

describe("an account that is erased", () => {
  const erase = async (userId: UserId) => {
    const eraseAt = new Date(stage.clock.nowMs);
    await stage.deps.db.update(users).set({ eraseAt }).where(eq(users.id, userId));
    await eraseAccount(stage.deps, userId);
    await runJobs(stage);
  };

  test("is paid what it earned when that matures, however little, and then nothing says any more where", async () => {
    const userId = await withEarnings();
    await stage.giveCoins(userId, 20);
    await erase(userId);
    const stripeId = await stage.accountOf(userId);
    await payCreator(stage.deps, userId);
    expect(await stage.earned(userId, "coin")).toBe(10);
    await stage.pass(30 * DAY_MS);
    await payCreator(stage.deps, userId);
    const balance = await stage.double.stripe.balance.retrieve({}, { stripeAccount: stripeId });
    expect(balance.available[0]?.amount).toBe(EARNED + 10);
    await sweepPayouts(stage.deps);
    expect(await findAccount(stage.deps.db, userId)).not.toBeNull();
    await stage.pass(31 * DAY_MS);
    await sweepPayouts(stage.deps);
    expect(await findAccount(stage.deps.db, userId)).toBeNull();
  });

  test("and cannot be paid loses what it earned to the house", async () => {
    const userId = await stage.createUser();
    await stage.sellTickets(userId);
    await stage.giveCoins(userId, 20);
    await stage.mature();
    const revenue = await stage.holding({ kind: "platform-revenue", owner: null, unit: "jpy" });
    await erase(userId);
    expect([await stage.earned(userId), await stage.earned(userId, "coin")]).toEqual([0, 0]);
    expect((await stage.holding({ kind: "platform-revenue", owner: null, unit: "jpy" })) - revenue).toBe(
      EARNED,
    );
  });
});

test("every yen is accounted for: the books and Stripe's balance are alike, and a planted cent is found", async () => {
  await sweepPayouts(stage.deps);
  const { payout } = await withPayout();
  await stage.pass(2 * HOUR_MS);
  // What the house was funded with is nobody's order, and told as that.
  const isFunding = ({ ours, theirs }: { ours: string | null; theirs: string | null }) =>
    ours === null && Number(theirs?.split(" ")[0]) > 8_000_000;
  const differences = (await reconcileBalance(stage.deps))?.differences ?? [];
  expect(differences.filter((difference) => !isFunding(difference))).toEqual([]);
  const transfer = await stage.double.stripe.transfers.retrieve(payout.stripeTransferId ?? "");
  const line = String(transfer.balance_transaction);
  await stage.control("balance/plant", { amount: 1, balance_transaction: line });
  const after = (await reconcileBalance(stage.deps))?.differences ?? [];
  expect(after.filter((difference) => !isFunding(difference))).toEqual([
    { id: line, ours: `${-EARNED} jpy`, theirs: `${1 - EARNED} jpy` },
  ]);
});
