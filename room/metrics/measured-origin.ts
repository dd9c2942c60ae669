// The origin as a room host calls it, with every call counted by its outcome and timed.

import { Problem } from "../../shared/http/problem.ts";
import type { Metrics, OriginCall } from "../metrics.ts";
import type { OriginClient } from "../origin-client.ts";

/** The same client. `nowMs` may have fractions. */
export function measuredOrigin(origin: OriginClient, metrics: Metrics, nowMs: () => number): OriginClient {
  const measured =
    <Args extends unknown[], Answer>(call: OriginCall, run: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      const startedAtMs = nowMs();
      let status = "ok";
      try {
        return await run(...args);
      } catch (error) {
        status = statusOf(error);
        throw error;
      } finally {
        metrics.originCalled(call, status, (nowMs() - startedAtMs) * 1000);
      }
    };
  return {
    register: measured("register", origin.register),
    heartbeat: measured("heartbeat", origin.heartbeat),
    roomSpec: measured("room-spec", origin.roomSpec),
    participant: measured("participant", origin.participant),
    broughtAlong: measured("brought-along", origin.broughtAlong),
    evidence: measured("evidence", origin.evidence),
    news: measured("news", origin.news),
    notices: measured("notices", origin.notices),
    report: measured("report", origin.report),
  };
}

function statusOf(error: unknown): string {
  if (!(error instanceof Problem)) return "failed";
  return error.code === "ORIGIN_AWAY" ? "away" : String(error.status);
}
