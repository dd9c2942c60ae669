// Who came and went is told once and in the right order, whatever becomes of a report on its way: it is late, overtaken, repeated, or its
// answer is lost. Real processes, and a way to the origin that fails.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { openDb } from "../../origin/db/client.ts";
import { rooms } from "../../origin/db/schema/rooms.ts";
import type { AllocatedRoom } from "../../shared/schema/internal/entry.ts";
import { eventually } from "../support/eventually.ts";
import type { FaultProxy } from "../support/fault-proxy.ts";
import { type Fleet, signal, startFleet } from "./fleet.ts";
import { firstPlace, untilVisits, visitsIn, WAIT_MS } from "./people.ts";
import { openWays, type Ways } from "./ways.ts";

let fleet: Fleet;
let ways: Ways;
let database: ReturnType<typeof openDb>;
let place: AllocatedRoom;
/** From the host of that place to the origin. */
let way: FaultProxy;
beforeEach(async () => {
  // The other promises to open no room of the first while it is cut off.
  ways = await openWays(2);
  fleet = await startFleet(2, { ways });
  database = openDb(fleet.databaseUrl);
  place = await firstPlace(fleet, "ann");
  const toOrigin = ways.toOrigin[fleet.hostOf(place).index];
  if (toOrigin === undefined) throw new Error("no way");
  way = toOrigin;
});
afterEach(async () => {
  await database.close();
  await fleet.stop();
  ways.stop();
});

/** The status of each report of that room that the origin has answered. */
function answered(): string[] {
  const pattern = new RegExp(`"path":"/internal/rooms/${place.room}/report","status":(\\d+)`, "g");
  return [...fleet.origin.output().matchAll(pattern)].flatMap(([, status]) => status ?? []);
}

async function roomNow() {
  const [row] = await database.db.select().from(rooms).where(eq(rooms.id, place.room));
  return row;
}

describe("a report", () => {
  test("that is overtaken by itself and by what came after it, says nothing any more", async () => {
    const catching = way.catchNext(`/rooms/${place.room}/report`, ["up"]);
    const ann = await fleet.join(place);
    const late = await catching;
    // The host gives it up, and says it again.
    await untilVisits(database.db, { ann: "here " });
    await ann.leave();
    await untilVisits(database.db, { ann: "left " });
    const { length } = answered();
    late.release();
    await eventually("the late one", () => answered().length > length);
    expect(new Set(answered())).toEqual(new Set(["204"]));
    expect(await visitsIn(database.db)).toEqual({ ann: "left " });
    await eventually("nobody there", async () => (await roomNow())?.participantCount === 0);
  }, 180_000);

  test("whose answer is lost is said again, and taken once", async () => {
    const catching = way.catchNext(`/rooms/${place.room}/report`, ["down"]);
    const ann = await fleet.join(place);
    const late = await catching;
    await untilVisits(database.db, { ann: "here " });
    await ann.leave();
    await untilVisits(database.db, { ann: "left " });
    await eventually("two answers", () => answered().length >= 2);
    late.release();
    expect(await visitsIn(database.db)).toEqual({ ann: "left " });
  }, 180_000);

  test("of a host that died is not taken when its room is lost: nobody is there whom nobody would tell to have left", async () => {
    const catching = way.catchNext(`/rooms/${place.room}/report`, ["up"]);
    await fleet.join(place);
    const late = await catching;
    signal(fleet.hostOf(place).pid, "SIGKILL");
    await eventually("that the room is lost", async () => (await roomNow())?.hostId === null, WAIT_MS);
    late.release();
    await eventually("the late one", () => answered().length > 0);
    expect(await visitsIn(database.db)).toEqual({});
    expect(await roomNow()).toMatchObject({ participantCount: 0, hostId: null });
    // What lies on its disk is told by the process after it.
    await fleet.startAgain(fleet.hostOf(place));
    await untilVisits(database.db, { ann: "left " });
  }, 180_000);
});

test("reports of a host that was cut off by a way that stalls are taken when it is heard of again, each once", async () => {
  const [toBen, toCy] = [await firstPlace(fleet, "ben"), await firstPlace(fleet, "cy")];
  const ann = await fleet.join(place);
  await untilVisits(database.db, { ann: "here " });
  way.stall();
  const ben = await fleet.join(toBen);
  await ann.leave();
  await fleet.join(toCy);
  await eventually("that the room is lost", async () => (await roomNow())?.hostId === null, WAIT_MS);
  await untilVisits(database.db, { ann: "left " });
  way.flow();
  await untilVisits(database.db, { ann: "left ", ben: "here ", cy: "here " });
  await ben.leave();
  await untilVisits(database.db, { ann: "left ", ben: "left ", cy: "here " });
  await eventually("one there", async () => (await roomNow())?.participantCount === 1);
}, 180_000);
