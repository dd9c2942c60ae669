// The chart of accounts: every place where money or coins can be, and what is true of it. Pure.
//
// A debit is positive, a credit negative, and each transaction sums to zero. What we have (Stripe's balance, the bank) and what it
// cost us grows by debits; what we owe or have earned (coins of users, tickets sold ahead, revenue) by credits.

import { assert } from "../../shared/assert.ts";
import {
  COIN_UNITS,
  type CoinUnit,
  CURRENCY_DIGITS,
  type Currency,
  EXCHANGE_UNIT,
  type ExchangeUnit,
} from "../../shared/schema/money.ts";

/** What an amount counts: the smallest unit of a currency, coins that were paid for or given away, or free exchange tickets. */
export type Unit = Currency | CoinUnit | ExchangeUnit;

type AccountRules = {
  /** On which side a balance is something: the other side would be an overdraft. */
  readonly side: "debit" | "credit";
  /** Whose it is, one account for each; null: the house has one. */
  readonly of: "user" | "event" | "order" | "payout" | null;
  readonly holds: "money" | "coins" | "both" | "exchange";
  /** Whether it may never be overdrawn. The others are the house's: they sum what happened, and are never waited for. */
  readonly guarded: boolean;
};

export const ACCOUNTS = {
  /** What Stripe has of ours. Below zero when refunds and disputes take more than came in. */
  "stripe-clearing": { side: "debit", of: null, holds: "money", guarded: false },
  "stripe-fees": { side: "debit", of: null, holds: "money", guarded: false },
  /** What Stripe sent on to our bank. */
  bank: { side: "debit", of: null, holds: "money", guarded: false },
  /** Between two currencies, where Stripe exchanged what was paid. */
  exchange: { side: "debit", of: null, holds: "money", guarded: false },
  /** Collected for the state. */
  tax: { side: "credit", of: null, holds: "money", guarded: false },
  /** What was paid for coins that nobody has spent yet. */
  "coin-float": { side: "credit", of: null, holds: "money", guarded: false },
  /** What was paid for tickets, until the event is over and it is earned. */
  "event-held": { side: "credit", of: "event", holds: "money", guarded: true },
  "platform-revenue": { side: "credit", of: null, holds: "money", guarded: false },
  "creator-earnings": { side: "credit", of: "user", holds: "both", guarded: true },
  /** Decided for a creator, and not yet in their account at Stripe. */
  "payouts-owed": { side: "credit", of: "payout", holds: "money", guarded: true },
  /** Decided, and not yet confirmed by Stripe. */
  "refunds-owed": { side: "credit", of: "order", holds: "money", guarded: true },
  /** Taken back by a bank until somebody decides. */
  "disputes-held": { side: "debit", of: "order", holds: "money", guarded: true },
  /** Given back though what it was paid for is used up. */
  losses: { side: "debit", of: null, holds: "money", guarded: false },
  coins: { side: "credit", of: "user", holds: "coins", guarded: true },
  /** Against all coins there are: those of users, and those that creators earned. */
  "coins-issued": { side: "debit", of: null, holds: "coins", guarded: false },
  "exchange-tickets": { side: "credit", of: "user", holds: "exchange", guarded: true },
  /** How many were redeemed for a creator's things. They are worth nothing: the creator sees here that they were. */
  "exchange-redeemed": { side: "credit", of: "user", holds: "exchange", guarded: true },
  /** Against all exchange tickets there are: those of users, and those that were redeemed. */
  "exchange-issued": { side: "debit", of: null, holds: "exchange", guarded: false },
} as const satisfies Readonly<Record<string, AccountRules>>;

export type AccountKind = keyof typeof ACCOUNTS;
export type Account = {
  readonly kind: AccountKind;
  /** A user's, an event's, an order's or a payout's id; null for the house's own. */
  readonly owner: string | null;
  readonly unit: Unit;
};

/** An account's name, such as `coins:usr_…:coin` or `tax::jpy`: what it is called in the database. */
export function accountId({ kind, owner, unit }: Account): string {
  return `${kind}:${owner ?? ""}:${unit}`;
}

/** The rules of an account. Throws when there can be no such account: a bug of ours. */
export function rulesOf(account: Account): AccountRules {
  const { kind, owner, unit } = account;
  const rules: AccountRules = ACCOUNTS[kind];
  assert((rules.of === null) === (owner === null), `${accountId(account)} is of ${rules.of ?? "nobody"}`);
  const unitHolds = isCoins(unit) ? "coins" : unit === EXCHANGE_UNIT ? "exchange" : "money";
  assert(rules.holds === "both" || rules.holds === unitHolds, `${kind} holds ${rules.holds}, not ${unit}`);
  return rules;
}

export function isCoins(unit: Unit): unit is CoinUnit {
  return (COIN_UNITS as readonly string[]).includes(unit);
}

/** How much is in an account, seen from the side where it is something. */
export function holdingOf(kind: AccountKind, balance: number): number {
  if (balance === 0) return 0;
  return ACCOUNTS[kind].side === "debit" ? balance : -balance;
}

export const UNITS: readonly Unit[] = [
  ...COIN_UNITS,
  EXCHANGE_UNIT,
  ...(Object.keys(CURRENCY_DIGITS) as Currency[]),
];
