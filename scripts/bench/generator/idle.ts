// Connections that say nothing: how much memory each costs.

import type { Plan, Report } from "../plan.ts";
import { readRssKb } from "../process-sample.ts";
import { Crowd } from "./crowd.ts";
import { PlainTraffic } from "./plain-traffic.ts";

const ONE_AVATAR_EACH = { avatarsPerRoom: 1, hz: 1, payloadBytes: 48 } as const;

/** Everybody connects and subscribes to a topic of their own, and is silent. */
export function runIdle(plan: Extract<Plan, { kind: "idle" }>, report: (line: Report) => void): void {
  const { target, connections, settleMs } = plan;
  const crowd = new Crowd(target, new PlainTraffic({ ...ONE_AVATAR_EACH, rooms: connections }));
  const rssBeforeKb = readRssKb(target.pid);
  crowd.resize(connections, 0);
  crowd.drive(performance.now() + settleMs, null);
  const rssAfterKb = readRssKb(target.pid);
  report({ type: "idle", connections: crowd.clients.length, rssBeforeKb, rssAfterKb });
  crowd.close();
}
