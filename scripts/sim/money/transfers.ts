// Stripe's transfers to creators as they look from outside: refused now and then, their answers lost, keys forgotten after a day, and money
// that comes back.

import type { Refusal, TransferFacts } from "../../../origin/payouts/payout-life.ts";
import type { Currency } from "../../../shared/schema/money.ts";
import type { Chance } from "../../fuzz/chance.ts";
import type { FakeStripe } from "./stripe.ts";

type Transfer = {
  readonly stripeId: string;
  readonly payoutId: string;
  readonly currency: Currency;
  readonly amount: number;
  readonly gone: TransferFacts["gone"];
  readonly returns: TransferFacts["returns"][number][];
};

export class FakeTransfers {
  readonly made: Transfer[] = [];
  /** Whether it refuses nothing any more. */
  isWell = false;
  readonly #answers = new Map<string, Transfer | Refusal>();
  readonly #stripe: FakeStripe;
  readonly #chance: Chance;
  #last = 0;

  constructor(stripe: FakeStripe, chance: Chance) {
    this.#stripe = stripe;
    this.#chance = chance;
  }

  /** By its idempotency key: asked again, it answers the same, refusals among it. */
  transfer(
    key: string,
    { payoutId, currency, amount }: Pick<Transfer, "payoutId" | "currency" | "amount">,
  ): TransferFacts | Refusal {
    const known = this.#answers.get(key);
    const answer = known ?? this.#refusal() ?? this.#make(payoutId, currency, amount);
    this.#answers.set(key, answer);
    return "stripeId" in answer ? factsOf(answer) : answer;
  }

  /** The first one for a payout; null: there is none. */
  transferOf(payoutId: string): TransferFacts | null {
    const transfer = this.made.find((one) => one.payoutId === payoutId);
    return transfer === undefined ? null : factsOf(transfer);
  }

  /** A day has passed: whoever shows a key again is somebody new. */
  forgetKeys(): void {
    this.#answers.clear();
  }

  /** Some of what was sent comes back. */
  giveBack(): string | null {
    const transfer = this.made[this.#chance.below(this.made.length)];
    if (transfer === undefined) return null;
    const left = transfer.amount - transfer.returns.reduce((sum, { back }) => sum + back.amount, 0);
    if (left === 0) return null;
    const amount = this.#chance.between(1, left);
    transfer.returns.push({
      stripeId: `trr_${++this.#last}`,
      back: this.#move(transfer.currency, amount, 1),
    });
    return `${amount} of ${transfer.payoutId} come back`;
  }

  #refusal(): Refusal | null {
    if (this.isWell || this.#chance.percent(70)) return null;
    return this.#chance.percent(60)
      ? { for: "balance", code: "balance_insufficient" }
      : { for: "account", code: "insufficient_capabilities_for_transfer" };
  }

  #make(payoutId: string, currency: Currency, amount: number): Transfer {
    const gone = this.#move(currency, amount, -1);
    const transfer = { stripeId: `tr_${++this.#last}`, payoutId, currency, amount, gone, returns: [] };
    this.made.push(transfer);
    return transfer;
  }

  #move(currency: Currency, amount: number, sign: 1 | -1): TransferFacts["gone"] {
    const id = `txn_transfer_${++this.#last}`;
    this.#stripe.balance.push({ id, currency, net: sign * amount });
    return { currency, amount, settled: { balanceTransactionId: id, currency, amount, fee: 0 } };
  }
}

function factsOf({ stripeId, gone, returns }: Transfer): TransferFacts {
  return structuredClone({ stripeId, gone, returns });
}
