// A run over all creators: part by part, from where it stood, past those who cannot be paid, and waiting where Stripe is away.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { notInArray } from "drizzle-orm";
import { payoutAccounts } from "../../../origin/db/schema/payouts.ts";
import { beginPayoutRun, carryOnPayoutRun } from "../../../origin/payouts/run-payouts.ts";
import { findRun, type PayoutRunRecord } from "../../../origin/payouts/run-store.ts";
import { newId, type UserId } from "../../../shared/schema/ids.ts";
import { runJobs } from "../run-jobs.ts";
import { openStage, type Stage } from "./stage.ts";

const OTHERS = 120;

let stage: Stage;
let creators: readonly UserId[];
beforeAll(async () => {
  stage = await openStage();
  await stage.fund();
  creators = [await stage.createCreator(), await stage.createCreator(), await stage.createCreator()];
  // Who can be paid and has nothing to be paid.
  const at = new Date(stage.clock.nowMs);
  const others = Array.from({ length: OTHERS }, (_, index) => ({
    userId: newId("user"),
    stripeId: `acct_other${index}`,
    state: "ready" as const,
    missingCount: 0,
    createdAt: at,
    askedAt: at,
  }));
  await stage.deps.db.insert(payoutAccounts).values(others);
}, 60_000);
afterAll(() => stage.close());

const begin = () => stage.deps.db.transaction((tx) => beginPayoutRun(tx, stage.deps));
const carryOn = (run: PayoutRunRecord, stripe = stage.deps.stripe, isLastTry = false) =>
  carryOnPayoutRun({ ...stage.deps, stripe }, { number: run.id, isLastTry });
const now = async (run: PayoutRunRecord) => {
  const found = await findRun(stage.deps.db, run.id);
  if (found === null) throw new Error("it is gone");
  return found;
};
/** Each of them has earned something that may be paid. */
const earn = async (...userIds: readonly UserId[]) => {
  for (const userId of userIds) await stage.sellTickets(userId);
  await stage.mature();
};
const unpaid = async () =>
  (await Promise.all(creators.map((userId) => stage.earned(userId)))).filter((left) => left > 0).length;
/** Stripe, which does not answer about some accounts. */
const deafAbout = (...accountIds: readonly string[]) => ({
  ...stage.gateway,
  accountFacts: (accountId: string) =>
    accountIds.includes(accountId)
      ? Promise.reject(new Error("no answer"))
      : stage.gateway.accountFacts(accountId),
});

test("is done in parts, each of which a job begins, and pays everybody once", async () => {
  await earn(...creators);
  const run = await begin();
  const kinds = await runJobs(stage);
  expect(kinds.filter((kind) => kind === "money.pay-out")).toHaveLength(3);
  expect(await now(run)).toMatchObject({
    lookedCount: OTHERS + 3,
    decidedCount: 3,
    failedCount: 0,
    afterUserId: "",
  });
  expect((await now(run)).endedAt).not.toBeNull();
  expect(await unpaid()).toBe(0);
});

test("whose process was killed goes on where it stood, when it is begun again", async () => {
  await earn(...creators);
  const run = await begin();
  await carryOn(run);
  expect(await now(run)).toMatchObject({ lookedCount: 50, endedAt: null });
  // The jobs are lost with whoever did them.
  await stage.deps.db.execute("DELETE FROM hiroba_jobs.job");
  await stage.pass(61_000);
  expect((await begin()).id).toBe(run.id);
  await runJobs(stage);
  expect(await now(run)).toMatchObject({ lookedCount: OTHERS + 3, decidedCount: 3 });
  expect(await unpaid()).toBe(0);
});

test("that stood still for a day is given up for another, which looks at everybody", async () => {
  const run = await begin();
  await carryOn(run);
  await stage.pass(25 * 3_600_000);
  const next = await begin();
  expect(next.id).toBeGreaterThan(run.id);
  expect((await now(run)).endedAt).not.toBeNull();
  await runJobs(stage);
  expect((await now(next)).lookedCount).toBe(OTHERS + 3);
});

test("that waits for some who could not be paid takes not the place of another, which looks at everybody", async () => {
  await earn(...creators);
  const [poor, other] = creators;
  if (poor === undefined || other === undefined) throw new Error("nobody");
  const stripe = deafAbout(await stage.accountOf(poor));
  const run = await begin();
  while ((await now(run)).pass === 1) await carryOn(run, stripe);
  await earn(other);
  const next = await begin();
  expect(next.id).toBeGreaterThan(run.id);
  // The job that carried the old one on finds that it is over.
  const { endedAt, step } = await now(run);
  await carryOn(run);
  expect(await now(run)).toMatchObject({ endedAt, step });
  await runJobs(stage);
  expect(await now(next)).toMatchObject({ lookedCount: OTHERS + 3, decidedCount: 2 });
  expect(await unpaid()).toBe(0);
});

test("goes past one who cannot be paid, comes back to them at its end, and waits there", async () => {
  await earn(...creators);
  const [poor] = creators;
  if (poor === undefined) throw new Error("nobody");
  const stripe = deafAbout(await stage.accountOf(poor));
  const run = await begin();
  for (let part = 0; part < 3; part++) await carryOn(run, stripe);
  expect(await now(run)).toMatchObject({ pass: 2, lookedCount: OTHERS + 3, decidedCount: 2, endedAt: null });
  const again = async () => {
    for (let part = 0; part < 3; part++) await carryOn(run, stripe);
  };
  await expect(again()).rejects.toThrow("no answer");
  expect(await now(run)).toMatchObject({ endedAt: null, decidedCount: 2 });
  // The last try goes on without them, and says so.
  while ((await now(run)).endedAt === null) await carryOn(run, stripe, true);
  expect(await now(run)).toMatchObject({ failedCount: 1, decidedCount: 2 });
  expect(await unpaid()).toBe(1);
  await stage.runPayouts();
  expect(await unpaid()).toBe(0);
});

test("waits where Stripe is away, and has not moved then", async () => {
  await stage.deps.db.delete(payoutAccounts).where(notInArray(payoutAccounts.userId, [...creators]));
  await earn(...creators);
  const run = await begin();
  const away = deafAbout(...(await Promise.all(creators.map(stage.accountOf))));
  await expect(carryOn(run, away)).rejects.toThrow("no answer");
  expect(await now(run)).toMatchObject({ step: 0, lookedCount: 0, endedAt: null });
  while ((await now(run)).endedAt === null) await carryOn(run);
  expect(await now(run)).toMatchObject({ lookedCount: 3, decidedCount: 3, failedCount: 0 });
  expect(await unpaid()).toBe(0);
});
