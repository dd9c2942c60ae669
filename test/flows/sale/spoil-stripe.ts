// Makes Stripe as unreliable as the network between it and us can be: events late, out of order, twice or never; answers lost after the
// work was done, refused, or slow.

import type { StripeControl } from "../../../scripts/dev/stripe/control-client.ts";
import type { Chance } from "../../../scripts/fuzz/chance.ts";

const WEATHER = { drop_percent: 25, duplicate_percent: 25, delay_max_ms: 5_000 };
const CALM = { drop_percent: 0, duplicate_percent: 0, delay_max_ms: 0 };
const FAULT_EVERY_MS = 400;
const SLOW_MS = 300;
type Fault = Readonly<Record<string, string | number>>;
/** What meets the next request of its kind. The library asks again by itself, twice. */
const FAULTS: readonly [Fault, ...Fault[]] = [
  { method: "POST", path: "/v1/checkout/sessions", kind: "lose-answer" },
  { method: "POST", path: "/v1/checkout/sessions", kind: "refuse" },
  { method: "POST", path: "/v1/checkout/sessions", kind: "delay", delay_ms: SLOW_MS },
  { method: "GET", path: "/v1/checkout/sessions/*", kind: "refuse" },
  { method: "GET", path: "/v1/checkout/sessions/*", kind: "lose-answer" },
  { method: "GET", path: "/v1/checkout/sessions/*", kind: "delay", delay_ms: SLOW_MS },
  // Three in a row: the library gives up.
  { method: "GET", path: "/v1/checkout/sessions/*", kind: "refuse", count: 3 },
  { method: "POST", path: "/v1/checkout/sessions", kind: "lose-answer", count: 3 },
  { method: "POST", path: "/v1/refunds", kind: "lose-answer" },
  { method: "POST", path: "/v1/refunds", kind: "lose-answer", count: 3 },
  { method: "POST", path: "/v1/refunds", kind: "refuse" },
];

/** Begins. `end` makes it reliable again, and resolves when every event that was not lost has arrived. */
export async function spoilStripe(
  control: StripeControl,
  chance: Chance,
): Promise<{ readonly end: () => Promise<void> }> {
  await control.call("webhooks", WEATHER);
  let isOver = false;
  const spoiling = (async () => {
    for (; !isOver; await Bun.sleep(FAULT_EVERY_MS)) await control.call("faults", chance.one(FAULTS));
  })();
  return {
    async end() {
      isOver = true;
      await spoiling;
      await control.call("webhooks", CALM);
      await control.flush();
    },
  };
}
