// The form of tickets: what stands in its fields, and what that comes to for the API. Local times are those of the event's zone.
// Pure.

import { amountText, readAmount } from "../../../shared/amount-text.ts";
import { instantOf, localMsAt } from "../../../shared/calendar/time-zone.ts";
import {
  type CreateTicketType,
  TICKET_TYPE_NAME_MAX_CHARS,
  TICKETS_PER_TYPE_MAX,
  TICKETS_PER_USER_DEFAULT,
  TICKETS_PER_USER_MAX,
  type TicketType,
} from "../../../shared/schema/event-ticket.ts";
import type { Currency, Prices } from "../../../shared/schema/money.ts";
import { fromField, numberOf, toField } from "../components/field-text.ts";
import { CURRENCIES } from "../money/currency.ts";

export type TypeDraft = {
  readonly name: string;
  /** As they are typed; "" where it is not sold in that currency. */
  readonly prices: Readonly<Record<Currency, string>>;
  readonly ticketsMax: string;
  readonly perUserMax: string;
  /** `2026-12-04T20:00`, or "". */
  readonly from: string;
  readonly until: string;
  readonly isTransferable: boolean;
  readonly isByInvitation: boolean;
};
export type TypeField = "name" | "ticketsMax" | "perUserMax" | "from" | "until" | Currency;
const NO_PRICES = Object.fromEntries(CURRENCIES.map((currency) => [currency, ""])) as Record<
  Currency,
  string
>;

export function newTypeDraft(): TypeDraft {
  return {
    name: "",
    prices: NO_PRICES,
    ticketsMax: "",
    perUserMax: String(TICKETS_PER_USER_DEFAULT),
    from: "",
    until: "",
    isTransferable: true,
    isByInvitation: false,
  };
}

export function typeDraftOf(type: TicketType, timeZone: string): TypeDraft {
  const local = (iso: string | null) => (iso === null ? "" : toField(localMsAt(timeZone, Date.parse(iso))));
  const priceOf = (currency: Currency) => {
    const amount = type.prices?.[currency];
    return amount === undefined ? "" : amountText(amount, currency);
  };
  return {
    name: type.name,
    prices: { ...NO_PRICES, ...Object.fromEntries(CURRENCIES.map((each) => [each, priceOf(each)])) },
    ticketsMax: type.ticketsMax === null ? "" : String(type.ticketsMax),
    perUserMax: String(type.perUserMax),
    from: local(type.salesFrom),
    until: local(type.salesUntil),
    isTransferable: type.isTransferable,
    isByInvitation: type.isByInvitation,
  };
}

/** The fields for the API, or those of the form that are wrong. */
export function readTypeDraft(
  draft: TypeDraft,
  timeZone: string,
): { readonly fields: CreateTicketType } | { readonly wrong: ReadonlySet<TypeField> } {
  const wrong = new Set<TypeField>();
  const name = draft.name.trim();
  if (name === "" || name.length > TICKET_TYPE_NAME_MAX_CHARS) wrong.add("name");
  const ticketsMax = numberOf(draft.ticketsMax, 1, TICKETS_PER_TYPE_MAX);
  if (ticketsMax === undefined) wrong.add("ticketsMax");
  const perUserMax = numberOf(draft.perUserMax, 1, TICKETS_PER_USER_MAX);
  if (perUserMax == null) wrong.add("perUserMax");
  const times = { from: draft.from, until: draft.until };
  const [salesFrom, salesUntil] = (["from", "until"] as const).map((field) => {
    const read = instantOfField(times[field], timeZone);
    if (read === undefined) wrong.add(field);
    return read ?? null;
  });
  if (salesFrom != null && salesUntil != null && salesUntil <= salesFrom) wrong.add("until");
  const prices = readPrices(draft.prices, wrong);
  if (wrong.size > 0 || perUserMax == null) return { wrong };
  return {
    fields: {
      name,
      prices,
      ticketsMax: ticketsMax ?? null,
      perUserMax,
      salesFrom: salesFrom ?? null,
      salesUntil: salesUntil ?? null,
      isTransferable: draft.isTransferable,
      isByInvitation: draft.isByInvitation,
    },
  };
}

/** Null: there is none, they are free. */
function readPrices(typed: TypeDraft["prices"], wrong: Set<TypeField>): Prices | null {
  const prices: { -readonly [Each in Currency]?: number } = {};
  for (const currency of CURRENCIES) {
    if (typed[currency].trim() === "") continue;
    const amount = readAmount(typed[currency], currency);
    if (amount === null) wrong.add(currency);
    else prices[currency] = amount;
  }
  return Object.keys(prices).length === 0 ? null : prices;
}

/** ISO in UTC, which sorts as text; null: nothing was said; undefined: it is no time. */
function instantOfField(text: string, timeZone: string): string | null | undefined {
  if (text === "") return null;
  const localMs = fromField(text);
  return localMs === null ? undefined : new Date(instantOf(timeZone, localMs)).toISOString();
}
