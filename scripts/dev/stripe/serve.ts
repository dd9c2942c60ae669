// The Stripe double on a port: API, pages, control interface, and events to the webhook. What the process runs and tests start.

import { join } from "node:path";
import type { NowMs } from "../../../shared/clock.ts";
import type { Log } from "../../../shared/http/log.ts";
import type { Rng } from "../../../shared/rng.ts";
import { answerApi } from "./api.ts";
import { openBooks } from "./books/kept.ts";
import type { StripeDoubleConfig } from "./config.ts";
import { createDouble } from "./double.ts";
import { answerPage } from "./pages/handle-page.ts";
import { type Sender, startSender } from "./webhooks/sender.ts";

const BODY_MAX_BYTES = 1024 * 1024;
const FLUSH_MAX_MS = 30_000;

export type ServedStripeDouble = {
  readonly port: number;
  /** Without a slash at the end; `new Stripe(key, { host, port, protocol })` takes its parts. */
  readonly url: string;
  stop(): Promise<void>;
};

/** Opens the books in `folder` (null: in memory alone) and listens. Throws what Bun.serve throws, EADDRINUSE among it. */
export async function serveStripeDouble(
  config: Omit<StripeDoubleConfig, "dataDir" | "log">,
  options: { readonly folder: string | null; readonly log: Log; readonly nowMs: NowMs; readonly rng: Rng },
): Promise<ServedStripeDouble> {
  const { log, nowMs, rng } = options;
  const kept = openBooks(options.folder === null ? null : join(options.folder, "books.sqlite"));
  let url = config.publicUrl ?? "";
  let sender: Sender | null = null;
  const double = createDouble({
    books: kept.books,
    nowMs,
    rng,
    publicUrl: () => url,
    changed: (changes) => {
      if (changes.length === 0) return;
      kept.save(changes);
      sender?.wake();
    },
  });
  const server = listen();
  const port = server.port ?? config.port;
  url ||= `http://127.0.0.1:${port}`;
  sender = startSender({ double, url: config.webhookUrl, secret: config.webhookSecret, log, nowMs });

  async function handle(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    if (pathname === "/healthz" || pathname === "/readyz") return Response.json({ status: "ok" });
    const form = request.method === "POST" ? await request.text() : search.slice(1);
    if (!/^\/(v1|_double)(\/|$)/.test(pathname)) return page(request, pathname, form);
    const answer = await answerApi(
      double,
      { method: request.method, path: pathname, form, headers: request.headers },
      { secretKey: config.secretKey, log, wait: Bun.sleep },
    );
    log.debug("stripe.request", { method: request.method, path: pathname, status: answer.status });
    if (answer.isLost) return lostAnswer();
    if (answer.status === 200) await afterControl(pathname);
    return new Response(answer.json, { status: answer.status, headers: answer.headers });
  }

  function page(request: Request, path: string, form: string): Response {
    const answer = answerPage(double, {
      path,
      form: request.method === "POST" ? new URLSearchParams(form) : null,
      acceptLanguage: request.headers.get("accept-language"),
    });
    if (answer.kind === "elsewhere")
      return new Response(null, { status: 303, headers: { location: answer.url } });
    return new Response(answer.html, {
      status: answer.status,
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    });
  }

  /** What a control operation asks of the rim: time that was put forward passes, what is let go is sent. */
  async function afterControl(pathname: string): Promise<void> {
    if (pathname === "/_double/clock") double.passTime();
    if (pathname === "/_double/webhooks/flush") await sender?.flush(FLUSH_MAX_MS);
  }

  function listen() {
    try {
      return Bun.serve({
        port: config.port,
        hostname: config.bind,
        maxRequestBodySize: BODY_MAX_BYTES,
        idleTimeout: 60,
        development: false,
        fetch: handle,
      });
    } catch (error) {
      kept.close();
      throw error;
    }
  }

  return {
    port,
    url,
    async stop() {
      await server.stop(true);
      await sender?.stop();
      kept.close();
    },
  };
}

/** A connection that breaks before the answer is whole. */
function lostAnswer(): Response {
  const broken = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
    pull: (controller) => controller.error(new Error("lost on purpose")),
  });
  return new Response(broken, { headers: { "content-type": "application/json" } });
}
