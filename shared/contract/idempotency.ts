// The Idempotency-Key of requests that make something: repeated with the same one, it is made once.

import * as z from "zod";

/** Visible ASCII: what may stand in a header field, and no more of it than a key needs. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** Header fields of such a request; each endpoint's are its own, and named after it. */
export function idempotencyHeaders() {
  return z.object({
    "idempotency-key": z
      .string()
      .regex(IDEMPOTENCY_KEY, "expected 1 to 255 visible ASCII characters")
      .optional(),
  });
}
