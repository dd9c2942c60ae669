// How many avatars a server holds: grows and shrinks one room until the largest number it still serves in time is known.

import { nextAvatars, type Probe } from "../cap-search.ts";
import { hasHeld, isCalm } from "../judge.ts";
import type { Plan, Report, WindowFigures } from "../plan.ts";
import { Crowd } from "./crowd.ts";
import { measureWindow, SAMPLED_CLIENTS } from "./measure.ts";
import { PlainTraffic } from "./plain-traffic.ts";

/** A number that was missed while somebody else had the core is tried again this often. */
const RETRIES_MAX = 2;

export function runSearch(plan: Extract<Plan, { kind: "search" }>, report: (line: Report) => void): void {
  const traffic = new PlainTraffic({ ...plan, rooms: 1, avatarsPerRoom: plan.avatarsMax });
  const crowd = new Crowd(plan.target, traffic);
  traffic.attach(crowd);
  const probes: Probe[] = [];
  for (let avatars = nextAvatars(probes, plan); avatars !== null; avatars = nextAvatars(probes, plan)) {
    const figures = probe(crowd, plan, avatars);
    report({ type: "window", ...figures });
    probes.push({ avatars, held: hasHeld(figures, plan.p99MaxMs) });
  }
  crowd.close();
  const held = Math.max(0, ...probes.filter((p) => p.held).map((p) => p.avatars));
  const missed = probes.filter((p) => !p.held && p.avatars > held).map((p) => p.avatars);
  report({ type: "searched", held, lowestMissed: missed.length === 0 ? null : Math.min(...missed) });
}

function probe(crowd: Crowd, plan: Extract<Plan, { kind: "search" }>, avatars: number): WindowFigures {
  for (let retries = 0; ; retries++) {
    crowd.resize(avatars, SAMPLED_CLIENTS);
    const figures = measureWindow(crowd, { ...plan, round: retries, receiversPerSend: avatars });
    if (hasHeld(figures, plan.p99MaxMs) || isCalm(figures) || retries === RETRIES_MAX) return figures;
  }
}
