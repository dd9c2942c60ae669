// A run pays all creators what has matured, some of them in each job, so that it takes as long as it takes, and whoever is killed leaves
// it where it was. One who could not be paid holds up nobody: when all were looked at, the run goes over them once more, and waits then.

import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { payCreator } from "./pay-creator.ts";
import {
  addDecided,
  endRun,
  findOpenRun,
  findRun,
  insertRun,
  moveRun,
  type PayoutRunRecord,
} from "./run-store.ts";
import { listReadyUsers } from "./store.ts";

const USERS_PER_JOB_MAX = 50;
/** So many who could not be paid one after the other: it is not they, it is Stripe or the network. */
const FAILURES_IN_A_ROW_MAX = 3;
/** The first looks at everybody, the second waits for those who could not be paid. */
const PASSES = 2;
/** A run that did not move for so long may have lost its job. */
const STILL_MS = 60_000;
/** And one that did not move for so long is given up: creators it looked at may have more by now. */
const STALE_MS = 24 * 60 * 60_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe" | "enqueue">;

/**
 * Begins a run, or answers the one that is under way; it goes on where it stood. One that only waits for those who could not be paid is
 * ended for the new one, which looks at them, too: it may wait for days, and all others would be left out meanwhile.
 */
export async function beginPayoutRun(
  tx: DbOrTx,
  { nowMs, enqueue }: Pick<Deps, "nowMs" | "enqueue">,
): Promise<PayoutRunRecord> {
  await lockInTransaction(tx, "payoutRuns");
  const at = new Date(nowMs());
  const open = await findOpenRun(tx);
  if (open !== null) {
    const stillMs = at.getTime() - open.movedAt.getTime();
    if (open.pass === 1 && stillMs < STALE_MS) {
      // Where it has a job after all, one of the two finds that the other was here.
      if (stillMs >= STILL_MS) await enqueue(tx, "money.pay-out", { run: open.id });
      return open;
    }
    await endRun(tx, open.id, at);
  }
  const run = await insertRun(tx, at);
  await enqueue(tx, "money.pay-out", { run: run.id });
  return run;
}

/**
 * The next part of a run; `number` null: it is time for one. Throws where it has to wait, which a job does by failing; on its last try it
 * goes on without those it could not pay: they are paid by the next run.
 */
export async function carryOnPayoutRun(
  deps: Deps,
  { number, isLastTry }: { readonly number: number | null; readonly isLastTry: boolean },
): Promise<void> {
  if (deps.stripe === null) return;
  if (number === null) {
    await deps.db.transaction((tx) => beginPayoutRun(tx, deps));
    return;
  }
  const run = await findRun(deps.db, number);
  if (run === null || run.endedAt !== null) return;
  const part = await payPart(deps, run, isLastTry);
  const isPassOver = part.lookedCount < USERS_PER_JOB_MAX;
  const failedCount = run.failedCount + part.failedCount;
  const isOver = isPassOver && (failedCount === 0 || run.pass === PASSES);
  const isNextPass = isPassOver && !isOver;
  const at = new Date(deps.nowMs());
  await deps.db.transaction(async (tx) => {
    const hasMoved = await moveRun(tx, run, {
      afterUserId: isPassOver ? "" : part.lastUserId,
      pass: isNextPass ? run.pass + 1 : run.pass,
      failedCount: isNextPass ? 0 : failedCount,
      lookedCount: run.lookedCount + (run.pass === 1 ? part.lookedCount : 0),
      movedAt: at,
      endedAt: isOver ? at : null,
    });
    await addDecided(tx, run.id, part.decidedCount);
    if (hasMoved && !isOver) await deps.enqueue(tx, "money.pay-out", { run: run.id });
  });
}

type Part = {
  readonly lookedCount: number;
  readonly lastUserId: string;
  readonly decidedCount: number;
  readonly failedCount: number;
};

async function payPart(deps: Deps, run: PayoutRunRecord, isLastTry: boolean): Promise<Part> {
  const userIds = await listReadyUsers(deps.db, run.afterUserId, USERS_PER_JOB_MAX);
  const inARowMax = run.pass === 1 ? FAILURES_IN_A_ROW_MAX : 1;
  let decidedCount = 0;
  let failedCount = 0;
  let inARow = 0;
  for (const userId of userIds)
    try {
      const decided = await payCreator(deps, userId);
      decidedCount += decided;
      // Of those who have nothing to be paid Stripe was not asked.
      if (decided > 0) inARow = 0;
    } catch (error) {
      failedCount++;
      inARow++;
      if (inARow < inARowMax || isLastTry) continue;
      await addDecided(deps.db, run.id, decidedCount);
      throw error;
    }
  return { lookedCount: userIds.length, lastUserId: userIds.at(-1) ?? "", decidedCount, failedCount };
}
