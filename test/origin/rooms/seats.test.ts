// Seats are atomic, on a real Postgres and through two origins at once: people enter, come, go, let their places lapse and come
// back, all at the same time, while their host reports and beats in any order. A room of N has never N+1, and the Nth gets in.

import { afterEach, beforeEach, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { seededRng } from "../../../shared/rng.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PLACES = 5;
const PEOPLE = 12;
const RESERVATION_MS = 60_000;
const ROUNDS = 6;
const WATCH_EVERY_MS = 10;

let origin: OriginUnderTest;
let another: ReturnType<OriginUnderTest["startAnother"]>;
beforeEach(async () => {
  origin = await startOrigin();
  another = origin.startAnother();
});
afterEach(async () => {
  await another.close();
  await origin.stop();
});

type Entry = {
  readonly seq: number;
  readonly kind: "join" | "leave";
  readonly user: string;
  readonly sid: number;
};

/** A room's host as the origin hears it: reports one after the other, beats whenever, and the door shut behind the last place. */
class RoomHost {
  readonly hostId = newId("host");
  readonly sidOf = new Map<string, number>();
  #room = "";
  #seq = 0;
  #sid = 0;
  #reporting: Promise<unknown> = Promise.resolve();

  async register(): Promise<void> {
    const host = { address: "192.0.2.1", tcpPort: 1883, wsUrl: "wss://room.test/mqtt" };
    const json = {
      hostId: this.hostId,
      region: "test",
      host,
      participantsMax: 100,
      roomsMax: 10,
      build: "test",
    };
    await origin.ask(internalPath.registerHost, { json });
  }
  serve(room: string): void {
    this.#room = room;
  }
  join(user: string): Promise<unknown> {
    expect(this.sidOf.size).toBeLessThan(PLACES);
    const sid = ++this.#sid;
    this.sidOf.set(user, sid);
    return this.#report({ seq: this.#seq++, kind: "join", user, sid });
  }
  leave(user: string): Promise<unknown> {
    const sid = this.sidOf.get(user) ?? 0;
    this.sidOf.delete(user);
    return this.#report({ seq: this.#seq++, kind: "leave", user, sid });
  }
  #report(entry: Entry): Promise<unknown> {
    const said = { ...entry, atMs: origin.clock.nowMs, participantCount: this.sidOf.size };
    const json = { hostId: this.hostId, epoch: 1, entries: [said] };
    this.#reporting = this.#reporting.then(() =>
      either()(internalPath.roomReport, { params: { roomId: this.#room }, json }),
    );
    return this.#reporting;
  }
  async beat(): Promise<void> {
    const counted = { participantCount: this.sidOf.size, reportSeq: this.#seq - 1 };
    const rooms = [{ room: this.#room, epoch: 1, ...counted }];
    const json = { rooms, draining: false };
    const answer = await either()(internalPath.heartbeat, { params: { hostId: this.hostId }, json });
    expect(answer.body).toMatchObject({ close: [] });
  }
}

let turn = 0;
/** One of the two origins, in turn. */
const either = () => (turn++ % 2 === 0 ? origin.ask : another.ask);

async function worldOf(capacity: number): Promise<string> {
  const { userId } = await origin.createGuest();
  const made = await origin.ask(internalPath.worlds, { as: userId, json: { name: "Booth", capacity } });
  return String(made.body["id"]);
}

/** Asks for a place in this one room, or in any of the world. Null for who is told that it is full. */
async function enter(user: string, id: string, room?: string): Promise<string | null> {
  const json = {
    kind: "world",
    id,
    ...(room === undefined ? {} : { room }),
    regionHint: null,
    ifFull: "refuse",
  };
  const { status, body } = await either()(internalPath.enter, { json, as: user });
  if (status === 503) {
    expect(body).toMatchObject({ code: "ROOMS_FULL" });
    return null;
  }
  const outcome = entryOutcomeSchema.parse(body);
  if (outcome.outcome !== "entered") throw new Error("was queued");
  return outcome.place.room;
}

/** Who is there and who is awaited, as one reading of the database has it: nobody who is there is awaited as well. */
async function heldCount(room: string): Promise<number> {
  const now = new Date(origin.clock.nowMs).toISOString();
  const [row] = await origin.deps.db.execute<{ held: number }>(sql`
    SELECT participant_count + (SELECT count(*) FROM reservations k WHERE k.room_id = r.id
      AND k.expires_at > ${now}::timestamptz AND NOT EXISTS (SELECT FROM visits v
        WHERE v.room_id = r.id AND v.epoch = r.epoch AND v.user_id = k.user_id AND v.left_at IS NULL))::int AS held
    FROM rooms r WHERE id = ${room}`);
  return row?.held ?? -1;
}

test("who is in a room, or awaited there, comes back into it past those who wait for a place", async () => {
  const host = new RoomHost();
  await host.register();
  const world = await worldOf(2);
  const people: string[] = [];
  while (people.length < 4) people.push((await origin.createGuest()).userId);
  const [here = "", awaited = "", first = "", second = ""] = people;
  const room = (await enter(here, world)) ?? "";
  host.serve(room);
  await enter(awaited, world, room);
  await host.join(here);
  for (const user of [first, second]) {
    const json = { kind: "world", id: world, room, regionHint: null, ifFull: "queue" };
    const { body } = await origin.ask(internalPath.enter, { json, as: user });
    expect(body).toMatchObject({ outcome: "queued" });
  }
  expect(await enter(here, world, room)).toBe(room);
  expect(await enter(awaited, world, room)).toBe(room);
  expect(await enter(second, world, room)).toBeNull();
});

test.each([1n, 2n, 3n])(
  "a room of five has never six, and the fifth always gets in (seed %p)",
  async (seed) => {
    const rng = seededRng(seed);
    const host = new RoomHost();
    await host.register();
    const world = await worldOf(PLACES);
    const people: string[] = [];
    while (people.length < PEOPLE) people.push((await origin.createGuest()).userId);
    /** By who was let in, also again while they were there: until then it is theirs, come or gone. */
    const keptUntilMs = new Map<string, number>();
    const isAwaited = (user: string) =>
      !host.sidOf.has(user) && (keptUntilMs.get(user) ?? 0) > origin.clock.nowMs;
    const isOutside = (user: string) => !host.sidOf.has(user) && !isAwaited(user);
    let room: string | undefined;
    const ask = async (user: string): Promise<boolean> => {
      const place = await enter(user, world, room);
      if (place === null) return false;
      room ??= place;
      expect(place).toBe(room);
      keptUntilMs.set(user, origin.clock.nowMs + RESERVATION_MS);
      return true;
    };
    await ask(people[0] ?? "");
    host.serve(room ?? "");

    const act = async (user: string): Promise<void> => {
      const roll = rng();
      if (isOutside(user)) return void (await ask(user));
      // Back after a change of network, or with a ticket that has grown old: their own place is theirs, however full it is.
      if (roll < 0.25) expect(await ask(user)).toBe(true);
      else if (host.sidOf.has(user) && roll < 0.7) await host.leave(user);
      else if (isAwaited(user) && roll < 0.7) {
        keptUntilMs.delete(user);
        await host.join(user);
      }
    };
    const shuffled = () => people.toSorted(() => rng() - 0.5);

    const counts: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      let isOver = false;
      const watch = async () => {
        while (!isOver) {
          counts.push(await heldCount(room ?? ""));
          await Bun.sleep(WATCH_EVERY_MS);
        }
      };
      const watching = watch();
      await Promise.all([...shuffled().map(act), ...Array.from({ length: 6 }, () => host.beat())]);
      await Promise.all([host.beat(), ...shuffled().map(act), host.beat()]);
      isOver = true;
      await watching;
      if (round % 3 === 2) origin.clock.nowMs += RESERVATION_MS;
      await host.beat();

      const outside = people.filter(isOutside);
      expect(await heldCount(room ?? "")).toBe(PEOPLE - outside.length);
      const freeCount = PLACES - (PEOPLE - outside.length);
      const letIn = await Promise.all(outside.map(ask));
      expect(letIn.filter(Boolean)).toHaveLength(freeCount);
    }
    expect(Math.max(...counts)).toBe(PLACES);
  },
);
