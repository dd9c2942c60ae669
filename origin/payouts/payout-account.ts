// A creator's account at Stripe: begun by them, finished on Stripe's own page, and then whatever Stripe says of it.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { BeginOnboarding, PayoutAccount } from "../../shared/schema/payout.ts";
import type { OriginDeps } from "../deps.ts";
import { paymentsAway } from "../money/payments-away.ts";
import { requireStripe } from "../money/settle-order.ts";
import { requireUser } from "../users/get-user.ts";
import { accountStateOf } from "./account-state.ts";
import { type AccountRecord, findAccount, updateAccount, upsertAccount } from "./store.ts";

/** However often its owner looks, Stripe is asked about an account no oftener. */
const ASK_AGAIN_MS = 1_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** As it was a second ago at the earliest: who comes back from Stripe's page need not wait for a webhook. */
export async function getPayoutAccount(deps: Deps, userId: UserId): Promise<PayoutAccount> {
  const account = await findAccount(deps.db, userId);
  if (account === null) return { state: "none", missingCount: 0 };
  const isFresh = deps.nowMs() - account.askedAt.getTime() < ASK_AGAIN_MS;
  // Stripe may be away: what we know is told then.
  const { state, missingCount } =
    isFresh || deps.stripe === null ? account : await askAccount(deps, account).catch(() => account);
  return { state, missingCount };
}

/** Asks Stripe, and notes what it says. Throws PAYMENTS_OFF (503), and what Stripe and the database throw. */
export async function askAccount(deps: Deps, account: AccountRecord): Promise<AccountRecord> {
  const facts = await requireStripe(deps).accountFacts(account.stripeId);
  const said = {
    state: accountStateOf(facts),
    missingCount: facts?.missingCount ?? 0,
    askedAt: new Date(deps.nowMs()),
  };
  await updateAccount(deps.db, account, said);
  return { ...account, ...said };
}

/**
 * The address of Stripe's page, good once and for minutes: where they finish their account, also one that is restricted. Throws
 * PAYOUTS_NOT_FOR_GUESTS (403), USER_NOT_FOUND (404), PAYMENTS_OFF or PAYMENTS_AWAY (503).
 */
export async function beginOnboarding(
  deps: Deps,
  userId: UserId,
  { country, returnUrl }: BeginOnboarding,
): Promise<{ url: string }> {
  if ((await requireUser(deps.db, userId)).role === "guest") throw notForGuests();
  const stripe = requireStripe(deps);
  const refreshUrl = new URL(returnUrl);
  // A page that was used, or waited for too long, sends its owner here: the page of ours asks for another.
  refreshUrl.searchParams.set("onboarding", "again");
  return orAway(async () => {
    const { stripeId } = await openAccount(deps, userId, country);
    const url = await stripe.onboardingPage(stripeId, { returnUrl, refreshUrl: refreshUrl.href });
    return { url };
  });
}

/** Where they see at Stripe what came, and what went to their bank. Throws PAYOUT_ACCOUNT_NOT_FOUND (404), and as above (503). */
export async function openDashboard(deps: Deps, userId: UserId): Promise<{ url: string }> {
  const account = await findAccount(deps.db, userId);
  if (account === null || account.state === "begun" || account.state === "gone")
    throw new Problem({
      status: 404,
      code: "PAYOUT_ACCOUNT_NOT_FOUND",
      title: "There is no finished account yet",
      detail: "Finish it first: POST /v1/me/payout-account/onboarding.",
    });
  const stripe = requireStripe(deps);
  return orAway(async () => ({ url: await stripe.dashboardPage(account.stripeId) }));
}

async function openAccount(deps: Deps, userId: UserId, country: string | null): Promise<AccountRecord> {
  const known = await findAccount(deps.db, userId);
  if (known !== null && known.state !== "gone") return known;
  const insteadOf = known?.stripeId ?? null;
  const stripeId = await requireStripe(deps).createAccount({ userId, country, insteadOf });
  const now = new Date(deps.nowMs());
  const begun = { userId, stripeId, state: "begun", missingCount: 0, createdAt: now, askedAt: now } as const;
  await upsertAccount(deps.db, begun, insteadOf);
  const account = await findAccount(deps.db, userId);
  if (account === null) throw new Error(`${userId} has no account though it was opened`);
  return account;
}

async function orAway<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw paymentsAway(cause);
  }
}

function notForGuests(): Problem {
  return new Problem({
    status: 403,
    code: "PAYOUTS_NOT_FOR_GUESTS",
    title: "Guests cannot be paid",
    detail: "Add a way to sign in first: a guest is gone with the browser that knows them.",
  });
}
