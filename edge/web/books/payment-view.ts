// Which payments are looked at, as the page's address says it: sent to somebody, it shows them the same. Whatever else stands there is
// as good as nothing.

import * as z from "zod";
import {
  PAYMENT_SEARCH_MAX_CHARS,
  type PaymentQuery,
  paymentStateSchema,
  paymentTroubleSchema,
} from "../../../shared/schema/books.ts";

export const STATES = ["any", ...paymentStateSchema.options, ...paymentTroubleSchema.options] as const;

export type PaymentView = {
  readonly q: string;
  readonly state: (typeof STATES)[number];
  /** Days, as a date field has them; "" is any. */
  readonly from: string;
  readonly until: string;
};

const daySchema = z.iso.date().catch("");

export function readPaymentView(params: URLSearchParams): PaymentView {
  return {
    q: (params.get("q") ?? "").trim().slice(0, PAYMENT_SEARCH_MAX_CHARS),
    state: STATES.find((each) => each === params.get("state")) ?? "any",
    from: daySchema.parse(params.get("from")),
    until: daySchema.parse(params.get("until")),
  };
}

/** The same in an address: nothing in it that goes without saying. */
export function paymentParams(view: PaymentView): Record<string, string> {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== "" && value !== "any"));
}

/** The same as the API is asked: whole days, by this browser's clock. */
export function queryOf({
  q,
  state,
  from,
  until,
}: PaymentView): Partial<Pick<PaymentQuery, "q" | "state" | "from" | "until">> {
  return {
    ...(q === "" ? {} : { q }),
    ...(state === "any" ? {} : { state }),
    ...(from === "" ? {} : { from: dayBegins(from, 0) }),
    ...(until === "" ? {} : { until: dayBegins(until, 1) }),
  };
}

function dayBegins(day: string, daysLater: number): string {
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + daysLater);
  return at.toISOString();
}
