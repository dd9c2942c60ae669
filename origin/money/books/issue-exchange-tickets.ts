// Whoever runs the place gives somebody free exchange tickets, for a reason that is kept.

import { newId } from "../../../shared/schema/ids.ts";
import type { IssueExchangeTickets } from "../../../shared/schema/internal/exchange-tickets.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { OriginDeps } from "../../deps.ts";
import { requireUser } from "../../users/get-user.ts";
import { insertExchangeLot } from "../exchange-store.ts";
import { postTransaction } from "../post-transaction.ts";
import { exchangeIssued } from "../postings/exchange.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Whether it is new: once for each `key`. Throws PLATFORM_ROLE_REQUIRED (403) or USER_NOT_FOUND (404). */
export function issueExchangeTickets(
  { db, nowMs }: Pick<OriginDeps, "db" | "nowMs">,
  by: Operator,
  { key, userId, count, liveDays, reason }: IssueExchangeTickets,
): Promise<boolean> {
  const at = new Date(nowMs());
  const expiresAt = new Date(at.getTime() + liveDays * DAY_MS);
  return db.transaction(async (tx) => {
    await requireOperator(tx, by);
    await requireUser(tx, userId);
    const issued = exchangeIssued(`exchange.issued:${key}`, userId, count);
    const transactionId = await postTransaction(tx, issued, { at, orderId: null });
    if (transactionId === null) return false;
    const id = newId("exchangeLot");
    const lot = { id, userId, issuedCount: count, leftCount: count, issuedAt: at, expiresAt, transactionId };
    await insertExchangeLot(tx, lot);
    const facts = { key, count, expiresAt: expiresAt.toISOString(), reason };
    await recordAudit(tx, { actorId: by, act: "exchange.issue", subject: userId, facts }, at);
    return true;
  });
}
