// Stripe does not answer just now.

import { Problem } from "../../shared/http/problem.ts";

/** PAYMENTS_AWAY (503). `detail`: what becomes of what was asked. */
export function paymentsAway(cause: unknown, detail?: string): Problem {
  return new Problem({
    status: 503,
    code: "PAYMENTS_AWAY",
    title: "The payment service cannot be reached just now",
    ...(detail === undefined ? {} : { detail }),
    cause,
  });
}
