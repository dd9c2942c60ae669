// What part of a sale the creator earns. Rules are added and never changed, so that what was earned when can be explained later. Pure.

import type * as z from "zod";
import { MATURES_AFTER_DAYS, type saleSchema } from "../../shared/schema/payout.ts";

export type SharedSale = z.infer<typeof saleSchema>;

export type ShareRule = {
  /** Later rules have larger ones. */
  readonly id: number;
  readonly sale: SharedSale;
  /** Null: it is for everybody who has no rule of their own. */
  readonly userId: string | null;
  /** 0 to 100. */
  readonly sharePercent: number;
  /** Inclusive. */
  readonly fromMs: number;
};

/** Until an operator decides otherwise. */
export const SHARE_DEFAULT_PERCENT: Readonly<Record<SharedSale, number>> = {
  store: 70,
  gift: 50,
  ticket: 80,
};

const DAY_MS = 24 * 60 * 60_000;
export const MATURES_AFTER_MS: Readonly<Record<SharedSale, number>> = {
  store: MATURES_AFTER_DAYS.store * DAY_MS,
  gift: MATURES_AFTER_DAYS.gift * DAY_MS,
  ticket: MATURES_AFTER_DAYS.ticket * DAY_MS,
};

/**
 * The creator's percent of what is sold at `atMs`. Their own rules come before everybody's; of those that hold, the one that began last,
 * and of those that began together the one that was added last.
 */
export function sharePercentAt(
  rules: readonly ShareRule[],
  sale: SharedSale,
  userId: string,
  atMs: number,
): number {
  const holding = rules.filter((rule) => rule.sale === sale && rule.fromMs <= atMs);
  const newest = (of: string | null) =>
    holding
      .filter((rule) => rule.userId === of)
      .toSorted((a, b) => b.fromMs - a.fromMs || b.id - a.id)
      .at(0);
  return (newest(userId) ?? newest(null))?.sharePercent ?? SHARE_DEFAULT_PERCENT[sale];
}
