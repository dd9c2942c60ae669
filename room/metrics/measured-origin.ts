// The origin as a room host calls it, with every call counted by its outcome and timed, and those counted that ask again.

import { Problem } from "../../shared/http/problem.ts";
import type { Metrics, OriginCall } from "../metrics.ts";
import type { OriginClient } from "../origin-client.ts";

/** Questions the origin owes an answer to; of more than this the oldest are forgotten, and not counted when asked again. */
const OWED_MAX = 1_000;

/** The same client. `nowMs` may have fractions. */
export function measuredOrigin(origin: OriginClient, metrics: Metrics, nowMs: () => number): OriginClient {
  /** Calls, with what they are about, that failed the last time. */
  const owed = new Set<string>();

  function settle(question: string, isOwed: boolean): void {
    owed.delete(question);
    if (!isOwed) return;
    owed.add(question);
    for (const oldest of owed) {
      if (owed.size <= OWED_MAX) return;
      owed.delete(oldest);
    }
  }

  /** `about` tells one question of a call from another; where there is none, each asks the same. */
  function measured<Args extends unknown[], Answer>(
    call: OriginCall,
    run: (...args: Args) => Promise<Answer>,
    about: (...args: Args) => string = () => "",
  ) {
    return async (...args: Args): Promise<Answer> => {
      const question = `${call} ${about(...args)}`;
      if (owed.has(question)) metrics.originRetried(call);
      const startedAtMs = nowMs();
      let outcome: Outcome = { status: "ok", isOwed: false };
      try {
        return await run(...args);
      } catch (error) {
        outcome = outcomeOf(error);
        throw error;
      } finally {
        settle(question, outcome.isOwed);
        metrics.originCalled(call, outcome.status, (nowMs() - startedAtMs) * 1000);
      }
    };
  }

  return {
    register: measured("register", origin.register),
    heartbeat: measured("heartbeat", origin.heartbeat),
    roomSpec: measured("room-spec", origin.roomSpec, (room) => room),
    handOver: measured("hand-over", origin.handOver, (room) => room),
    keep: measured("keep", origin.keep, (room) => room),
    handedOver: measured("handed-over", origin.handedOver, (room) => room),
    participant: measured("participant", origin.participant, (room, user) => `${room} ${user}`),
    mayUse: measured("may-use", origin.mayUse, (room, user, asset) => `${room} ${user} ${asset}`),
    broughtAlong: measured("brought-along", origin.broughtAlong, (user) => user),
    evidence: measured("evidence", origin.evidence, (room) => room),
    news: measured("news", origin.news),
    notices: measured("notices", origin.notices),
    awaitGifts: measured("gifts", origin.awaitGifts),
    report: measured("report", origin.report, (room) => room),
  };
}

type Outcome = {
  readonly status: string;
  /** It was no answer: to be asked again. What is refused is answered. */
  readonly isOwed: boolean;
};

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Problem)) return { status: "failed", isOwed: true };
  if (error.code === "ORIGIN_AWAY") return { status: "away", isOwed: true };
  return { status: String(error.status), isOwed: error.status >= 500 };
}
