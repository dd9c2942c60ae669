// One call to the origin's internal API: checked answer, the request's id along, problems as they are.

import type * as z from "zod";
import type { createInternalClient } from "../../shared/http/internal-client.ts";

/** Who asks: the request whose id goes along. */
export type RequestId = string;
type Call = ReturnType<typeof createInternalClient>;
type Options = Parameters<Call>[0];

export type AskOrigin = {
  /** Calls and parses the body. Throws the origin's own Problem, or ORIGIN_AWAY (503) when it cannot be reached. */
  ask<T extends z.ZodType>(
    requestId: RequestId,
    answer: T,
    options: Omit<Options, "answer" | "requestId">,
  ): Promise<z.output<T>>;
  /** The same where there may be no body: null. */
  askMaybe<T extends z.ZodType>(
    requestId: RequestId,
    answer: T,
    options: Omit<Options, "answer" | "requestId">,
  ): Promise<z.output<T> | null>;
  /** Calls where the answer has no body. Throws as `ask` does. */
  tell(requestId: RequestId, options: Omit<Options, "answer" | "requestId">): Promise<void>;
};

export function askOrigin(call: Call): AskOrigin {
  return {
    async ask(requestId, answer, options) {
      const { body } = await call({ ...options, requestId, answer });
      if (body === null) throw new Error(`${options.method} ${options.path} answered without a body`);
      return body;
    },
    async askMaybe(requestId, answer, options) {
      return (await call({ ...options, requestId, answer })).body;
    },
    async tell(requestId, options) {
      await call({ ...options, requestId });
    },
  };
}
