// The plain scenarios: everybody at every target, then windows by turns.

import { roundOrder } from "../paired-ratio.ts";
import type { Plan, Report } from "../plan.ts";
import { Crowd } from "./crowd.ts";
import { measureWindow, SAMPLED_CLIENTS } from "./measure.ts";
import { PlainTraffic } from "./plain-traffic.ts";

export function runPlain(plan: Extract<Plan, { kind: "plain" }>, report: (line: Report) => void): void {
  let firstRoom = 0;
  const crowds = plan.crowds.map(({ target, load }) => {
    const traffic = new PlainTraffic(load, firstRoom);
    firstRoom += load.rooms;
    const crowd = new Crowd(target, traffic);
    traffic.attach(crowd);
    crowd.resize(load.rooms * load.avatarsPerRoom, SAMPLED_CLIENTS);
    return { crowd, load };
  });
  for (let round = 0; round < plan.rounds; round++)
    for (const index of roundOrder(crowds.length, round)) {
      const chosen = crowds[index];
      if (chosen === undefined) continue;
      const { crowd, load } = chosen;
      const receiversPerSend = load.avatarsPerRoom;
      report({
        type: "window",
        ...measureWindow(crowd, { ...plan, round, hz: load.hz, receiversPerSend }),
      });
    }
  for (const { crowd } of crowds) crowd.close();
}
