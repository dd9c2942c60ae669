// Whether a block keeps two people apart. Whoever writes about the two of them asks while holding the lock of the pair, so that
// nothing comes about between them beside a block that is being made.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import { notFound } from "../route-params.ts";
import { listShunsBetween } from "./shun-store.ts";
import { pairOf } from "./store.ts";

/** What is between two people stands still until the transaction ends. */
export async function lockPair(tx: DbOrTx, a: UserId, b: UserId): Promise<void> {
  const { lowId, highId } = pairOf(a, b);
  await lockInTransaction(tx, "relation", `${lowId} ${highId}`);
}

/**
 * Throws USER_BLOCKED (409) when `userId` has blocked the other, and USER_NOT_FOUND (404) when it is the other way round: for
 * them there is no such person.
 */
export async function requireTogether(db: DbOrTx, userId: UserId, otherId: UserId): Promise<void> {
  const blocks = (await listShunsBetween(db, userId, otherId)).filter(({ kind }) => kind === "block");
  if (blocks.some(({ byId }) => byId === userId)) throw ownBlock();
  if (blocks.length > 0) throw notFound("user");
}

/** Whether either has blocked the other. */
export async function areApart(db: DbOrTx, a: UserId, b: UserId): Promise<boolean> {
  return (await listShunsBetween(db, a, b)).some(({ kind }) => kind === "block");
}

/** Whether `userId` wants to be told nothing of the other. */
export async function hasMuted(db: DbOrTx, userId: UserId, otherId: UserId): Promise<boolean> {
  const shuns = await listShunsBetween(db, userId, otherId);
  return shuns.some(({ byId, kind }) => byId === userId && kind === "mute");
}

function ownBlock(): Problem {
  return new Problem({
    status: 409,
    code: "USER_BLOCKED",
    title: "You have blocked this person",
    detail: "Take the block back first: DELETE /v1/me/blocks/{id}.",
  });
}
