// Stripe Connect as payouts use it: accounts of creators, pages on which they finish them, and transfers. What it answers leaves here in
// our words.

import Stripe from "stripe";
import { asObject, movedOf } from "../money/stripe-answers.ts";
import type { AccountFacts } from "./account-state.ts";
import { type Refusal, type TransferFacts, transferKey } from "./payout-life.ts";

/** Transfers of one payout, or reversals of one transfer, that are looked at. */
const LOOKED_AT_MAX = 100;

/** How it says that there is no such account, or that it is ours no more. */
const NOT_OURS: ReadonlySet<string> = new Set(["account_invalid", "resource_missing"]);

export type NewAccount = {
  readonly userId: string;
  /** ISO 3166-1, two letters; null: where the house is. */
  readonly country: string | null;
  /** The account at Stripe they had before; null: none. */
  readonly insteadOf: string | null;
};
export type Transfer = {
  readonly payoutId: string;
  readonly attempt: number;
  readonly accountId: string;
  readonly currency: string;
  readonly amount: number;
};

export function connectCalls(stripe: Stripe) {
  return {
    /** Makes an account for a creator; asked again, it is the same one. */
    async createAccount({ userId, country, insteadOf }: NewAccount): Promise<string> {
      const { id } = await stripe.accounts.create(
        {
          controller: {
            fees: { payer: "application" },
            losses: { payments: "application" },
            requirement_collection: "stripe",
            stripe_dashboard: { type: "express" },
          },
          capabilities: { transfers: { requested: true } },
          metadata: { user: userId },
          ...(country === null ? {} : { country }),
        },
        { idempotencyKey: `account-${userId}-${country ?? "home"}-${insteadOf ?? "first"}` },
      );
      return id;
    },

    /** The page on which its owner tells Stripe what it asks: good once, and for minutes. */
    async onboardingPage(
      accountId: string,
      { returnUrl, refreshUrl }: { readonly returnUrl: string; readonly refreshUrl: string },
    ): Promise<string> {
      const { url } = await stripe.accountLinks.create({
        account: accountId,
        type: "account_onboarding",
        return_url: returnUrl,
        refresh_url: refreshUrl,
      });
      return url;
    },

    /** Where its owner sees what came and what went to their bank. */
    async dashboardPage(accountId: string): Promise<string> {
      return (await stripe.accounts.createLoginLink(accountId)).url;
    },

    /** What it says of an account now; null: there is none, or it is ours no more. */
    async accountFacts(accountId: string): Promise<AccountFacts> {
      try {
        const account = await stripe.accounts.retrieve(accountId);
        const { details_submitted, payouts_enabled, capabilities, requirements } = account;
        return {
          isSubmitted: details_submitted,
          canBePaid: payouts_enabled && capabilities?.transfers === "active",
          missingCount: requirements?.currently_due?.length ?? 0,
        };
      } catch (error) {
        // A key of ours that may not look is refused, too: that says nothing of the account.
        if (!isRefusal(error) || !NOT_OURS.has(error.code ?? "")) throw error;
        return null;
      }
    },

    /** Sends a payout, once for each attempt. What it is refused with, else what became of it. */
    async transfer(sent: Transfer): Promise<TransferFacts | Refusal> {
      const { payoutId, attempt, accountId, currency, amount } = sent;
      try {
        const transfer = await stripe.transfers.create(
          {
            amount,
            currency,
            destination: accountId,
            transfer_group: payoutId,
            metadata: { payout: payoutId },
            expand: ["balance_transaction"],
          },
          { idempotencyKey: transferKey(payoutId, attempt) },
        );
        return factsOf(stripe, transfer);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const code = error.code ?? "refused";
        return { for: code === "balance_insufficient" ? "balance" : "account", code };
      }
    },

    /** What it says of a payout's transfer; null: it has made none. `transferId`: what it is called there, where that is known. */
    async transferOf(payoutId: string, transferId: string | null): Promise<TransferFacts | null> {
      const expand = "balance_transaction";
      if (transferId !== null)
        return factsOf(stripe, await stripe.transfers.retrieve(transferId, { expand: [expand] }));
      const { data } = await stripe.transfers.list({
        transfer_group: payoutId,
        limit: LOOKED_AT_MAX,
        expand: [`data.${expand}`],
      });
      // The first that is ours: what somebody adds to the group by hand is told by reconciliation.
      const transfer = data.findLast(({ metadata }) => metadata["payout"] === payoutId);
      return transfer === undefined ? null : factsOf(stripe, transfer);
    },
  };
}

async function factsOf(stripe: Stripe, transfer: Stripe.Transfer): Promise<TransferFacts> {
  const gone = movedOf(transfer, asObject(transfer.balance_transaction));
  // Comes with the transfer: whoever asks tries again.
  if (gone === null) throw new Error(`Stripe has not settled ${transfer.id} yet`);
  return {
    stripeId: transfer.id,
    gone,
    returns: transfer.amount_reversed === 0 ? [] : await returnsOf(stripe, transfer.id),
  };
}

async function returnsOf(stripe: Stripe, transferId: string): Promise<TransferFacts["returns"]> {
  const { data } = await stripe.transfers.listReversals(transferId, {
    limit: LOOKED_AT_MAX,
    expand: ["data.balance_transaction"],
  });
  return data.toReversed().flatMap((reversal) => {
    const back = movedOf(reversal, asObject(reversal.balance_transaction));
    return back === null ? [] : [{ stripeId: reversal.id, back }];
  });
}

function isRefusal(error: unknown): error is Stripe.errors.StripeError {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripePermissionError
  );
}
