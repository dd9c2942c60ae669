// Products and their prices, in one currency or several.

import * as z from "zod";
import type { Price, Product } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import {
  AMOUNT_MAX,
  currency,
  flag,
  list,
  metadata,
  text,
  wholeNumber,
  withMetadata,
} from "../wire/params.ts";
import { invalid } from "../wire/stripe-error.ts";

const taxBehavior = z.enum(["exclusive", "inclusive", "unspecified"]);
const unitAmount = wholeNumber.refine(
  (value) => value >= 0 && value <= AMOUNT_MAX,
  `must be from 0 to ${AMOUNT_MAX}`,
);

const productFields = {
  active: flag.optional(),
  description: text.optional(),
  images: list(text, 8).optional(),
  metadata: metadata.optional(),
  statement_descriptor: text.optional(),
  tax_code: text.optional(),
  unit_label: text.optional(),
  url: text.optional(),
};
export const newProduct = z.strictObject({ ...productFields, id: text.optional(), name: text });
const productChange = z.strictObject({
  ...productFields,
  name: text.optional(),
  default_price: text.optional(),
});
const newPrice = z.strictObject({
  currency,
  unit_amount: unitAmount,
  product: text.optional(),
  product_data: newProduct.optional(),
  currency_options: z
    .record(currency, z.strictObject({ unit_amount: unitAmount, tax_behavior: taxBehavior.optional() }))
    .optional(),
  active: flag.optional(),
  lookup_key: text.optional(),
  metadata: metadata.optional(),
  nickname: text.optional(),
  tax_behavior: taxBehavior.optional(),
});

/** What a session's line may say instead of a price's id. */
export const inlinePrice = z.strictObject({
  currency,
  unit_amount: unitAmount,
  product: text.optional(),
  product_data: newProduct.omit({ id: true }).optional(),
  tax_behavior: taxBehavior.optional(),
});

/** `isKnown`: false for one of a session alone, which no event tells of. Throws StripeApiError (400) when its id is taken. */
export function createProduct(work: Work, params: z.infer<typeof newProduct>, isKnown = true): Product {
  const id = params.id ?? work.newId("prod", 14);
  if (work.find("product", id) !== null)
    throw invalid(`Product already exists: ${id}`, "id", "resource_already_exists");
  const product = work.put("product", {
    id,
    object: "product",
    active: params.active ?? true,
    created: work.nowS,
    default_price: null,
    description: params.description ?? null,
    images: params.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: withMetadata({}, params.metadata),
    name: params.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: params.statement_descriptor ?? null,
    tax_code: params.tax_code ?? null,
    tax_details: null,
    type: "service",
    unit_label: params.unit_label ?? null,
    updated: work.nowS,
    url: params.url ?? null,
  });
  if (isKnown) work.tell("product.created", product);
  return product;
}

/** `isOnce`: a price of a session's own, inactive, of which no event tells. Throws StripeApiError for a product that is not there. */
export function createPrice(work: Work, params: z.infer<typeof newPrice>, isOnce = false): Price {
  if ((params.product === undefined) === (params.product_data === undefined))
    throw invalid(
      "You must specify either `product` or `product_data`, and not both.",
      "product",
      "parameter_missing",
    );
  const product =
    params.product === undefined
      ? createProduct(work, params.product_data as z.infer<typeof newProduct>, !isOnce)
      : work.need("product", params.product, "product");
  const own = { [params.currency]: { unit_amount: params.unit_amount, tax_behavior: params.tax_behavior } };
  const options = Object.entries({ ...params.currency_options, ...own });
  const price = work.put("price", {
    id: work.newId("price"),
    object: "price",
    active: !isOnce && (params.active ?? true),
    billing_scheme: "per_unit",
    created: work.nowS,
    currency: params.currency,
    currency_options: Object.fromEntries(
      options.map(([code, option]) => [
        code,
        {
          unit_amount: option.unit_amount,
          unit_amount_decimal: String(option.unit_amount),
          tax_behavior: option.tax_behavior ?? "unspecified",
        },
      ]),
    ),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: params.lookup_key ?? null,
    metadata: withMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product: product.id,
    recurring: null,
    tax_behavior: params.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: params.unit_amount,
    unit_amount_decimal: String(params.unit_amount),
  });
  if (!isOnce) work.tell("price.created", withoutOptions(price));
  return price;
}

/** `currency_options` are told only when they are asked for. */
export function withoutOptions({ currency_options: _, ...price }: Price): Omit<Price, "currency_options"> {
  return price;
}

export const productOperations = [
  operation("POST", "/v1/products", newProduct, (work, params) => createProduct(work, params)),
  operation(
    "GET",
    "/v1/products",
    z.strictObject({ ...createdPage, active: flag.optional() }),
    (work, params) =>
      listOf(
        work,
        "product",
        "/v1/products",
        params,
        (p) => params.active === undefined || p.active === params.active,
      ),
  ),
  operation("GET", "/v1/products/:id", z.strictObject({}), (work, _params, id = "") =>
    work.need("product", id),
  ),
  operation("POST", "/v1/products/:id", productChange, (work, params, id = "") => {
    const product = work.need("product", id);
    const { metadata: change, ...fields } = params;
    const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const after = work.put("product", {
      ...product,
      ...set,
      metadata: withMetadata(product.metadata, change),
      updated: work.nowS,
    });
    work.tell("product.updated", after, set);
    return after;
  }),
  operation("POST", "/v1/prices", newPrice, (work, params) => withoutOptions(createPrice(work, params))),
  operation(
    "GET",
    "/v1/prices",
    z.strictObject({
      ...createdPage,
      active: flag.optional(),
      currency: currency.optional(),
      product: text.optional(),
      lookup_keys: list(text, 10).optional(),
    }),
    (work, params) => {
      const prices = listOf(
        work,
        "price",
        "/v1/prices",
        params,
        (price) =>
          price.active === (params.active ?? price.active) &&
          price.currency === (params.currency ?? price.currency) &&
          price.product === (params.product ?? price.product) &&
          (params.lookup_keys === undefined || params.lookup_keys.includes(price.lookup_key ?? "")),
      );
      return { ...prices, data: prices.data.map(withoutOptions) };
    },
  ),
  operation("GET", "/v1/prices/:id", z.strictObject({}), (work, _params, id = "") =>
    withoutOptions(work.need("price", id)),
  ),
  operation(
    "POST",
    "/v1/prices/:id",
    z.strictObject({
      active: flag.optional(),
      metadata: metadata.optional(),
      nickname: text.optional(),
      lookup_key: text.optional(),
    }),
    (work, params, id = "") => {
      const price = work.need("price", id);
      const after = work.put("price", {
        ...price,
        active: params.active ?? price.active,
        nickname: params.nickname ?? price.nickname,
        lookup_key: params.lookup_key ?? price.lookup_key,
        metadata: withMetadata(price.metadata, params.metadata),
      });
      work.tell("price.updated", withoutOptions(after));
      return withoutOptions(after);
    },
  ),
];
