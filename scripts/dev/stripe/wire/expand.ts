// `expand[]`: ids in an answer replaced by what they name, along paths such as `data.latest_charge.balance_transaction`.

import type { TableName } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { invalid } from "./stripe-error.ts";

const DEPTH_MAX = 4;
const PATHS_MAX = 20;

/** What an id is by how it begins. */
const BY_PREFIX: readonly (readonly [prefix: string, table: TableName])[] = [
  ["prod_", "product"],
  ["price_", "price"],
  ["cus_", "customer"],
  ["pi_", "payment_intent"],
  ["ch_", "charge"],
  ["py_", "charge"],
  ["txn_", "balance_transaction"],
  ["re_", "refund"],
  ["pyr_", "refund"],
  ["du_", "dispute"],
  ["acct_", "account"],
  ["tr_", "transfer"],
  ["trr_", "transfer_reversal"],
  ["po_", "payout"],
];

/** What is not in an object until it is asked for, by the object's kind and the property's name. */
export type Included = Readonly<
  Record<string, (work: Work, object: Readonly<Record<string, unknown>>) => unknown>
>;

type Json = Readonly<Record<string, unknown>>;

/** The object with what `paths` name in place of ids. Throws StripeApiError (400) for what cannot be expanded. */
export function expanded(work: Work, object: object, paths: readonly string[], included: Included): object {
  if (paths.length > PATHS_MAX) throw invalid(`You can expand ${PATHS_MAX} properties`, "expand");
  return paths.reduce<object>((whole, path) => {
    const parts = path.split(".");
    if (parts.length > DEPTH_MAX)
      throw invalid(`You can only expand ${DEPTH_MAX} levels of a property`, "expand");
    return along(work, whole as Json, parts, path, included);
  }, object);
}

function along(work: Work, object: Json, parts: readonly string[], path: string, included: Included): object {
  const [name = "", ...rest] = parts;
  if (object["object"] === "list" && name === "data") {
    if (rest.length === 0) throw notExpandable(path);
    const data = (object["data"] as readonly Json[]).map((item) => along(work, item, rest, path, included));
    return { ...object, data };
  }
  const include = included[`${String(object["object"])}.${name}`];
  const value = include === undefined || name in object ? object[name] : include(work, object);
  if (value === null) return object;
  const found = typeof value === "string" ? resolve(work, value, path) : value;
  if (typeof found !== "object") throw notExpandable(path);
  return { ...object, [name]: rest.length === 0 ? found : along(work, found as Json, rest, path, included) };
}

function resolve(work: Work, id: string, path: string): object {
  const [, table] = BY_PREFIX.find(([prefix]) => id.startsWith(prefix)) ?? [];
  const object = table === undefined ? null : work.find(table, id);
  if (object === null) throw notExpandable(path);
  return object;
}

function notExpandable(path: string) {
  return invalid(`This property cannot be expanded (${path}).`, "expand");
}
