// Writes a line of the audit log, in the transaction of the act that it tells of: neither is ever there without the other.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import { FIRST_HASH, hashOf } from "./chain.ts";
import { findLastEntry, insertAuditEntry } from "./store.ts";

export type AuditAct =
  | "report.claim"
  | "report.release"
  | "report.close"
  | "sanction.create"
  | "sanction.lift"
  | "appeal.file"
  | "appeal.decide"
  | "role.change"
  | "notice.publish"
  | "payment.refund"
  | "refund.retry"
  | "coins.give"
  | "pack.set"
  | "pack.withdraw"
  | "share.set"
  | "exchange.issue"
  | "payouts.run"
  | "coin-value.set";

export type Act = {
  /** Null: whoever runs the server. */
  readonly actorId: UserId | null;
  readonly act: AuditAct;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

/**
 * Acts wait for one another from here to the end of their transactions, so that the log has one order: write it last.
 */
export async function recordAudit(tx: DbOrTx, { facts, ...act }: Act, at: Date): Promise<void> {
  await lockInTransaction(tx, "audit");
  const last = await findLastEntry(tx);
  const line = {
    ...act,
    at,
    facts: JSON.stringify(facts),
    seq: (last?.seq ?? 0) + 1,
    previousHash: last?.hash ?? FIRST_HASH,
  };
  await insertAuditEntry(tx, { ...line, hash: await hashOf(line) });
}
