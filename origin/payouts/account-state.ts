// A creator's account at Stripe, by what Stripe says of it. Pure.

/**
 * "begun": its owner has not told Stripe all it asks. "ready": it can be paid. "restricted": Stripe wants more of them, or looks at
 * what they gave. "gone": Stripe has no such account any more.
 */
export type AccountState = "begun" | "ready" | "restricted" | "gone";

/** What Stripe says of an account; null: it knows none, or none that is ours. */
export type AccountFacts = {
  readonly isSubmitted: boolean;
  /** Whether money can be sent to it, and on from there to a bank. */
  readonly canBePaid: boolean;
  /** What Stripe waits for. */
  readonly missingCount: number;
} | null;

export function accountStateOf(facts: AccountFacts): AccountState {
  if (facts === null) return "gone";
  if (facts.canBePaid) return "ready";
  return facts.isSubmitted ? "restricted" : "begun";
}
