// Free exchange tickets: the house issues them, each redeems one thing, and the rest expire. No coin and no money moves with them, and
// a creator whose thing is redeemed earns nothing: that it was is in the books under their name.

import { EXCHANGE_UNIT } from "../../../shared/schema/money.ts";
import type { Account } from "../accounts.ts";
import type { LedgerTransaction } from "../ledger.ts";
import { BY_US, credit, debit, house } from "./entry.ts";

const ISSUED = house("exchange-issued", EXCHANGE_UNIT);

export function exchangeTicketsOf(userId: string): Account {
  return { kind: "exchange-tickets", owner: userId, unit: EXCHANGE_UNIT };
}

export function redeemedOf(creatorId: string): Account {
  return { kind: "exchange-redeemed", owner: creatorId, unit: EXCHANGE_UNIT };
}

export function exchangeIssued(key: string, userId: string, count: number): LedgerTransaction {
  const entries = [debit(ISSUED, count), credit(exchangeTicketsOf(userId), count)];
  return { key, kind: "exchange.issued", entries, ...BY_US };
}

/** One ticket goes for one thing of the creator's. */
export function exchangeRedeemed({
  key,
  userId,
  creatorId,
}: {
  readonly key: string;
  readonly userId: string;
  readonly creatorId: string;
}): LedgerTransaction {
  const entries = [debit(exchangeTicketsOf(userId), 1), credit(redeemedOf(creatorId), 1)];
  return { key, kind: "exchange.redeemed", entries, ...BY_US };
}

/** Tickets go unredeemed: they expired, or their account was closed. */
export function exchangeLost(
  key: string,
  kind: "exchange.expired" | "exchange.forfeited",
  userId: string,
  count: number,
): LedgerTransaction {
  const entries = [debit(exchangeTicketsOf(userId), count), credit(ISSUED, count)];
  return { key, kind, entries, ...BY_US };
}
