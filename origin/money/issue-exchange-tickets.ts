// The house gives somebody free exchange tickets: an admin does, or whoever runs the server, and it is written into the log.

import { newId, type UserId } from "../../shared/schema/ids.ts";
import type { IssueExchangeTickets } from "../../shared/schema/internal/exchange-tickets.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { OriginDeps } from "../deps.ts";
import { requirePlatformRole } from "../moderation/require-moderator.ts";
import { requireUser } from "../users/get-user.ts";
import { insertExchangeLot } from "./exchange-store.ts";
import { postTransaction } from "./post-transaction.ts";
import { exchangeIssued } from "./postings/exchange.ts";

/**
 * Once for each key: false when it was done before. `actorId` null is whoever runs the server. Throws PLATFORM_ROLE_REQUIRED (403) or
 * USER_NOT_FOUND (404).
 */
export async function issueExchangeTickets(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  actorId: UserId | null,
  { key, userId, count, liveDays, reason }: IssueExchangeTickets,
): Promise<boolean> {
  const at = new Date(deps.nowMs());
  const expiresAt = new Date(at.getTime() + liveDays * 24 * 60 * 60_000);
  return deps.db.transaction(async (tx) => {
    if (actorId !== null) await requirePlatformRole(tx, actorId, "admin");
    await requireUser(tx, userId);
    const issued = exchangeIssued(`exchange.issued:${key}`, userId, count);
    const transactionId = await postTransaction(tx, issued, { at, orderId: null });
    if (transactionId === null) return false;
    const id = newId("exchangeLot");
    const lot = { id, userId, issuedCount: count, leftCount: count, issuedAt: at, expiresAt, transactionId };
    await insertExchangeLot(tx, lot);
    const facts = { key, count, expiresAt: expiresAt.toISOString(), reason };
    await recordAudit(tx, { actorId, act: "exchange.issue", subject: userId, facts }, at);
    return true;
  });
}
