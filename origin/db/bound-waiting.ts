// Whoever waits for the database waits for so long and among so many, and is told then, whatever became of it. A transaction that got no
// connection in time is not begun when there is one: nobody waits for it any more.

import type postgres from "postgres";
import { databaseBusy } from "./database-problem.ts";

export type WaitBounds = {
  /** Queries without an answer, and transactions without a connection, of one process at once. */
  readonly waitingMax: number;
  /** Of a transaction for its connection. */
  readonly beginMaxMs: number;
  /** Of a query outside of transactions for its answer. */
  readonly answerMaxMs: number;
};

/** Nearly every caller waits for less (shared/http/internal-client.ts); Postgres itself ends a statement after 15 s. */
export const WAIT_BOUNDS: WaitBounds = { waitingMax: 5_000, beginMaxMs: 10_000, answerMaxMs: 20_000 };

/** The same client, which rejects with Problem DATABASE_BUSY (503) what it cannot do in time. */
export function boundWaiting(sql: postgres.Sql, bounds: WaitBounds): postgres.Sql {
  let waitingCount = 0;

  /** Rejects after so long, unless `work` does something before. What is given up counts until it is really over. */
  async function inTime<T>(work: PromiseLike<T>, maxMs: number, giveUp: () => void): Promise<T> {
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      giveUp();
      reject(databaseBusy());
    }, maxMs);
    return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
  }

  function counted(): () => void {
    if (waitingCount >= bounds.waitingMax) throw databaseBusy();
    waitingCount++;
    let isOver = false;
    return () => {
      if (!isOver) waitingCount--;
      isOver = true;
    };
  }

  async function ask<T>(query: PromiseLike<T>): Promise<T> {
    const over = counted();
    query.then(over, over);
    return inTime(query, bounds.answerMaxMs, () => {});
  }

  /** As drizzle asks: for rows, or at once afterwards for their values alone. The query is sent a moment later. */
  const unsafe = (...args: Parameters<postgres.Sql["unsafe"]>) => {
    const query = sql.unsafe(...args);
    const answer = ask(query);
    const values = () => {
      query.values();
      return answer;
    };
    return Object.assign(answer, { values });
  };

  const begin = async (run: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<unknown> => {
    const over = counted();
    const hasBegun = Promise.withResolvers<void>();
    let isTooLate = false;
    const done = sql.begin((tx) => {
      over();
      if (isTooLate) throw databaseBusy();
      hasBegun.resolve();
      return run(tx);
    });
    done.then(over, over);
    await inTime(Promise.race([hasBegun.promise, done]), bounds.beginMaxMs, () => {
      isTooLate = true;
    });
    return done;
  };

  return new Proxy(sql, {
    get: (target, name) => {
      if (name === "unsafe") return unsafe;
      if (name === "begin") return begin;
      return Reflect.get(target, name);
    },
  });
}
