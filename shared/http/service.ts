// What every Hono process has alike: request ids, access log, problems instead of stack traces, health. Web-standard.

import { createMiddleware } from "hono/factory";
import { HonoBase } from "hono/hono-base";
import { HTTPException } from "hono/http-exception";
import { TrieRouter } from "hono/router/trie-router";
import { BUILD } from "../build.ts";
import type { NowMs } from "../clock.ts";
import { lengthOfHead } from "./head.ts";
import type { Log } from "./log.ts";
import { Problem, problemResponse } from "./problem.ts";

export const REQUEST_ID_HEADER = "x-request-id";
const REQUEST_ID = /^[A-Za-z0-9_-]{1,64}$/;

export type ServiceVariables = { requestId: string; log: Log };
export type ServiceEnv = { Variables: ServiceVariables };

/** Answers whether one thing this process needs is there: throws, or returns, when it has looked. */
export type ReadinessCheck = () => Promise<void>;

type ServiceOptions = {
  readonly log: Log;
  readonly nowMs: NowMs;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  /** What an error comes to that is no Problem yet; null, or without it: INTERNAL (500). */
  readonly problemOf?: (error: unknown) => Problem | null;
};

/** A Hono app that already knows request ids, the access log, problems, `/healthz` (alive, and which build) and `/readyz` (its needs are met). */
export function createService<E extends ServiceEnv = ServiceEnv>(options: ServiceOptions): HonoBase<E> {
  // Of its routers the framework would come to this one by itself: some of our paths are more than the quicker ones can tell apart.
  const app = new HonoBase<E>({ router: new TrieRouter() });
  app.use(requestIdAndLog(options));
  app.use(lengthOfHead);
  app.onError((error, c) => {
    const problem = error instanceof Problem ? error : (options.problemOf?.(error) ?? toProblem(error));
    const log: Log = c.get("log") ?? options.log;
    if (problem.status >= 500) log.error("http.failed", { error, code: problem.code });
    return problemResponse(problem, c.get("requestId"));
  });
  app.notFound((c) =>
    problemResponse(
      new Problem({
        status: 404,
        code: "ROUTE_NOT_FOUND",
        title: "There is no such route",
        detail: `${c.req.method} ${c.req.path}`,
      }),
      c.get("requestId"),
    ),
  );
  app.get("/healthz", (c) => c.json({ status: "ok", build: BUILD }));
  app.get("/readyz", async (c) => {
    const results = await Promise.all(
      Object.entries(options.checks).map(async ([name, check]) => {
        const failure = await check().then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
        return { name, ok: failure === null, ...(failure === null ? {} : { message: failure }) };
      }),
    );
    const ready = results.every((r) => r.ok);
    return c.json({ status: ready ? "ready" : "not ready", checks: results }, ready ? 200 : 503);
  });
  return app;
}

function requestIdAndLog(options: ServiceOptions) {
  return createMiddleware<ServiceEnv>(async (c, next) => {
    const given = c.req.header(REQUEST_ID_HEADER);
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : crypto.randomUUID();
    const log = options.log.with({ requestId });
    c.set("requestId", requestId);
    c.set("log", log);
    const startedAtMs = options.nowMs();
    await next();
    c.header(REQUEST_ID_HEADER, requestId);
    if (c.req.path === "/healthz" || c.req.path === "/readyz") return;
    log.info("http.request", {
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      tookMs: Math.round(options.nowMs() - startedAtMs),
    });
  });
}

function toProblem(error: unknown): Problem {
  if (error instanceof HTTPException) {
    return new Problem({
      status: error.status,
      code: "REQUEST_REFUSED",
      title: "The request was refused",
      detail: error.message,
      cause: error,
    });
  }
  return new Problem({
    status: 500,
    code: "INTERNAL",
    title: "Something failed on our side",
    detail: "It was logged under this request id.",
    cause: error,
  });
}

/** Reads a JSON body of at most `maxBytes`. Throws Problem BODY_TOO_LARGE (413) or JSON_MALFORMED (400). */
export async function readJson(request: Request, maxBytes = 64 * 1024): Promise<unknown> {
  return decodeJson(await readBody(request, maxBytes));
}

/** JSON from the bytes of a body. Throws Problem JSON_MALFORMED (400). */
export function decodeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Problem({
      status: 400,
      code: "JSON_MALFORMED",
      title: "The body is not JSON",
      detail: error instanceof Error ? error.message : "not JSON",
      cause: error,
    });
  }
}

/**
 * Reads a body of at most `maxBytes`, or throws Problem BODY_TOO_LARGE (413). A server lets no request be longer than it said
 * (RFC 9112 §6.3), so one that said little is read in one piece, which costs a fraction; everything else is counted as it comes, a
 * response too, whose Content-Length is that of its compressed form.
 */
export async function readBody(
  message: Request | Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const said = message instanceof Request ? message.headers.get("content-length") : null;
  return said !== null && Number(said) <= maxBytes
    ? new Uint8Array(await message.arrayBuffer())
    : await readCounting(message, maxBytes);
}

async function readCounting(message: Request | Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const reader = message.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    sizeBytes += value.byteLength;
    if (sizeBytes > maxBytes) {
      await reader.cancel();
      throw new Problem({
        status: 413,
        code: "BODY_TOO_LARGE",
        title: "The body is too large",
        detail: `At most ${maxBytes} bytes are read here.`,
        errors: [{ name: "body", message: "too large", actual: `over ${maxBytes} bytes`, limit: maxBytes }],
      });
    }
    chunks.push(value);
  }
  const body = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}
