// The books, as the edge asks the origin for them: always for somebody, whose role the origin looks up itself.

import type * as z from "zod";
import type { UserId } from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER } from "../../shared/schema/internal-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";

/** Stripe is asked meanwhile, which takes its time now and then. */
const BOOKS_MAX_MS = 25_000;

export function booksCalls({ ask }: AskOrigin) {
  return {
    /** One question to the books; `answer` is what the origin says, and the caller is told. */
    askBooks: <T extends z.ZodType>(
      requestId: RequestId,
      by: UserId,
      answer: T,
      options: Omit<Parameters<AskOrigin["ask"]>[2], "timeoutMs">,
    ): Promise<z.output<T>> =>
      ask(requestId, answer, {
        ...options,
        headers: { ...options.headers, [ACTING_USER_HEADER]: by },
        timeoutMs: BOOKS_MAX_MS,
      }),
  };
}
