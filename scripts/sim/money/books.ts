// The ledger in memory, as the database keeps it: append-only, once by key, no overdraft.

import { type Account, accountId, holdingOf } from "../../../origin/money/accounts.ts";
import {
  balanceAfter,
  checkTransaction,
  type LedgerTransaction,
  overdraftOf,
} from "../../../origin/money/ledger.ts";
import { type BalanceLine, balanceLineOf } from "../../../origin/money/reconcile.ts";

export class Books {
  readonly #balances = new Map<string, number>();
  readonly #accounts = new Map<string, Account>();
  readonly #keys = new Set<string>();
  readonly #lines: BalanceLine[] = [];
  readonly #isOnce: boolean;

  constructor(isOnce: boolean) {
    this.#isOnce = isOnce;
  }

  /** "known": it is in the books already. Throws what the rules throw for a transaction that is none. */
  post(transaction: LedgerTransaction): "posted" | "known" | "overdrawn" {
    if (this.#isOnce && this.#keys.has(transaction.key)) return "known";
    const entries = checkTransaction(transaction);
    if (overdraftOf(this.#balances, entries) !== null) return "overdrawn";
    for (const entry of entries) {
      this.#balances.set(accountId(entry), balanceAfter(this.#balances, entry));
      this.#accounts.set(accountId(entry), entry);
    }
    this.#keys.add(transaction.key);
    const line = balanceLineOf(transaction);
    if (line !== null) this.#lines.push(line);
    return "posted";
  }

  /** What is in an account. */
  holding(account: Account): number {
    return holdingOf(account.kind, this.#balances.get(accountId(account)) ?? 0);
  }

  /** Of all owners together. */
  total({ kind, unit }: Pick<Account, "kind" | "unit">): number {
    return [...this.#accounts.values()]
      .filter((account) => account.kind === kind && account.unit === unit)
      .reduce((sum, account) => sum + this.holding(account), 0);
  }

  /** What they say of Stripe's balance. */
  balanceLines(): readonly BalanceLine[] {
    return this.#lines;
  }

  /** Every account there is, with what is in it. */
  all(): { account: Account; balance: number }[] {
    return [...this.#accounts].map(([id, account]) => ({ account, balance: this.#balances.get(id) ?? 0 }));
  }
}
