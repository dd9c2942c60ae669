// The clock of room hosts jumps ten minutes ahead, and back, while people are there: what is measured goes on, and a ticket is good or
// not by the time it says. Real processes, whose clock the test puts on.

import { afterEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeSharedClock, SHARED_CLOCK_VARIABLE } from "../support/shared-clock.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import { firstPlace, speak, watchGone } from "./people.ts";

const TEN_MINUTES_MS = 10 * 60_000;
/** Longer than a lease, and than an heir's promise. */
const WHILE_MS = 5_000;

let fleet: Fleet;
let folder: string;
afterEach(async () => {
  await fleet.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a clock that jumps throws nobody out, ends no lease, and lets nobody in with a ticket that has expired", async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-clock-"));
  const path = join(folder, "clock");
  const clock = await makeSharedClock(path);
  const hostEnv = {
    [SHARED_CLOCK_VARIABLE]: path,
    BUN_OPTIONS: "--preload ./test/support/go-by-shared-clock.ts",
  };
  fleet = await startFleet(2, { hostEnv });
  const place = await firstPlace(fleet, "ann");
  const ann = await fleet.join(place);
  const isGone = watchGone(ann);
  const toBen = await firstPlace(fleet, "ben", place.room);
  const expired = await fleet.ticketTo(toBen, Date.now() - TEN_MINUTES_MS);
  for (const jumpMs of [TEN_MINUTES_MS, -TEN_MINUTES_MS, -TEN_MINUTES_MS, TEN_MINUTES_MS]) {
    clock.advance(jumpMs);
    // Signed long enough before the host's own time, whatever that is.
    const atHost = await fleet.ticketTo(toBen, clock.nowMs() - TEN_MINUTES_MS);
    await expect(fleet.join(toBen, atHost)).rejects.toThrow();
    await speak(ann, `after ${jumpMs}, ${clock.nowMs()}`);
    await Bun.sleep(WHILE_MS);
    await speak(ann, `and later ${clock.nowMs()}`);
    const good = await fleet.join(toBen, await fleet.ticketTo(toBen, clock.nowMs()));
    await good.leave();
  }
  await expect(fleet.join(toBen, expired)).rejects.toThrow();
  const ben = await fleet.join(toBen);
  await speak(ben, "on time");
  expect(isGone()).toBe(false);
  const cy = await fleet.place(await fleet.newPerson("cy"), place.room);
  expect(cy).toMatchObject({ hostId: place.hostId });
}, 180_000);
