// One of two hosts with two hundred people is killed: everybody on it is back in their room, on the other, and known to have been there
// twice. Real processes. SPEC [MOVE-5]

import { afterEach, expect, test } from "bun:test";
import { openDb } from "../../origin/db/client.ts";
import type { AllocatedRoom } from "../../shared/schema/internal/entry.ts";
import { eventually } from "../support/eventually.ts";
import type { MqttGuest } from "../support/mqtt-guest.ts";
import { type Fleet, type Person, signal, startFleet } from "./fleet.ts";
import { gone, untilVisits } from "./people.ts";

const PEOPLE = 200;
/** In one go: as many as come to a busy edge at a time. */
const AT_ONCE = 10;
const WAIT_MS = 60_000;

let fleet: Fleet;
afterEach(() => fleet.stop());

/** Does it for each, so many at a time. */
async function each<T, R>(all: readonly T[], act: (one: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const next = all.entries();
  const worker = async () => {
    for (const [index, one] of next) results[index] = await act(one, index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

test("[MOVE-5] of two hundred people in two rooms those whose host is killed are back in theirs, each once, with what was kept in it", async () => {
  fleet = await startFleet(2);
  const people: Person[] = await each(Array(PEOPLE).fill(0), (_, n) => fleet.newPerson(`guest${n}`));
  const placeOf = async (person: Person, room?: string): Promise<AllocatedRoom | null> => {
    const place = await fleet.place(person, room);
    return typeof place === "string" ? null : place;
  };
  const places = await each(people, (person) => eventually("a place", () => placeOf(person), WAIT_MS));
  const [{ hostId } = { hostId: null }] = places;
  const here = (place: AllocatedRoom | undefined) => place?.hostId === hostId;
  const guests = await each(places, (place, index) =>
    fleet.join(index === 0 ? { ...place, participant: { ...place.participant, role: "member" } } : place),
  );
  await guests[0]?.client.publishAsync(`r/${places[0]?.room}/state/score`, "7", { qos: 1 });
  const { db, close } = openDb(fleet.databaseUrl);
  try {
    const everybody = (told: string) => Object.fromEntries(people.map((_, n) => [`guest${n}`, told]));
    await untilVisits(db, everybody("here "));
    await eventually("that the room is kept", async () =>
      (await db.query.keptRooms.findMany()).some(({ snapshot }) => snapshot.includes("score")),
    );

    const lost = guests.filter((_, index) => here(places[index]));
    const ends = Promise.all(lost.map(gone));
    const host = fleet.hosts.find((other) => other.hostId === hostId);
    if (host === undefined) throw new Error("no host");
    signal(host.pid, "SIGKILL");
    const killedAtMs = performance.now();
    await ends;
    const back = await each(people, async (person, index): Promise<MqttGuest> => {
      const before = places[index];
      if (!here(before)) return guests[index] as MqttGuest;
      const place = await eventually(
        "a place elsewhere",
        async () => {
          const next = await placeOf(person, before?.room);
          return next !== null && !here(next) ? next : null;
        },
        WAIT_MS,
      );
      return fleet.join(place);
    });
    const tookMs = performance.now() - killedAtMs;
    console.log(`${lost.length} of ${PEOPLE} were on it, the last was back after ${Math.round(tookMs)} ms`);
    const score = await back[0]?.hears("the score", ({ topicName }) => topicName.endsWith("/state/score"));
    expect(new TextDecoder().decode(score?.payload)).toBe("7");
    const told = people.map((_, n) => [`guest${n}`, here(places[n]) ? "left here " : "here "] as const);
    await untilVisits(db, Object.fromEntries(told));
    await each(back, (guest) => guest.leave());
  } finally {
    await close();
  }
}, 300_000);
