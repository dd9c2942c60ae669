// Postgres stalls for seconds in the middle of allocations and reports, then is cut off: whoever asks is told in time, nobody has two
// places, rooms go on, and afterwards everything is as it should be. Real processes, and a way to Postgres that fails.

import { afterEach, beforeEach, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { openDb } from "../../origin/db/client.ts";
import { eventually } from "../support/eventually.ts";
import { type Fleet, type Person, startFleet } from "./fleet.ts";
import { firstPlace, speak, untilVisits, WAIT_MS, watchGone } from "./people.ts";
import { openWays, type Ways } from "./ways.ts";

const PEOPLE = 10;
/** Of one person, while the database does not answer. */
const ASKS = 2;
const STALL_MS = 6_000;
/** What an origin waits for its database at most, for each of a few things, and what a busy machine adds to that. */
const ANSWER_MAX_MS = 60_000;

let fleet: Fleet;
let ways: Ways;
let database: ReturnType<typeof openDb>;
beforeEach(async () => {
  ways = await openWays(2);
  fleet = await startFleet(2, { ways });
  database = openDb(fleet.databaseUrl);
});
afterEach(async () => {
  await database.close();
  await fleet.stop();
  ways.stop();
});

/** Everybody asks a few times, as people do who see nothing happen; what was answered, each at most so late. */
async function everybodyAsks(people: readonly Person[]): Promise<number[]> {
  const answers = await Promise.all(
    people.flatMap((person) => Array.from({ length: ASKS }, () => fleet.enter(person))),
  );
  for (const { tookMs } of answers) expect(tookMs).toBeLessThan(ANSWER_MAX_MS);
  return answers.map(({ status }) => status);
}

/** Each has one place, in the one room of the world, which has one host; and it counts nobody twice. */
async function expectOnePlaceEach(people: readonly Person[]): Promise<void> {
  const kept = await database.db.execute<{ userId: string; count: number }>(
    sql`SELECT user_id AS "userId", count(*)::int AS count FROM reservations GROUP BY user_id`,
  );
  const ids = new Set(people.map(({ userId }) => userId));
  const theirs = kept.filter(({ userId }) => ids.has(userId));
  expect(theirs.map(({ count }) => count)).toEqual(Array(people.length).fill(1));
  const rooms = await database.db.query.rooms.findMany();
  expect(rooms.map(({ epoch }) => epoch)).toEqual([1]);
}

async function untilAllHavePlaces(people: readonly Person[]): Promise<void> {
  await eventually(
    "places again",
    async () => (await fleet.enter(people[0] as Person)).status === 200,
    WAIT_MS,
  );
  await everybodyAsks(people);
  await expectOnePlaceEach(people);
}

test("a database that stalls and is then cut off: no double places, nobody thrown out, everything told afterwards", async () => {
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => fleet.newPerson(`guest${n}`)));
  const place = await firstPlace(fleet, "ann");
  const toBen = await firstPlace(fleet, "ben", place.room);
  const ann = await fleet.join(place);
  const isGone = watchGone(ann);
  await untilVisits(database.db, { ann: "here " });

  const first = everybodyAsks(people);
  ways.toPostgres.stall();
  const ben = await fleet.join(toBen);
  const second = everybodyAsks(people);
  await speak(ann, "during");
  await Bun.sleep(STALL_MS);
  ways.toPostgres.flow();
  const statuses = new Set([...(await first), ...(await second)]);
  for (const status of statuses) expect([200, 503]).toContain(status);
  await untilAllHavePlaces(people);
  await untilVisits(database.db, { ann: "here ", ben: "here " });

  const third = everybodyAsks(people);
  ways.toPostgres.cut();
  for (const status of await everybodyAsks(people)) expect(status).toBe(503);
  for (const status of await third) expect([200, 503]).toContain(status);
  await ben.leave();
  ways.toPostgres.mend();
  await untilAllHavePlaces(people);
  await untilVisits(database.db, { ann: "here ", ben: "left " });
  await speak(ann, "afterwards");
  expect(isGone()).toBe(false);
  // It was one process all the while.
  expect(await Promise.race([fleet.origin.exited, Promise.resolve("runs")])).toBe("runs");
}, 180_000);
