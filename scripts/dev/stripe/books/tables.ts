// What the double knows, table by table: Stripe's own types with ids where Stripe would expand, and beside them what Stripe keeps
// to itself. Every table is bounded; the oldest is forgotten first.

import type Stripe from "stripe";
import type { Weather } from "../webhooks/plan.ts";
import type { PaymentMethodType } from "./currency.ts";
import type { DueKind } from "./due.ts";

/** T as it is kept: what may be expanded is an id. */
type Kept<T, K extends keyof T> = Omit<T, K> & { [P in K]: Extract<T[P], string | null | undefined> };

export type Product = Stripe.Product;
/** Decimals are strings on the wire. */
export type Price = Omit<Kept<Stripe.Price, "product">, "unit_amount_decimal" | "currency_options"> & {
  unit_amount_decimal: string | null;
  currency_options: Readonly<
    Record<string, { unit_amount: number; unit_amount_decimal: string; tax_behavior: string }>
  >;
};
export type Customer = Stripe.Customer;
export type Session = Kept<Stripe.Checkout.Session, "payment_intent" | "customer">;
export type LineItem = Omit<Stripe.LineItem, "price"> & { price: Omit<Price, "currency_options"> };
export type PaymentIntent = Kept<Stripe.PaymentIntent, "latest_charge" | "customer" | "payment_method">;
export type Charge = Kept<Stripe.Charge, "balance_transaction" | "payment_intent" | "customer">;
export type Refund = Kept<Stripe.Refund, "balance_transaction" | "charge" | "payment_intent">;
export type Dispute = Kept<Stripe.Dispute, "charge" | "payment_intent">;
export type BalanceTransaction = Kept<Stripe.BalanceTransaction, "source">;
export type Account = Stripe.Account;
export type Transfer = Kept<
  Stripe.Transfer,
  "balance_transaction" | "destination" | "destination_payment" | "source_transaction"
>;
export type TransferReversal = Stripe.TransferReversal;
export type Payout = Kept<Stripe.Payout, "balance_transaction">;
export type Event = Stripe.EventBase;

/** What a session will become when it is paid. */
export type Cart = {
  readonly id: string;
  readonly lines: readonly LineItem[];
  readonly intent: Pick<
    PaymentIntent,
    | "description"
    | "metadata"
    | "receipt_email"
    | "statement_descriptor"
    | "statement_descriptor_suffix"
    | "transfer_group"
  >;
  readonly counterDays: number;
};
/** Which card an intent is being paid with: only its test number says what becomes of it. */
export type Method = {
  readonly id: string;
  readonly type: PaymentMethodType;
  readonly cardNumber: string | null;
  /** How long a convenience store waits for the customer. */
  readonly counterDays: number;
  readonly name: string | null;
  readonly email: string | null;
};
/** Something that happens by itself at a time. */
export type Due = {
  readonly id: string;
  readonly atS: number;
  readonly kind: DueKind;
  readonly target: string;
};
/** An event on its way to the webhook. */
export type Delivery = {
  readonly id: string;
  readonly eventId: string;
  readonly dueAtMs: number;
  readonly attempts: number;
  readonly firstAtMs: number;
};
/** What a key was answered; `answer` is null while its request is being executed. */
export type KeptAnswer = {
  readonly id: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly atS: number;
  readonly answer: { readonly status: number; readonly json: string; readonly requestId: string } | null;
};
export type AccountLink = Stripe.AccountLink & {
  readonly id: string;
  readonly account: string;
  readonly refreshUrl: string;
  readonly returnUrl: string;
};
/** One row: what the control interface changed. */
export type Settings = {
  readonly id: "settings";
  readonly clockAheadS: number;
  readonly weather: Weather;
  /** How many of the next go wrong, and how. */
  readonly declineNext: { readonly count: number; readonly code: string };
  readonly failNextRefunds: { readonly count: number; readonly reason: string };
  readonly failNextPayouts: { readonly count: number; readonly code: string };
  readonly faults: readonly Fault[];
};
/** An API answer that goes wrong: lost after the work was done, refused before it, or slow. */
export type Fault = {
  readonly method: string;
  readonly path: string;
  readonly kind: "lose-answer" | "refuse" | "delay";
  readonly count: number;
  readonly delayMs: number;
};

export type Stored = {
  product: Product;
  price: Price;
  customer: Customer;
  session: Session;
  cart: Cart;
  method: Method;
  payment_intent: PaymentIntent;
  charge: Charge;
  refund: Refund;
  dispute: Dispute;
  balance_transaction: BalanceTransaction;
  account: Account;
  transfer: Transfer;
  transfer_reversal: TransferReversal;
  payout: Payout;
  event: Event;
  due: Due;
  delivery: Delivery;
  answer: KeptAnswer;
  account_link: AccountLink;
  settings: Settings;
};
export type TableName = keyof Stored;

const TABLE_NAMES = [
  "product",
  "price",
  "customer",
  "session",
  "cart",
  "method",
  "payment_intent",
  "charge",
  "refund",
  "dispute",
  "balance_transaction",
  "account",
  "transfer",
  "transfer_reversal",
  "payout",
  "event",
  "due",
  "delivery",
  "answer",
  "account_link",
  "settings",
] as const satisfies readonly TableName[];

/** Of one table: above what a day of development makes, and a bound to memory and to the file. */
export const OBJECTS_MAX = 20_000;

/** `owner` is the connected account whose object it is, "" for the platform's own. */
export type Entry<T extends TableName> = { readonly owner: string; readonly object: Stored[T] };
export type Books = { readonly [T in TableName]: Map<string, Entry<T>> };

/** Books in which nothing happened yet. */
export function emptyBooks(): Books {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, new Map()])) as unknown as Books;
}

/** A file may hold rows of a table that is no more. */
export function isTableName(name: string): name is TableName {
  return (TABLE_NAMES as readonly string[]).includes(name);
}
