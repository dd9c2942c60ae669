// Sends events to the webhook as Stripe does: signed, a few at once, again and later when the answer is not 2xx. Before each look
// at the queue time passes: what is due happens first.

import Stripe from "stripe";
import type { NowMs } from "../../../../shared/clock.ts";
import type { Log } from "../../../../shared/http/log.ts";
import { settingsOf } from "../books/settings.ts";
import type { Delivery } from "../books/tables.ts";
import type { Double } from "../double.ts";
import { nextAttemptAtMs } from "./plan.ts";

const AT_ONCE_MAX = 8;
const TOLD_AFTER_ATTEMPTS = 4;
const TIMEOUT_MS = 10_000;
const LOOK_EVERY_MS = 250;
const FLUSH_LOOK_MS = 20;

export type Sender = {
  /** Something changed: looks at once. */
  wake(): void;
  /** Tries all there is once, whatever it waits for; resolves with how many were not delivered, after `maxMs` at most. */
  flush(maxMs: number): Promise<number>;
  stop(): Promise<void>;
};

/** `nowMs` is the machine's clock, by which signatures are made: the receiver has no other. */
export function startSender(options: {
  readonly double: Double;
  /** Null: nobody is told, and what is planned is forgotten. */
  readonly url: string | null;
  readonly secret: string;
  readonly log: Log;
  readonly nowMs: NowMs;
}): Sender {
  const { double, log } = options;
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  let wake = Promise.withResolvers<void>();

  /** While everything is sent at once: what was tried already. */
  let flushed: Set<string> | null = null;

  const isHeld = (): boolean => double.transact((work) => settingsOf(work).weather.isHeld);

  /** The earliest first, and of the same time the first that was planned. */
  function waiting(): readonly Delivery[] {
    const nowMs = double.nowMs();
    const isMeant = ({ id, dueAtMs }: Delivery): boolean =>
      !underWay.has(id) && (flushed === null ? dueAtMs <= nowMs : !flushed.has(id));
    return [...double.books.delivery.values()]
      .map(({ object }) => object)
      .filter(isMeant)
      .toSorted((a, b) => a.dueAtMs - b.dueAtMs);
  }

  async function send(delivery: Delivery): Promise<void> {
    const event = double.books.event.get(delivery.eventId)?.object;
    const outcome =
      event === undefined || options.url === null
        ? "taken"
        : await post(options.url, JSON.stringify(event, null, 2));
    if (stopping.signal.aborted) return;
    double.transact((work) => {
      const after = { ...delivery, attempts: delivery.attempts + 1 };
      const nextAtMs = outcome === "taken" ? null : nextAttemptAtMs(after, work.nowMs);
      if (nextAtMs === null) work.remove("delivery", delivery.id);
      else work.put("delivery", { ...after, dueAtMs: nextAtMs });
      if (outcome === "taken" && event !== undefined) {
        const of = work.as(event.account ?? "");
        of.put("event", { ...event, pending_webhooks: 0 });
      }
    });
    // The receiver may only be starting; say it when it lasts.
    if (outcome !== "taken" && delivery.attempts + 1 === TOLD_AFTER_ATTEMPTS)
      log.warn("stripe.webhook-refused", { event: delivery.eventId, outcome });
  }

  async function post(url: string, payload: string): Promise<string> {
    try {
      const timestamp = Math.floor(options.nowMs() / 1000);
      const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
        payload,
        secret: options.secret,
        timestamp,
      });
      const response = await fetch(url, {
        method: "POST",
        body: payload,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": signature,
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.ok ? "taken" : `status ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  function begin(delivery: Delivery): void {
    flushed?.add(delivery.id);
    const sending = send(delivery)
      .catch((error: unknown) => log.error("stripe.webhook-failed", { error }))
      .finally(() => underWay.delete(delivery.id));
    underWay.set(delivery.id, sending);
  }

  async function run(): Promise<void> {
    let passedAtMs = 0;
    while (!stopping.signal.aborted) {
      if (Date.now() - passedAtMs >= LOOK_EVERY_MS) {
        double.passTime();
        passedAtMs = Date.now();
      }
      for (const delivery of waiting()) {
        if (underWay.size >= AT_ONCE_MAX) await Promise.race(underWay.values());
        if (stopping.signal.aborted || isHeld()) break;
        begin(delivery);
      }
      await Promise.race([wake.promise, Bun.sleep(LOOK_EVERY_MS)]);
      wake = Promise.withResolvers();
    }
  }
  const running = run();

  return {
    wake: () => wake.resolve(),
    async flush(maxMs) {
      const untilMs = Date.now() + maxMs;
      flushed = new Set();
      wake.resolve();
      while ((underWay.size > 0 || waiting().length > 0) && Date.now() < untilMs)
        await Bun.sleep(FLUSH_LOOK_MS);
      flushed = null;
      return double.books.delivery.size;
    },
    async stop() {
      stopping.abort();
      wake.resolve();
      await running;
      await Promise.all(underWay.values());
    },
  };
}
