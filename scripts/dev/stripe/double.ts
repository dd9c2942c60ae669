// The double: books, a clock that can be put forward, and transactions on them. Everything it knows is in the books; what it does
// is in objects/. It lacks what Hiroba does not use: saved cards, subscriptions, invoices, coupons, direct and destination charges,
// exchange of currencies, automatic payouts, several webhooks (events of connected accounts come to the one there is), API v2.

import type { NowMs } from "../../../shared/clock.ts";
import type { Rng } from "../../../shared/rng.ts";
import { settingsOf } from "./books/settings.ts";
import type { Books } from "./books/tables.ts";
import { beginWork, type Change, commit, type Work } from "./books/work.ts";
import { dueAt, happen } from "./passing-time.ts";
import { StripeApiError } from "./wire/stripe-error.ts";

/** So many happenings may follow from one another before it is a fault of ours. */
const ROUNDS_MAX = 100;

export type Double = {
  /** The double's own time: the machine's, and what it was put forward by. */
  nowMs(): number;
  /** Runs on the books and commits. What throws leaves nothing behind, but for a refusal that says its work stays. */
  transact<T>(
    run: (work: Work) => T,
    of?: { readonly owner?: string; readonly request?: Work["request"] },
  ): T;
  /** Lets happen what is due by now, each at its own time. */
  passTime(): void;
  readonly books: Books;
};

/** Makes a double on books, which it alone writes from now on. */
export function createDouble(options: {
  readonly books: Books;
  readonly nowMs: NowMs;
  readonly rng: Rng;
  readonly publicUrl: () => string;
  /** Told of every change, after it was made. */
  readonly changed: (changes: readonly Change[]) => void;
}): Double {
  const { books, rng } = options;

  function work(nowMs: number, owner = "", request: Work["request"] = null): Work {
    return beginWork(books, { nowMs, rng, owner, request, publicUrl: options.publicUrl() });
  }
  const nowMs = (): number => options.nowMs() + settingsOf(work(0)).clockAheadS * 1000;

  function run<T>(on: Work, action: (work: Work) => T): T {
    let isKept = false;
    try {
      const result = action(on);
      isKept = true;
      return result;
    } catch (error) {
      isKept = error instanceof StripeApiError && error.refusal.keepsWork === true;
      throw error;
    } finally {
      if (isKept) options.changed(commit(books, on));
    }
  }

  return {
    books,
    nowMs,
    transact: (action, { owner, request } = {}) => run(work(nowMs(), owner, request), action),
    passTime() {
      const untilS = Math.floor(nowMs() / 1000);
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        const due = dueAt(books, untilS);
        if (due.length === 0) return;
        for (const one of due) run(work(one.atS * 1000, one.owner), (on) => happen(on, one));
      }
      throw new Error(`after ${ROUNDS_MAX} rounds something is still due`);
    },
  };
}
