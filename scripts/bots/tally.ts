// What the bots are up to, counted, and as one line. Pure.

import type { RoomConnection } from "../../shared/client/room-client.ts";

export type Counts = { readonly posesSent: number; readonly posesHeard: number; readonly linesSaid: number };
export type Standing = { readonly [Name in RoomConnection["name"]]: number };

/** How many bots are in which state. */
export function standingOf(states: Iterable<RoomConnection["name"]>): Standing {
  const standing = { connecting: 0, joined: 0, reconnecting: 0, left: 0 };
  for (const name of states) standing[name]++;
  return standing;
}

/** Poses a second since `before`, and who is where: "8 of 10 joined, 2 reconnecting; 160 poses/s sent, 1,440 received". */
export function statusLine(options: {
  readonly botCount: number;
  readonly standing: Standing;
  readonly before: Counts;
  readonly now: Counts;
  readonly elapsedMs: number;
}): string {
  const { standing, before, now } = options;
  const perSecond = (count: number): string =>
    Math.round(options.elapsedMs > 0 ? (count * 1000) / options.elapsedMs : 0).toLocaleString("en");
  const others = (["connecting", "reconnecting", "left"] as const)
    .filter((name) => standing[name] > 0)
    .map((name) => `, ${standing[name]} ${name}`)
    .join("");
  const sent = perSecond(now.posesSent - before.posesSent);
  const heard = perSecond(now.posesHeard - before.posesHeard);
  const chat = now.linesSaid > 0 ? `, ${now.linesSaid.toLocaleString("en")} lines said` : "";
  return `${standing.joined} of ${options.botCount} joined${others}; ${sent} poses/s sent, ${heard} received${chat}`;
}
