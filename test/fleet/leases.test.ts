// No two hosts ever serve one room, whoever is killed, frozen or cut off; and whoever can go on, goes on. Real processes, signals, and
// routes that lead nowhere. SPEC [MOVE-5], [MOVE-6]

import { afterEach, describe, expect, test } from "bun:test";
import { openDb } from "../../origin/db/client.ts";
import type { AllocatedRoom } from "../../shared/schema/internal/entry.ts";
import { eventually } from "../support/eventually.ts";
import type { MqttGuest } from "../support/mqtt-guest.ts";
import { type Fleet, signal, startFleet } from "./fleet.ts";
import { makeNetwork, mayMakeNamespaces, type Network } from "./namespaces.ts";
import {
  firstPlace,
  gone,
  placeElsewhere,
  speak,
  speakWithoutOrigin,
  timesHeard,
  watchGone,
} from "./people.ts";

/** A host is silent 4 s after its last beat, and an heir waits out at most 3 s of a promise. */
const SUCCESSION_MS = 8_000;

let fleet: Fleet;
let network: Network | null = null;
afterEach(async () => {
  await fleet.stop();
  await network?.remove();
  network = null;
});

describe("[MOVE-5] a host that is killed", () => {
  test("has its room open elsewhere within seconds, with what lay about in it, and who was there is known to have left", async () => {
    fleet = await startFleet(2);
    const place = await firstPlace(fleet, "ann");
    const ann = await fleet.join({ ...place, participant: { ...place.participant, role: "member" } });
    await ann.client.publishAsync(`r/${place.room}/state/score`, "7", { qos: 1 });
    await speak(ann, "well?");
    const { db, close } = openDb(fleet.databaseUrl);
    try {
      await eventually("that the room is kept", async () =>
        (await db.query.keptRooms.findFirst())?.snapshot.includes("score"),
      );
      const isHere = () => db.query.visits.findFirst({ where: (visit, { isNull }) => isNull(visit.leftAt) });
      await eventually("the visit", isHere);
      signal(fleet.hostOf(place).pid, "SIGKILL");
      const next = await placeElsewhere(fleet, "ben", place);
      const ben = await fleet.join(next);
      const score = await ben.hears("what was kept", (m) => m.topicName === `r/${place.room}/state/score`);
      expect(new TextDecoder().decode(score.payload)).toBe("7");
      const [visit] = await db.query.visits.findMany({ where: (visit, { eq }) => eq(visit.epoch, 1) });
      expect(visit?.leftAt).not.toBeNull();
      await ben.leave();
    } finally {
      await close();
    }
  }, 90_000);
});

describe("[MOVE-6] a host that stood still", () => {
  test("says nothing in a room that went to another meanwhile, and sends everybody away", async () => {
    fleet = await startFleet(2);
    const place = await firstPlace(fleet, "ann");
    const [ann, eve] = [await fleet.join(place), await fleet.join(await firstPlace(fleet, "eve"))];
    await speak(ann, "before");
    const { pid } = fleet.hostOf(place);
    signal(pid, "SIGSTOP");
    // It is read when the process goes on.
    ann.client.publish(`r/${place.room}/chat`, JSON.stringify({ text: "too late" }), { qos: 0 });
    const ben = await fleet.join(await placeElsewhere(fleet, "ben", place));
    const away = Promise.all([gone(ann), gone(eve)]);
    signal(pid, "SIGCONT");
    await away;
    await speak(ben, "here");
    for (const guest of [ann, eve, ben]) expect(timesHeard(guest, "too late")).toBe(0);
  }, 90_000);
});

describe("an origin that is away for longer than a lease", () => {
  test("throws nobody out: hosts promise one another", async () => {
    fleet = await startFleet(2);
    const place = await firstPlace(fleet, "ann");
    const ann = await fleet.join(place);
    const isGone = watchGone(ann);
    await speakWithoutOrigin(fleet, ann);
    expect(isGone()).toBe(false);
    await Bun.sleep(SUCCESSION_MS);
    await speak(ann, "still here");
    expect(await fleet.place(await fleet.newPerson("ben"), place.room)).toMatchObject({
      hostId: place.hostId,
    });
    expect(isGone()).toBe(false);
  }, 90_000);
});

const canCut = await mayMakeNamespaces();

describe.skipIf(!canCut)("[MOVE-6] a host that is cut off", () => {
  async function inNamespaces(): Promise<{
    place: AllocatedRoom;
    ann: MqttGuest;
    index: number;
    net: Network;
  }> {
    const net = await makeNetwork(2);
    network = net;
    fleet = await startFleet(2, { network: net });
    const place = await firstPlace(fleet, "ann");
    const ann = await fleet.join(place);
    return { place, ann, net, index: fleet.hosts.indexOf(fleet.hostOf(place)) };
  }

  test("from the origin alone serves until another wants its room, and not beyond", async () => {
    const { place, ann, index, net } = await inNamespaces();
    await net.namespaces[index]?.cut(net.originAddress);
    const annGoneAt = gone(ann);
    // Nobody asks for the room, and its heir promises not to take it.
    await Bun.sleep(SUCCESSION_MS);
    await speak(ann, "alone");
    const next = await placeElsewhere(fleet, "ben", place);
    const ben = await fleet.join(next);
    const benInAtMs = performance.now();
    expect(await annGoneAt).toBeLessThan(benInAtMs);
    await speak(ben, "here");
    await net.namespaces[index]?.mend(net.originAddress);
    await ben.leave();
  }, 90_000);

  test("from all others closes its rooms before anybody else opens them", async () => {
    const { place, ann, index, net } = await inNamespaces();
    const others = [
      net.originAddress,
      ...net.namespaces.filter((_, other) => other !== index).map(({ address }) => address),
    ];
    const annGoneAt = gone(ann);
    for (const address of others) await net.namespaces[index]?.cut(address);
    const next = await placeElsewhere(fleet, "ben", place);
    const ben = await fleet.join(next);
    const benInAtMs = performance.now();
    expect(await annGoneAt).toBeLessThan(benInAtMs);
    await ben.leave();
    // And when it is back, it has the room no more.
    for (const address of others) await net.namespaces[index]?.mend(address);
    await Bun.sleep(3_000);
    expect(await fleet.place(await fleet.newPerson("cy"), place.room)).toMatchObject({ hostId: next.hostId });
  }, 90_000);
});
