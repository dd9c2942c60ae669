// The plain scenarios: everybody at every target, then windows by turns.

import { roundOrder } from "../paired-ratio.ts";
import type { Plan, Report } from "../plan.ts";
import { Crowd } from "./crowd.ts";
import { measureWindow, SAMPLED_CLIENTS } from "./measure.ts";
import { PlainTraffic } from "./plain-traffic.ts";

export function runPlain(plan: Extract<Plan, { kind: "plain" }>, report: (line: Report) => void): void {
  const crowds = plan.targets.map((target, place) => {
    const traffic = new PlainTraffic(plan, place * plan.rooms);
    const crowd = new Crowd(target, traffic);
    traffic.attach(crowd);
    crowd.resize(plan.rooms * plan.avatarsPerRoom, SAMPLED_CLIENTS);
    return crowd;
  });
  for (let round = 0; round < plan.rounds; round++)
    for (const index of roundOrder(crowds.length, round)) {
      const crowd = crowds[index];
      if (crowd === undefined) continue;
      const figures = measureWindow(crowd, { ...plan, round, receiversPerSend: plan.avatarsPerRoom });
      report({ type: "window", ...figures });
    }
  for (const crowd of crowds) crowd.close();
}
