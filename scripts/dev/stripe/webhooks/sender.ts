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
const TIMEOUT_MS = 10_000;
const LOOK_EVERY_MS = 250;

export type Sender = {
  /** Something changed: looks at once. */
  wake(): void;
  /** Sends all there is at once, whatever it waits for, and resolves with how many could not be delivered within `maxMs`. */
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

  /** The earliest first, and of the same time the first that was planned. */
  function waiting(): readonly Delivery[] {
    if (double.transact((work) => settingsOf(work).weather.isHeld)) return [];
    const nowMs = double.nowMs();
    return [...double.books.delivery.values()]
      .map(({ object }) => object)
      .filter(({ id, dueAtMs }) => dueAtMs <= nowMs && !underWay.has(id))
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
    if (outcome !== "taken")
      log.warn("stripe.webhook-refused", {
        event: delivery.eventId,
        outcome,
        attempts: delivery.attempts + 1,
      });
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

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      double.passTime();
      for (const delivery of waiting()) {
        if (underWay.size >= AT_ONCE_MAX) break;
        const sending = send(delivery)
          .catch((error: unknown) => log.error("stripe.webhook-failed", { error }))
          .finally(() => {
            underWay.delete(delivery.id);
            wake.resolve();
          });
        underWay.set(delivery.id, sending);
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
      while (double.books.delivery.size > 0 && Date.now() < untilMs) {
        double.transact((work) => {
          for (const delivery of work.all("delivery"))
            if (!underWay.has(delivery.id)) work.put("delivery", { ...delivery, dueAtMs: work.nowMs });
        });
        wake.resolve();
        await Promise.race([...underWay.values(), Bun.sleep(LOOK_EVERY_MS)]);
      }
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
