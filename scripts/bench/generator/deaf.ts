// Clients that subscribe and read too little or nothing: what they cost the others, and when the server has had enough of them.

import { readdirSync } from "node:fs";
import type { Plan, Report } from "../plan.ts";
import { readRssKb } from "../process-sample.ts";
import { Crowd } from "./crowd.ts";
import { measureWindow, SAMPLED_CLIENTS } from "./measure.ts";
import { PlainTraffic } from "./plain-traffic.ts";
import { Schedule } from "./schedule.ts";

const LOOK_EVERY_MS = 100;

/** Windows by turns without and with those who do not keep up, then a wait for the end of the last of them. */
export function runDeaf(plan: Extract<Plan, { kind: "deaf" }>, report: (line: Report) => void): void {
  const { target, avatars, deaf, hz } = plan;
  const traffic = new PlainTraffic({ ...plan, rooms: 1, avatarsPerRoom: avatars });
  const crowd = new Crowd(target, traffic);
  traffic.attach(crowd);
  crowd.resize(avatars, SAMPLED_CLIENTS);
  const names = {
    without: "all keep up",
    with: deaf === 1 ? "with one that never reads" : `with ${deaf} that do not`,
  };
  const window = (round: number, name: string): void => {
    // The load is the others': who does not keep up says nothing.
    const load = (startMs: number) => new Schedule({ senders: avatars, hz, startMs });
    const figures = measureWindow(crowd, { ...plan, round, receiversPerSend: avatars, load });
    report({ type: "window", ...figures, target: name });
  };
  for (let round = 0; round < plan.rounds; round++)
    for (const areThere of round % 2 === 0 ? [false, true] : [true, false]) {
      if (areThere) {
        enterDeaf(crowd, plan);
        crowd.drive(
          performance.now() + plan.settleMs,
          new Schedule({ senders: avatars, hz, startMs: performance.now() }),
        );
      }
      window(round, areThere ? names.with : names.without);
      for (const client of crowd.clients.slice(avatars)) client.close();
    }
  report({ type: "deaf", ...waitUntilGone(crowd, plan) });
  crowd.close();
}

function enterDeaf(crowd: Crowd, { avatars, deaf }: Extract<Plan, { kind: "deaf" }>): void {
  for (let index = avatars; index < avatars + deaf; index++) crowd.enter(index);
}

/** A server that ends a connection whose peer does not read cannot tell it so: what shows is one descriptor less. */
function waitUntilGone(crowd: Crowd, plan: Extract<Plan, { kind: "deaf" }>) {
  const { target, avatars, deaf, hz, goneWithinMs } = plan;
  const load = new Schedule({ senders: avatars, hz, startMs: performance.now() });
  const connections = () => readdirSync(`/proc/${target.pid}/fd`).length;
  crowd.drive(performance.now() + LOOK_EVERY_MS, load);
  const without = connections();
  const rssBeforeKb = readRssKb(target.pid);
  enterDeaf(crowd, plan);
  const cameAtMs = performance.now();
  let rssPeakKb = 0;
  let haveCome = false;
  while (performance.now() < cameAtMs + goneWithinMs) {
    crowd.drive(performance.now() + LOOK_EVERY_MS, load);
    rssPeakKb = Math.max(rssPeakKb, readRssKb(target.pid));
    const there = connections() - without;
    if (haveCome && there <= 0) return { goneAfterMs: performance.now() - cameAtMs, rssBeforeKb, rssPeakKb };
    haveCome ||= there >= deaf;
  }
  return { goneAfterMs: null, rssBeforeKb, rssPeakKb };
}
