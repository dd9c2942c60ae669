// One client that subscribes and never reads: what it costs the others, and when the server has had enough of it.

import { readdirSync } from "node:fs";
import type { Plan, Report } from "../plan.ts";
import { readRssKb } from "../process-sample.ts";
import { Crowd } from "./crowd.ts";
import { measureWindow, SAMPLED_CLIENTS } from "./measure.ts";
import { PlainTraffic } from "./plain-traffic.ts";
import { Schedule } from "./schedule.ts";

const LOOK_EVERY_MS = 100;
export const WITH_DEAF = "with one that never reads";
export const WITHOUT_DEAF = "all read";

/** Windows by turns without and with a deaf client, then a wait for the end of the last one. */
export function runDeaf(plan: Extract<Plan, { kind: "deaf" }>, report: (line: Report) => void): void {
  const { target, avatars, hz } = plan;
  const traffic = new PlainTraffic({ ...plan, rooms: 1, avatarsPerRoom: avatars });
  const crowd = new Crowd(target, traffic);
  traffic.attach(crowd);
  crowd.resize(avatars, SAMPLED_CLIENTS);
  const window = (round: number, name: string): void => {
    // The load is the others': a deaf client says nothing.
    const load = (startMs: number) => new Schedule({ senders: avatars, hz, startMs });
    const figures = measureWindow(crowd, { ...plan, round, receiversPerSend: avatars, load });
    report({ type: "window", ...figures, target: name });
  };
  for (let round = 0; round < plan.rounds; round++)
    for (const isDeaf of round % 2 === 0 ? [false, true] : [true, false]) {
      if (isDeaf) crowd.enter(avatars);
      window(round, isDeaf ? WITH_DEAF : WITHOUT_DEAF);
      crowd.clients[avatars]?.close();
    }
  report({ type: "deaf", ...waitUntilGone(crowd, plan) });
  crowd.close();
}

/** A server that ends a connection whose peer does not read cannot tell it so: what shows is one descriptor less. */
function waitUntilGone(crowd: Crowd, plan: Extract<Plan, { kind: "deaf" }>) {
  const { target, avatars, hz, goneWithinMs } = plan;
  const load = new Schedule({ senders: avatars, hz, startMs: performance.now() });
  const connections = () => readdirSync(`/proc/${target.pid}/fd`).length;
  crowd.drive(performance.now() + LOOK_EVERY_MS, load);
  const without = connections();
  crowd.enter(avatars);
  const cameAtMs = performance.now();
  let rssPeakKb = 0;
  let hasCome = false;
  while (performance.now() < cameAtMs + goneWithinMs) {
    crowd.drive(performance.now() + LOOK_EVERY_MS, load);
    rssPeakKb = Math.max(rssPeakKb, readRssKb(target.pid));
    const isThere = connections() > without;
    if (hasCome && !isThere) return { goneAfterMs: performance.now() - cameAtMs, rssPeakKb };
    hasCome ||= isThere;
  }
  return { goneAfterMs: null, rssPeakKb };
}
