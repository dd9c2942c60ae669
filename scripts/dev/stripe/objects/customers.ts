// Customers: an address to send receipts to, and what we attach to it.

import * as z from "zod";
import type { Customer } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { list, metadata, text, withMetadata } from "../wire/params.ts";

const fields = z.strictObject({
  description: text.optional(),
  email: text.optional(),
  metadata: metadata.optional(),
  name: text.optional(),
  phone: text.optional(),
  preferred_locales: list(text, 10).optional(),
});

/** Makes a customer, and tells of it. */
export function createCustomer(work: Work, params: z.infer<typeof fields>): Customer {
  const customer = work.put("customer", {
    id: work.newId("cus", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: work.nowS,
    currency: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: work.newId("", 8).slice(1).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: withMetadata({}, params.metadata),
    name: params.name ?? null,
    next_invoice_sequence: 1,
    phone: params.phone ?? null,
    preferred_locales: params.preferred_locales ?? [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  });
  work.tell("customer.created", customer);
  return customer;
}

export const customerOperations = [
  operation("POST", "/v1/customers", fields, createCustomer),
  operation(
    "GET",
    "/v1/customers",
    z.strictObject({ ...createdPage, email: text.optional() }),
    (work, params) =>
      listOf(work, "customer", "/v1/customers", params, ({ email }) => email === (params.email ?? email)),
  ),
  operation("GET", "/v1/customers/:id", z.strictObject({}), (work, _params, id = "") =>
    work.need("customer", id),
  ),
  operation("POST", "/v1/customers/:id", fields, (work, params, id = "") => {
    const customer = work.need("customer", id);
    const { metadata: change, ...rest } = params;
    const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const after = work.put("customer", {
      ...customer,
      ...set,
      metadata: withMetadata(customer.metadata, change),
    });
    work.tell("customer.updated", after, set);
    return after;
  }),
  operation("DELETE", "/v1/customers/:id", z.strictObject({}), (work, _params, id = "") => {
    work.tell("customer.deleted", work.need("customer", id));
    work.remove("customer", id);
    return { id, object: "customer", deleted: true };
  }),
];
