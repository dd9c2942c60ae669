// The loop of a custom runtime of AWS Lambda: takes an invocation, answers it, takes the next. One at a time, as Lambda has it.
// Source: AWS, "Using the Lambda runtime API for custom runtimes"

import * as z from "zod";
import { readBody } from "../../../shared/http/service.ts";

/** What Lambda sends of an event at most. */
const EVENT_MAX_BYTES = 6 * 1024 * 1024;
const VERSION = "2018-06-01";

export type LambdaRuntime = {
  /** Waits for the next invocation, answers what `handle` makes of it or its error. Throws what the network throws. */
  serveNext(handle: (event: unknown, deadlineMs: number) => Promise<unknown>): Promise<void>;
  /** Tells Lambda that this environment cannot be used. */
  failToStart(error: unknown): Promise<void>;
};

const headersSchema = z.object({ requestId: z.string().min(1), deadlineMs: z.coerce.number().positive() });

/** `api` is what Lambda says in AWS_LAMBDA_RUNTIME_API: host and port. */
export function createLambdaRuntime(api: string): LambdaRuntime {
  const at = `http://${api}/${VERSION}/runtime`;
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<void> => {
    const answer = await fetch(`${at}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
  };
  const postError = (path: string, error: unknown): Promise<void> => {
    const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
    const told = { errorType: name, errorMessage: message, stackTrace: [] };
    return post(path, told, { "lambda-runtime-function-error-type": name });
  };
  return {
    failToStart: (error) => postError("init/error", error),
    async serveNext(handle) {
      // However long it takes: between two invocations the whole environment is frozen.
      const next = await fetch(`${at}/invocation/next`, { timeout: false });
      if (!next.ok) throw new Error(`the next invocation was answered ${next.status}`);
      const { requestId, deadlineMs } = headersSchema.parse({
        requestId: next.headers.get("lambda-runtime-aws-request-id"),
        deadlineMs: next.headers.get("lambda-runtime-deadline-ms"),
      });
      let answer: unknown;
      try {
        const bytes = await readBody(next, EVENT_MAX_BYTES);
        answer = await handle(JSON.parse(new TextDecoder().decode(bytes)), deadlineMs);
      } catch (error) {
        return postError(`invocation/${requestId}/error`, error);
      }
      await post(`invocation/${requestId}/response`, answer);
    },
  };
}
