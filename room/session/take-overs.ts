// How often a session is taken over. Two clients that were given one client id, and both come back whenever they are sent away,
// would otherwise go on for ever, and the room hear of each turn. Pure: is told the time. SPEC [MQTT-5]

import { type Budget, type Limit, newBudget, take } from "../state/budget.ts";

const LIMIT: Limit = { perSecond: 0.2, burst: 20 };
/** By then a budget is full again, and as good as a new one. */
const FULL_AFTER_MS = (LIMIT.burst / LIMIT.perSecond) * 1000;
/** Sessions that were taken over of late. Above it those of longest ago are forgotten. */
const KEPT_MAX = 10_000;

export class TakeOvers {
  /** By session key, those of longest ago first. */
  readonly #budgets = new Map<string, Budget>();

  /** Counts one more, if there may be one. */
  take(key: string, nowMs: number): boolean {
    const budget = this.#budgets.get(key) ?? newBudget(LIMIT, nowMs);
    this.#budgets.delete(key);
    for (const [oldest, { atMs }] of this.#budgets) {
      if (this.#budgets.size < KEPT_MAX && nowMs - atMs < FULL_AFTER_MS) break;
      this.#budgets.delete(oldest);
    }
    this.#budgets.set(key, budget);
    return take(budget, nowMs);
  }
}
