// Wills that wait: each is published when its delay is over or its session is, never when its client was back before. When exactly,
// the host's housekeeping decides. Source: MQTT5 3.1.3.2.2

import { isOf, type Published } from "./expectation.ts";
import type { ModelSession } from "./model-session.ts";

type DelayedWill = {
  readonly published: Published;
  readonly session: ModelSession;
  readonly dueAtMs: number;
  /** `due`: it may have been published by now, or may be any time. */
  state: "waiting" | "cancelled" | "due";
};

export class DelayedWills {
  readonly #all: DelayedWill[] = [];

  add(published: Published, session: ModelSession, dueAtMs: number): void {
    this.#all.push({ published, session, dueAtMs, state: "waiting" });
  }

  /** The client is back. */
  cancel(session: ModelSession, nowMs: number): void {
    for (const will of this.#all)
      if (will.session === session && will.state === "waiting")
        will.state = nowMs >= will.dueAtMs ? "due" : "cancelled";
  }

  /** The session is over, and its will is due with it. */
  endWith(session: ModelSession): void {
    for (const will of this.#all)
      if (will.session === session && will.state === "waiting") will.state = "due";
  }

  /** Whether a delivery is such a will: "no", "yes", or what is wrong with it. */
  judge(topicName: string, label: string, nowMs: number): "no" | "yes" | { readonly wrong: string } {
    const will = this.#all.find(({ published }) => isOf(published, topicName, label));
    if (will === undefined) return "no";
    if (will.session.isUnsure || will.state === "due") return "yes";
    if (will.state === "cancelled") return { wrong: `the will ${label}, whose client came back in time` };
    return nowMs >= will.dueAtMs
      ? "yes"
      : { wrong: `the will ${label} ${will.dueAtMs - nowMs} ms too early` };
  }
}
