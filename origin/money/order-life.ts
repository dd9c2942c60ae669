// The life of an order, from the Checkout page to the end, by what Stripe says of it. An order goes where Stripe's answer takes it
// from wherever it is: the same answer again changes nothing, and an older one cannot take it back. Pure.

/**
 * "open": its page can be paid. "processing": the buyer is done and the money is still to come. "paid": it came. "closed": it
 * cannot come any more, which Stripe alone decides.
 */
export type OrderState = "open" | "processing" | "paid" | "closed";

/** What Stripe says of a Checkout session, in its words. */
export type SessionFacts = {
  readonly status: "open" | "complete" | "expired";
  readonly isPaid: boolean;
  /** The buyer was done, and then the money did not come: a delayed payment that failed. */
  readonly isFailed: boolean;
};

export type OrderStep = {
  readonly state: OrderState;
  /** What is to be done now, once. */
  readonly effect: "nothing" | "deliver" | "refund" | "give-back";
};

/**
 * `deliver`: hand over what was bought. `give-back`: what was held for it is free again. `refund`: it was paid after all when what
 * was held had been given back.
 */
export function stepOrder(state: OrderState, session: SessionFacts): OrderStep {
  if (state === "paid") return { state, effect: "nothing" };
  if (session.isPaid) return { state: "paid", effect: state === "closed" ? "refund" : "deliver" };
  if (state === "closed") return { state, effect: "nothing" };
  if (session.status === "expired" || session.isFailed) return { state: "closed", effect: "give-back" };
  return { state: session.status === "complete" ? "processing" : state, effect: "nothing" };
}

/** Whether its page is to be closed: what it holds was held for long enough. */
export function isHoldOver(
  { state, holdUntilMs }: { readonly state: OrderState; readonly holdUntilMs: number },
  nowMs: number,
): boolean {
  return state === "open" && nowMs >= holdUntilMs;
}
