// How often a session is taken over. Two clients that were given one client id, and both come back whenever they are sent away,
// would otherwise go on for ever, and the room hear of each turn. Pure: is told the time. SPEC [MQTT-5]

import { type Budget, type Limit, newBudget, take } from "../state/budget.ts";

/** Sessions that were taken over of late. Above it those of longest ago are forgotten. */
const KEPT_MAX = 10_000;

export class TakeOvers {
  readonly #limit: Limit;
  /** By then a budget is full again, and as good as a new one. */
  readonly #fullAfterMs: number;
  /** By session key, those of longest ago first. */
  readonly #budgets = new Map<string, Budget>();

  /** `limit`: of one session. */
  constructor(limit: Limit) {
    this.#limit = limit;
    this.#fullAfterMs = (limit.burst / limit.perSecond) * 1000;
  }

  /** Counts one more, if there may be one. */
  take(key: string, nowMs: number): boolean {
    const budget = this.#budgets.get(key) ?? newBudget(this.#limit, nowMs);
    this.#budgets.delete(key);
    for (const [oldest, { atMs }] of this.#budgets) {
      if (this.#budgets.size < KEPT_MAX && nowMs - atMs < this.#fullAfterMs) break;
      this.#budgets.delete(oldest);
    }
    this.#budgets.set(key, budget);
    return take(budget, nowMs);
  }
}
