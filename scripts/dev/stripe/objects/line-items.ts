// A session's lines: each a price times a quantity, in the session's currency, with the one tax of the double if it is asked for.

import * as z from "zod";
import { taxOf } from "../books/currency.ts";
import type { LineItem, Price } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { text, wholeNumber } from "../wire/params.ts";
import { invalid } from "../wire/stripe-error.ts";
import { createPrice, inlinePrice, withoutOptions } from "./products.ts";

const QUANTITY_MAX = 999_999;

export const newLine = z.strictObject({
  price: text.optional(),
  price_data: inlinePrice.optional(),
  quantity: wholeNumber
    .refine((value) => value >= 1 && value <= QUANTITY_MAX, `must be from 1 to ${QUANTITY_MAX}`)
    .optional(),
});

export type Totals = { readonly subtotal: number; readonly tax: number; readonly total: number };

/** Makes the lines. Throws StripeApiError for a price that is unknown, inactive, or not of this currency. */
export function makeLines(
  work: Work,
  wanted: readonly z.infer<typeof newLine>[],
  options: { readonly currency: string | undefined; readonly isTaxed: boolean },
): { readonly currency: string; readonly lines: readonly LineItem[] } {
  let currency = options.currency;
  const lines = wanted.map((line, at) => {
    const price = priceOf(work, line, `line_items[${at}]`);
    currency ??= price.currency;
    return makeLine(work, inCurrency(price, currency, at), line.quantity ?? 1, options.isTaxed);
  });
  return { currency: currency ?? "", lines };
}

/** Sums of lines of one currency, in its smallest unit. */
export function totalsOf(lines: readonly LineItem[]): Totals {
  const sum = (pick: (line: LineItem) => number) => lines.reduce((total, line) => total + pick(line), 0);
  return {
    subtotal: sum((line) => line.amount_subtotal),
    tax: sum((line) => line.amount_tax),
    total: sum((line) => line.amount_total),
  };
}

function priceOf(work: Work, line: z.infer<typeof newLine>, param: string): Price {
  if ((line.price === undefined) === (line.price_data === undefined))
    throw invalid(
      `You must specify either \`price\` or \`price_data\`, and not both.`,
      param,
      "parameter_missing",
    );
  if (line.price_data !== undefined) return createPrice(work, line.price_data, true);
  const price = work.need("price", line.price ?? "", `${param}[price]`);
  if (!price.active)
    throw invalid(
      "The price specified is inactive. This field only accepts active prices.",
      `${param}[price]`,
      "price_inactive",
    );
  return price;
}

function inCurrency(price: Price, currency: string, at: number): Price {
  const option = price.currency_options[currency];
  if (option === undefined)
    throw invalid(
      `The price specified only supports \`${Object.keys(price.currency_options).join("`, `")}\`. This doesn't match the expected currency: \`${currency}\`.`,
      `line_items[${at}][price]`,
    );
  return { ...price, ...option, currency, tax_behavior: option.tax_behavior };
}

function makeLine(work: Work, price: Price, quantity: number, isTaxed: boolean): LineItem {
  const subtotal = (price.unit_amount ?? 0) * quantity;
  const { tax, isInclusive } = taxOf(subtotal, price.currency, price.tax_behavior);
  return {
    id: work.newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: subtotal,
    amount_tax: isTaxed ? tax : 0,
    amount_total: isTaxed && !isInclusive ? subtotal + tax : subtotal,
    currency: price.currency,
    description: work.find("product", price.product)?.name ?? null,
    metadata: {},
    price: withoutOptions(price),
    quantity,
  };
}
