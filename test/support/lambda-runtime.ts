// Lambda's Runtime API as a function sees it: hands out invocations one by one, and hears what is answered. What AWS does with an
// answer, such as showing a message of a queue again, is the test's to do.

type Answered =
  | { readonly kind: "response"; readonly body: unknown }
  | { readonly kind: "error"; readonly body: { readonly errorType: string; readonly errorMessage: string } };
type Invocation = {
  readonly id: string;
  readonly event: unknown;
  readonly timeoutMs: number;
  readonly answered: PromiseWithResolvers<Answered>;
};

const BASE = "/2018-06-01/runtime";
/** Lambda's longest. */
const TIMEOUT_MS = 900_000;

/** Listens. `api` is AWS_LAMBDA_RUNTIME_API; `invoke` resolves with what the function answers. */
export function startLambdaRuntime() {
  const waiting: Invocation[] = [];
  const running = new Map<string, Invocation>();
  const failedToStart = Promise.withResolvers<unknown>();
  let wake: () => void = () => {};
  const next = async (): Promise<Response> => {
    while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const invocation = waiting.shift() as Invocation;
    running.set(invocation.id, invocation);
    return Response.json(invocation.event, {
      headers: {
        "lambda-runtime-aws-request-id": invocation.id,
        "lambda-runtime-deadline-ms": String(Date.now() + invocation.timeoutMs),
        "lambda-runtime-invoked-function-arn": "arn:aws:lambda:ap-northeast-1:123456789012:function:ugc",
      },
    });
  };
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === `${BASE}/invocation/next`) return next();
      const body: unknown = await request.json();
      if (pathname === `${BASE}/init/error`) failedToStart.resolve(body);
      const [, id = "", kind = ""] = /\/invocation\/([^/]+)\/(response|error)$/.exec(pathname) ?? [];
      running.get(id)?.answered.resolve({ kind, body } as Answered);
      return Response.json({ status: "OK" }, { status: 202 });
    },
  });
  return {
    api: `127.0.0.1:${server.port}`,
    /** What it says when it cannot start. */
    failedToStart: failedToStart.promise,
    invoke(event: unknown, timeoutMs = TIMEOUT_MS): Promise<Answered> {
      const answered = Promise.withResolvers<Answered>();
      waiting.push({ id: crypto.randomUUID(), event, timeoutMs, answered });
      wake();
      return answered.promise;
    },
    stop: () => server.stop(true),
  };
}
