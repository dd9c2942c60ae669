// Idempotency keys as Stripe keeps them: the same key and request get the same answer, errors among them, once the request had
// begun; another request with the key is refused, and so is one while the first is being executed.

import type { KeptAnswer } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import type { FormTree, FormValue } from "./form.ts";
import { invalid, StripeApiError } from "./stripe-error.ts";

const KEY_MAX_CHARS = 255;
const KEPT_S = 24 * 3600;

type Keyed = { readonly key: string; readonly path: string; readonly tree: FormTree };

/**
 * Claims the key for a request: null when it is to be executed, else the answer it had. Throws StripeApiError: 400 when the key
 * was used for another request, 409 while that is being executed.
 */
export function claimKey(work: Work, { key, path, tree }: Keyed): NonNullable<KeptAnswer["answer"]> | null {
  if (key.length > KEY_MAX_CHARS)
    throw invalid(
      `Idempotency keys may have ${KEY_MAX_CHARS} characters`,
      undefined,
      "idempotency_key_too_long",
    );
  const fingerprint = JSON.stringify(sorted(tree));
  const known = work.find("answer", idOf(work, key));
  if (known !== null && known.atS > work.nowS - KEPT_S) {
    if (known.path !== path)
      throw refused(
        `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' vs '${known.path}'). Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    if (known.fingerprint !== fingerprint)
      throw refused(
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    if (known.answer === null)
      throw new StripeApiError({
        status: 409,
        type: "idempotency_error",
        code: "idempotency_key_in_use",
        message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later if possible.`,
      });
    return known.answer;
  }
  work.put("answer", { id: idOf(work, key), path, fingerprint, atS: work.nowS, answer: null });
  return null;
}

/** Keeps what the request that claimed the key was answered. */
export function keepAnswer(work: Work, key: string, answer: NonNullable<KeptAnswer["answer"]>): void {
  const claimed = work.find("answer", idOf(work, key));
  if (claimed !== null) work.put("answer", { ...claimed, answer });
}

/** Every account has keys of its own. */
function idOf(work: Work, key: string): string {
  return `${work.owner} ${key}`;
}

function refused(message: string): StripeApiError {
  return new StripeApiError({ status: 400, type: "idempotency_error", message });
}

/** Parameters in any order are the same request. */
function sorted(value: FormValue): FormValue {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([name, item]) => [name, sorted(item)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
