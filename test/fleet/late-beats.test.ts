// What a host says of its rooms is late: stalled for longer than a lease, and delivered when another has them; or an old word overtaken
// by newer ones. Real processes, and a way to the origin that fails. SPEC [MOVE-6]

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { openDb } from "../../origin/db/client.ts";
import { hosts, rooms } from "../../origin/db/schema/rooms.ts";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import { eventually } from "../support/eventually.ts";
import { type Fleet, signal, startFleet } from "./fleet.ts";
import { firstPlace, gone, placeElsewhere, speak } from "./people.ts";
import { openWays, type Ways } from "./ways.ts";

let fleet: Fleet;
let ways: Ways;
let database: ReturnType<typeof openDb>;
beforeEach(async () => {
  ways = await openWays(2);
});
afterEach(async () => {
  await database.close();
  await fleet.stop();
  ways.stop();
});

async function start(): Promise<void> {
  fleet = await startFleet(2, { ways });
  database = openDb(fleet.databaseUrl);
}

async function hostRow(hostId: HostId) {
  const [row] = await database.db.select().from(hosts).where(eq(hosts.id, hostId));
  if (row === undefined) throw new Error("the origin has forgotten it");
  return row;
}

async function leaseOf(room: RoomId) {
  const [row] = await database.db.select().from(rooms).where(eq(rooms.id, room));
  return { hostId: row?.hostId, epoch: row?.epoch };
}

describe("beats that arrive when another has the room", () => {
  test("give it back to nobody, and the host that sent them has closed it before", async () => {
    await start();
    const place = await firstPlace(fleet, "ann");
    const ann = await fleet.join(place);
    await speak(ann, "before");
    const way = ways.toOrigin[fleet.hostOf(place).index];
    way?.stall({ ways: ["up"] });
    const annGoneAt = gone(ann);
    const next = await placeElsewhere(fleet, "ben", place);
    const ben = await fleet.join(next);
    const benInAtMs = performance.now();
    expect(await annGoneAt).toBeLessThan(benInAtMs);
    const { beatSeq } = await hostRow(place.hostId);
    const lease = await leaseOf(place.room);
    expect(lease).toEqual({ hostId: next.hostId, epoch: 2 });

    way?.flow();
    await eventually("a beat", async () => (await hostRow(place.hostId)).beatSeq > beatSeq);
    // All of them are answered, whoever waits for that: what was held is old, what comes now is new.
    await eventually("all that was held", () => way?.carried().heldBytes === 0);
    const { beatSeq: seqNow } = await hostRow(place.hostId);
    await eventually("beats of now", async () => (await hostRow(place.hostId)).beatSeq > seqNow + 1);
    expect(await leaseOf(place.room)).toEqual(lease);
    await speak(ben, "here");
    expect(await fleet.place(await fleet.newPerson("cy"), place.room)).toMatchObject({ hostId: next.hostId });
    await ben.leave();
  }, 180_000);

  test("give it back to nobody either where the host that sent them has died since", async () => {
    await start();
    const place = await firstPlace(fleet, "ann");
    await speak(await fleet.join(place), "before");
    const host = fleet.hostOf(place);
    const way = ways.toOrigin[host.index];
    const beat = await way?.catchNext("/heartbeat", ["up"]);
    const { beatSeq } = await hostRow(place.hostId);
    signal(host.pid, "SIGKILL");
    const next = await placeElsewhere(fleet, "ben", place);
    const ben = await fleet.join(next);
    const lease = await leaseOf(place.room);

    beat?.release();
    await eventually("a dead host's beat", async () => (await hostRow(place.hostId)).beatSeq > beatSeq);
    expect(await leaseOf(place.room)).toEqual(lease);
    await speak(ben, "here");
    // It is silent again, as nothing came after that.
    await eventually("its silence", async () => (await hostRow(place.hostId)).state !== "speaking", 30_000);
    expect(await leaseOf(place.room)).toEqual(lease);
    await ben.leave();
  }, 180_000);
});

describe("a registration that arrives when the host has registered again", () => {
  test("takes back nothing that was said since", async () => {
    const registering = ways.toOrigin[0]?.catchNext("POST /internal/hosts HTTP", ["up"]);
    await start();
    const held = await registering;
    const hostId = fleet.hosts.find(({ index }) => index === 0)?.hostId as HostId;
    const before = await eventually("a while of beats", async () => {
      const row = await hostRow(hostId);
      return row.beatSeq > 8 && row.heirs?.length === 1 ? row : null;
    });
    held?.release();
    const registrations = () =>
      fleet.origin.output().match(/"path":"\/internal\/hosts","status":200/g)?.length;
    await eventually("three registrations", () => registrations() === 3);
    const after = await hostRow(hostId);
    expect(after.beatSeq).toBeGreaterThanOrEqual(before.beatSeq);
    expect(after.heirs).toEqual(before.heirs);
  }, 180_000);
});
