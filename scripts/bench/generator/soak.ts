// A long evening in the open room: everybody walks, somebody is always leaving and somebody else coming, and memory is watched.

import { Capability } from "../../../shared/protocol/ext/hello.ts";
import type { Plan, Report } from "../plan.ts";
import { readRssKb } from "../process-sample.ts";
import { Crowd } from "./crowd.ts";
import { ExtendedTraffic } from "./extended-traffic.ts";
import { SAMPLED_CLIENTS } from "./measure.ts";
import { Schedule } from "./schedule.ts";

export function runSoak(plan: Extract<Plan, { kind: "soak" }>, report: (line: Report) => void): void {
  const { target, avatars, hz, lengthMs, sampleEveryMs, changeEveryMs } = plan;
  const traffic = new ExtendedTraffic({ avatars, hz, mode: 0, capabilities: Capability.type0 });
  const crowd = new Crowd(target, traffic);
  traffic.attach(crowd);
  crowd.resize(avatars, SAMPLED_CLIENTS);
  traffic.learnClock(crowd);
  const startMs = performance.now();
  const load = new Schedule({ senders: avatars, hz, startMs });
  let leaver = 0;
  let sampledAtMs = startMs;
  for (let changeAtMs = startMs; changeAtMs < startMs + lengthMs; changeAtMs += changeEveryMs) {
    crowd.drive(changeAtMs, load);
    // Those whose packets are read stay: they would come back in the middle of one.
    do leaver = (leaver + 1) % avatars;
    while (crowd.clients[leaver]?.reading === "framed" && avatars > SAMPLED_CLIENTS);
    crowd.enter(leaver);
    if (changeAtMs < sampledAtMs + sampleEveryMs) continue;
    sampledAtMs = changeAtMs;
    const rssKb = readRssKb(target.pid);
    const { lostConnections } = crowd.counts;
    report({ type: "sample", atMs: changeAtMs - startMs, rssKb, lostConnections });
  }
  crowd.close();
}
