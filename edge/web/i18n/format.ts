// Numbers, sizes and times as a language writes them: Intl, made once per language.

import { CURRENCY_DIGITS, type Currency, currencySchema } from "../../../shared/schema/money.ts";
import type { Locale } from "../../../shared/schema/user.ts";

/** As file managers count them, so that a limit of 100 MB reads as one. */
const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

export type Format = {
  number(value: number): string;
  twoDigits(value: number): string;
  bytes(value: number): string;
  /** An amount in the smallest unit of its currency. */
  money(amount: number, currency: Currency): string;
  /** The name of one. */
  currency(currency: Currency): string;
  /** The day and the minute of a time. */
  moment(iso: string): string;
  /** Hours and minutes of milliseconds since the epoch. */
  clock(ms: number): string;
  /** From when until when: the day once when both lie in it. */
  span(fromIso: string, toIso: string): string;
  /** The day without its weekday. */
  date(iso: string): string;
  month(iso: string): string;
  /** A month of the calendar, written `2026-11`. */
  yearMonth(month: string): string;
  day(iso: string): string;
  /** Monday is 0. */
  weekday(index: number): string;
  /** As the clocks of another zone show it. */
  inZone(timeZone: string): Format;
  list(items: readonly string[]): string;
};

/** `timeZone` is a zone of the IANA data base; unset, the browser's own. */
export function createFormat(locale: Locale, timeZone?: string): Format {
  const tag = locale === "ja" ? "ja-JP" : "en-GB";
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = new Intl.NumberFormat(tag);
  const twoDigits = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  const megabytes = new Intl.NumberFormat(tag, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  const kilobytes = new Intl.NumberFormat(tag, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
  const moment = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", ...zone });
  const clock = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", ...zone });
  const date = new Intl.DateTimeFormat(tag, {
    weekday: "short",
    year: "numeric",
    month: "long",
    day: "numeric",
    ...zone,
  });
  const dayOf = new Intl.DateTimeFormat(tag, { year: "numeric", month: "short", day: "numeric", ...zone });
  const month = new Intl.DateTimeFormat(tag, { month: "short", ...zone });
  const yearMonth = new Intl.DateTimeFormat(tag, { year: "numeric", month: "long", timeZone: "UTC" });
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", ...zone });
  const weekday = new Intl.DateTimeFormat(tag, { weekday: "long", timeZone: "UTC" });
  const money = new Map(
    currencySchema.options.map((currency) => [
      currency,
      new Intl.NumberFormat(tag, { style: "currency", currency, currencyDisplay: "narrowSymbol" }),
    ]),
  );
  const currencies = new Intl.DisplayNames(tag, { type: "currency" });
  // Units would stand side by side in Japanese, with nothing between them but a space.
  const list = new Intl.ListFormat(tag, { type: "conjunction", style: "narrow" });
  return {
    number: (value: number) => number.format(value),
    twoDigits: (value: number) => twoDigits.format(value),
    bytes: (value: number) =>
      value >= MEGABYTE ? megabytes.format(value / MEGABYTE) : kilobytes.format(Math.ceil(value / KILOBYTE)),
    money: (amount, currency) =>
      money.get(currency)?.format(amount / 10 ** CURRENCY_DIGITS[currency]) ?? `${amount} ${currency}`,
    currency: (currency) => currencies.of(currency.toUpperCase()) ?? currency.toUpperCase(),
    moment: (iso: string) => moment.format(new Date(iso)),
    clock: (ms: number) => clock.format(ms),
    /** Intl's own range says 11時00分 in Japanese, which nobody writes on a poster. */
    span: (fromIso: string, toIso: string) => {
      const [from, to] = [new Date(fromIso), new Date(toIso)];
      const [firstDay, lastDay] = [date.format(from), date.format(to)];
      return `${firstDay} ${clock.format(from)} – ${firstDay === lastDay ? "" : `${lastDay} `}${clock.format(to)}`;
    },
    date: (iso: string) => dayOf.format(new Date(iso)),
    month: (iso: string) => month.format(new Date(iso)),
    yearMonth: (of) => yearMonth.format(new Date(`${of}-01`)),
    day: (iso: string) => day.format(new Date(iso)),
    weekday: (index) => weekday.format(Date.UTC(2024, 0, 1 + index)),
    inZone: (zone) => createFormat(locale, zone),
    list: (items: readonly string[]) => list.format(items),
  };
}
