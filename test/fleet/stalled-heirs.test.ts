// The ways between hosts stall while the origin is away: a promise that is late is none. Real processes. SPEC [MOVE-6]

import { afterEach, beforeEach, expect, test } from "bun:test";
import { eventually } from "../support/eventually.ts";
import { type Fleet, signal, startFleet } from "./fleet.ts";
import { firstPlace, gone, placeElsewhere, speak, speakWithoutOrigin, watchGone } from "./people.ts";
import { openWays, type Ways } from "./ways.ts";

let fleet: Fleet;
let ways: Ways;
beforeEach(async () => {
  ways = await openWays(2);
  fleet = await startFleet(2, { ways });
});
afterEach(async () => {
  signal(fleet.origin.pid, "SIGCONT");
  await fleet.stop();
  ways.stop();
});

test("[MOVE-6] a host whose heir's promises do not come any more closes its rooms, before the heir opens them, and promises that come later give it none back", async () => {
  const place = await firstPlace(fleet, "ann");
  const ann = await fleet.join(place);
  const host = fleet.hostOf(place);
  const heir = fleet.hosts.find((other) => other !== host);
  const [toOrigin, fromPeers] = [ways.toOrigin[host.index], ways.fromPeers[heir?.index ?? -1]];
  const annGoneAt = gone(ann);
  toOrigin?.stall();
  // The heir hears what it is asked, and promises; nothing of that arrives.
  fromPeers?.stall({ ways: ["down"] });
  await eventually("a promise on its way", () => (fromPeers?.carried().heldBytes ?? 0) > 0);
  const next = await placeElsewhere(fleet, "ben", place);
  const ben = await fleet.join(next);
  const benInAtMs = performance.now();
  expect(await annGoneAt).toBeLessThan(benInAtMs);
  fromPeers?.flow();
  toOrigin?.flow();
  await speak(ben, "here");
  expect(await fleet.place(await fleet.newPerson("cy"), place.room)).toMatchObject({ hostId: next.hostId });
  await ben.leave();
}, 180_000);

test("[MOVE-6] hosts whose promises are late, but not too late, throw nobody out while the origin is away", async () => {
  for (const way of ways.fromPeers) way.delay({ seed: 11n, minMs: 50, maxMs: 300 });
  const place = await firstPlace(fleet, "ann");
  const ann = await fleet.join(place);
  const isGone = watchGone(ann);
  await speakWithoutOrigin(fleet, ann);
  await speak(ann, "still here");
  expect(isGone()).toBe(false);
}, 180_000);
