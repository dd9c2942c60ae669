// What parameters may be, and what Stripe says when they are not: schemas by zod, refusals in Stripe's words.

import * as z from "zod";
import { isCurrency } from "../books/currency.ts";
import { type FormTree, type FormValue, parameterName } from "./form.ts";
import { StripeApiError } from "./stripe-error.ts";

const METADATA_KEYS_MAX = 50;
const METADATA_KEY_MAX_CHARS = 40;
const METADATA_VALUE_MAX_CHARS = 500;
const TEXT_MAX_CHARS = 5_000;
/** Eight digits, whatever the currency. */
export const AMOUNT_MAX = 99_999_999;

/** A check whose refusal has a code of Stripe's. */
const coded = (code: string, message: string) => ({ error: message, params: { code } });

export const text = z.string().max(TEXT_MAX_CHARS);
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
export const wholeNumber = z
  .string()
  .refine((value) => /^-?\d{1,15}$/.test(value), coded("parameter_invalid_integer", "Invalid integer"))
  .transform(Number);
/** An amount in the currency's smallest unit, above nothing. */
export const amount = wholeNumber
  .refine(
    (value) => value > 0,
    coded("parameter_invalid_integer", "This value must be greater than or equal to 1."),
  )
  .refine(
    (value) => value <= AMOUNT_MAX,
    coded("amount_too_large", `Amount must be no more than ${AMOUNT_MAX}`),
  );
export const currency = z
  .string()
  .transform((value) => value.toLowerCase())
  .refine(isCurrency, coded("invalid_currency", "Invalid currency: it is none of those we know"));
export const list = <T extends z.ZodType>(item: T, countMax = 100) => z.array(item).max(countMax);

/** Keys to add or change; an empty value removes its key, and an empty string all of them. */
export const metadata = z.preprocess(
  (value) => (Array.isArray(value) ? { ...value } : value),
  z.union([
    z.literal(""),
    z.record(
      z.string().max(METADATA_KEY_MAX_CHARS, `Metadata keys may have ${METADATA_KEY_MAX_CHARS} characters`),
      z
        .string()
        .max(METADATA_VALUE_MAX_CHARS, `Metadata values may have ${METADATA_VALUE_MAX_CHARS} characters`),
    ),
  ]),
);
export type MetadataParam = z.infer<typeof metadata>;

/** The metadata after a request. Throws StripeApiError (400) above Stripe's limit. */
export function withMetadata(
  before: Readonly<Record<string, string>> | null,
  change: MetadataParam | undefined,
): Record<string, string> {
  if (change === undefined) return { ...before };
  if (change === "") return {};
  const after = Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(([, value]) => value !== ""),
  );
  if (Object.keys(after).length > METADATA_KEYS_MAX)
    throw new StripeApiError({
      status: 400,
      param: "metadata",
      message: `Metadata may have ${METADATA_KEYS_MAX} keys`,
    });
  return after;
}

/** Reads parameters by a schema. Throws StripeApiError (400) for the first that is unknown, missing or wrong. */
export function readParams<T extends z.ZodType>(schema: T, tree: FormTree): z.infer<T> {
  const parsed = schema.safeParse(tree);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw toRefusal(issue ?? { code: "custom", path: [], message: "Invalid request" }, tree);
}

type Issue = {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly params?: Readonly<Record<string, unknown>> | undefined;
};

function toRefusal(issue: Issue, tree: FormTree): StripeApiError {
  const refuse = (message: string, path: readonly PropertyKey[], code?: string) =>
    new StripeApiError({
      status: 400,
      param: parameterName(path),
      message,
      ...(code === undefined ? {} : { code }),
    });
  if (issue.code === "unrecognized_keys") {
    const path = [...issue.path, issue.keys?.[0] ?? ""];
    return refuse(
      `Received unknown parameter: ${parameterName(path)}. Stripe may know it; this development double does not.`,
      path,
      "parameter_unknown",
    );
  }
  if (valueAt(tree, issue.path) === undefined)
    return refuse(`Missing required param: ${parameterName(issue.path)}.`, issue.path, "parameter_missing");
  const allowed = issue.values === undefined ? issue.message : `must be one of ${issue.values.join(", ")}`;
  const code = issue.params?.["code"];
  return refuse(
    `Invalid ${parameterName(issue.path)}: ${allowed}`,
    issue.path,
    typeof code === "string" ? code : undefined,
  );
}

function valueAt(tree: FormTree, path: readonly PropertyKey[]): FormValue | undefined {
  let at: FormValue | undefined = tree;
  for (const part of path) {
    if (typeof at !== "object") return undefined;
    at = (at as Readonly<Record<PropertyKey, FormValue>>)[part];
  }
  return at;
}
