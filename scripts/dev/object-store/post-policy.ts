// An S3 POST policy, the checking side: signed by us, not over, and every field of the form allowed by a condition.
// Source: Amazon S3 API reference, "Browser-based uploads using POST".

import * as z from "zod";
import { S3Error } from "./s3-error.ts";
import { type Credentials, checkSignature, parseAmzDate, parseScope } from "./sigv4.ts";

const scalarSchema = z.union([z.string(), z.number()]).transform(String);
const conditionSchema = z.union([
  z.tuple([z.string().regex(/^content-length-range$/i), z.coerce.number().int(), z.coerce.number().int()]),
  z.tuple([z.string().regex(/^(eq|starts-with)$/i), z.string().startsWith("$"), scalarSchema]),
  z.record(z.string(), scalarSchema),
]);
const policySchema = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(conditionSchema).max(200),
});

/** What a policy allows of the file itself, its ends included. */
export type SizeRange = { readonly minBytes: number; readonly maxBytes: number };

/** Fields that need no condition: the signature cannot cover itself. */
const EXEMPT = new Set(["policy", "x-amz-signature", "file", "awsaccesskeyid", "signature"]);

/**
 * Checks a form's fields (lower-case names, `key` already substituted) for an upload to `bucket`.
 * Throws S3Error AccessDenied, SignatureDoesNotMatch, InvalidAccessKeyId, InvalidArgument or InvalidPolicyDocument.
 */
export function checkPostPolicy(
  fields: ReadonlyMap<string, string>,
  bucket: string,
  credentials: Credentials,
  nowMs: number,
): SizeRange {
  const policyText = fields.get("policy");
  if (policyText === undefined) throw new S3Error("AccessDenied", "Anonymous uploads are not allowed here");
  const signedAt = required(fields, "x-amz-date");
  if (required(fields, "x-amz-algorithm") !== "AWS4-HMAC-SHA256" || parseAmzDate(signedAt) === null)
    throw new S3Error("InvalidArgument", "X-Amz-Algorithm or X-Amz-Date is not as documented");
  const scope = parseScope(required(fields, "x-amz-credential"), credentials, signedAt);
  checkSignature(policyText, scope, credentials, required(fields, "x-amz-signature"));

  const policy = readPolicy(policyText);
  if (Date.parse(policy.expiration) <= nowMs) throw denied("Policy expired.");
  const range = { minBytes: 0, maxBytes: Number.MAX_SAFE_INTEGER };
  const covered = new Set<string>();
  const values = new Map([...fields, ["bucket", bucket]]);
  const check = (operator: "eq" | "starts-with", name: string, expected: string) => {
    covered.add(name);
    const actual = values.get(name) ?? "";
    const holds = operator === "eq" ? actual === expected : startsWith(name, actual, expected);
    if (!holds) throw denied(`Policy Condition failed: ["${operator}", "$${name}", "${expected}"]`);
  };
  for (const condition of policy.conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, expected] of Object.entries(condition)) check("eq", name.toLowerCase(), expected);
    } else if (typeof condition[1] === "number") {
      range.minBytes = Math.max(range.minBytes, condition[1]);
      range.maxBytes = Math.min(range.maxBytes, Number(condition[2]));
    } else {
      const operator = condition[0].toLowerCase() === "eq" ? "eq" : "starts-with";
      check(operator, condition[1].slice(1).toLowerCase(), String(condition[2]));
    }
  }
  const extra = [...fields.keys()].filter(
    (name) => !covered.has(name) && !EXEMPT.has(name) && !name.startsWith("x-ignore-"),
  );
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(", ")}`);
  return range;
}

/** A list of content types must start so in each of its members. */
function startsWith(name: string, actual: string, expected: string): boolean {
  const values = name === "content-type" ? actual.split(",").map((v) => v.trim()) : [actual];
  return values.every((value) => value.startsWith(expected));
}

function required(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name);
  if (value === undefined)
    throw new S3Error("InvalidArgument", `Bucket POST must contain a field named '${name}'.`, {
      ArgumentName: name,
    });
  return value;
}

function readPolicy(base64: string): z.infer<typeof policySchema> {
  try {
    return policySchema.parse(JSON.parse(Buffer.from(base64, "base64").toString("utf8")));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new S3Error("InvalidPolicyDocument", `Invalid Policy: ${why}`);
  }
}

function denied(why: string): S3Error {
  return new S3Error("AccessDenied", `Invalid according to Policy: ${why}`);
}
