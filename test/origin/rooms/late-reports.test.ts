// What is told of a room after its lease was over changes the ledger of visits, each once, and nothing else.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { HOST_DOUBTED_MS } from "../../../origin/rooms/allocate-room.ts";
import { loseHost } from "../../../origin/rooms/host-store.ts";
import { closeRoomsWhere } from "../../../origin/rooms/store.ts";
import { hostIdSchema, newId, worldIdSchema } from "../../../shared/schema/ids.ts";
import { entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PLAZA = worldIdSchema.parse("wld_hiroba-plaza");

let origin: OriginUnderTest;
let hostId: string;
let room: string;
let ann: string;
/** When the room was entered. */
let sinceMs: number;
beforeEach(async () => {
  origin = await startOrigin();
  hostId = await newHost();
  ann = (await origin.createGuest()).userId;
  room = await enter(ann);
  sinceMs = origin.clock.nowMs;
});
afterEach(() => origin.stop());

async function newHost(): Promise<string> {
  const id = newId("host");
  await register(id);
  return id;
}
async function register(id: string): Promise<void> {
  const host = { address: "192.0.2.1", tcpPort: 1883, wsUrl: "wss://room.test/mqtt" };
  const json = { hostId: id, region: "test", host, participantsMax: 100, roomsMax: 10, build: "test" };
  await origin.ask(internalPath.registerHost, { json });
}
async function enter(as: string): Promise<string> {
  const wish = { kind: "world", id: PLAZA, regionHint: null, ifFull: "refuse" };
  const outcome = entryOutcomeSchema.parse((await origin.ask(internalPath.enter, { json: wish, as })).body);
  if (outcome.outcome !== "entered") throw new Error("queued");
  return outcome.place.room;
}

type Told = { seq: number; kind: "join" | "leave" | "closed"; sid?: number; afterMs: number; user?: string };
const tell = (entries: readonly Told[], over: object = {}) =>
  origin.ask(internalPath.roomReport, {
    params: { roomId: room },
    json: {
      hostId,
      epoch: 1,
      isLate: true,
      entries: entries.map(({ seq, kind, sid = null, afterMs, user = ann }) => ({
        seq,
        kind,
        user,
        sid,
        atMs: sinceMs + afterMs,
        participantCount: 7,
      })),
      ...over,
    },
  });
const join = (seq: number, afterMs: number, user = ann): Told => ({
  seq,
  kind: "join",
  sid: seq + 1,
  afterMs,
  user,
});
const leave = (seq: number, sid: number, afterMs: number): Told => ({ seq, kind: "leave", sid, afterMs });
/** sid, and the milliseconds between which somebody was there. */
const visits = async () =>
  (await origin.deps.db.query.visits.findMany({ orderBy: (visit, { asc }) => asc(visit.sid) })).map(
    ({ sid, joinedAt, leftAt }) => [
      sid,
      joinedAt.getTime() - sinceMs,
      leftAt === null ? null : leftAt.getTime() - sinceMs,
    ],
  );
const roomNow = async () => (await origin.deps.db.query.rooms.findMany()).find(({ id }) => id === room);

/** The host is known to be no more, or not heard of, so many milliseconds after the room was entered. */
const lose = (afterMs: number, state: "gone" | "silent" = "gone") =>
  loseHost(origin.deps.db, hostIdSchema.parse(hostId), {
    state,
    suspect: null,
    at: new Date(sinceMs + afterMs),
  });

const ON_TIME = { isLate: false };
const beat = (rooms: readonly object[]) =>
  origin.ask(internalPath.heartbeat, { params: { hostId }, json: { rooms, draining: false, lease: null } });

test("a report on time of a host that is not heard of has to wait until it is", async () => {
  await tell([join(0, 1_000)], ON_TIME);
  await lose(2_000, "silent");
  expect(await tell([join(1, 1_500)], ON_TIME)).toMatchObject({
    status: 503,
    body: { code: "HOST_UNHEARD" },
  });
  expect(await visits()).toEqual([[1, 1_000, 2_000]]);
  expect(await roomNow()).toMatchObject({ hostId: null, participantCount: 0 });
  await beat([{ room, epoch: 1, participantCount: 2, ghostCount: 0, reportSeq: 1 }]);
  expect((await tell([join(1, 1_500)], ON_TIME)).status).toBe(204);
  expect(await visits()).toEqual([
    [1, 1_000, null],
    [2, 1_500, null],
  ]);
});

test("a registration that arrives when its host is not heard of any more says nothing of its rooms", async () => {
  await tell([join(0, 1_000)], ON_TIME);
  await lose(2_000, "silent");
  await register(hostId);
  expect(await tell([join(1, 1_500)], ON_TIME)).toMatchObject({
    status: 503,
    body: { code: "HOST_UNHEARD" },
  });
  await beat([{ room, epoch: 1, participantCount: 1, ghostCount: 0, reportSeq: 0 }]);
  expect(await visits()).toEqual([[1, 1_000, null]]);
});

test("a registration that arrives late sends nobody to a host that drains", async () => {
  await origin.ask(internalPath.heartbeat, {
    params: { hostId },
    json: { rooms: [], draining: true, lease: null },
  });
  await register(hostId);
  expect((await origin.deps.db.query.hosts.findMany()).map(({ draining }) => draining)).toEqual([true]);
});

describe("a late report", () => {
  test("is taken once, however often and in whatever pieces it comes", async () => {
    await lose(60_000);
    const entries = [join(0, 1_000), join(1, 2_000), leave(2, 1, 3_000)];
    for (const piece of [entries, entries.slice(1), entries.slice(0, 1), entries])
      expect((await tell(piece)).status).toBe(204);
    await Promise.all([tell(entries), tell(entries)]);
    expect(await visits()).toEqual([
      [1, 1_000, 3_000],
      [2, 2_000, 60_000],
    ]);
  });

  test("adds to what the host told while it lived, and tells when somebody left who was there to the last", async () => {
    await tell([join(0, 1_000), join(1, 2_000)], ON_TIME);
    await lose(60_000);
    await tell([join(1, 2_000), leave(2, 1, 5_000)]);
    expect(await visits()).toEqual([
      [1, 1_000, 5_000],
      [2, 2_000, 60_000],
    ]);
  });

  test("is what a host is to send that is heard of, and has given the room up", async () => {
    await tell([join(0, 1_000)], ON_TIME);
    await lose(2_000, "silent");
    await beat([]);
    const left = [leave(1, 1, 1_500)];
    expect(await tell(left, ON_TIME)).toMatchObject({ status: 409, body: { code: "ROOM_EPOCH_STALE" } });
    await tell(left);
    expect(await visits()).toEqual([[1, 1_000, 1_500]]);
  });

  test("says nothing of who is in the room by now, nor on which host", async () => {
    await lose(1_000);
    // So long that nobody is sent there any more.
    origin.clock.nowMs += HOST_DOUBTED_MS + 1;
    const next = await newHost();
    const ben = (await origin.createGuest()).userId;
    expect(await enter(ben)).toBe(room);
    const before = await roomNow();
    expect(before).toMatchObject({ hostId: next, epoch: 2 });
    await tell([join(0, 100), { seq: 1, kind: "closed", afterMs: 500 }]);
    expect(await roomNow()).toEqual(before);
    expect(await visits()).toEqual([[1, 100, 1_000]]);
  });

  test("of a host that is not known to be gone leaves it to that to end visits", async () => {
    await tell([join(0, 100)]);
    expect(await visits()).toEqual([[1, 100, null]]);
    await lose(4_000);
    expect(await visits()).toEqual([[1, 100, 4_000]]);
  });

  test("of a room that was closed before its host was lost ends visits when it was closed", async () => {
    await closeRoomsWhere(origin.deps.db, { worldId: PLAZA }, new Date(sinceMs + 2_000));
    await lose(60_000);
    await tell([join(0, 100)]);
    expect(await visits()).toEqual([[1, 100, 2_000]]);
  });

  test("does not bring back a visit that moved along with its room", async () => {
    await tell([join(0, 100)], ON_TIME);
    await newHost();
    const handOver = { hostId, epoch: 1, participantCount: 1, ghostCount: 0, snapshot: "{}" };
    const params = { roomId: room };
    expect((await origin.ask(internalPath.roomHandoff, { params, json: handOver })).status).toBe(200);
    await tell([join(0, 100)]);
    expect(await visits()).toEqual([[1, 100, null]]);
  });

  test("names nobody who has erased their account since, and is refused for a lease that never was", async () => {
    await lose(1_000);
    await tell([join(0, 100, "usr_nobody")]);
    expect(await origin.deps.db.query.visits.findMany()).toMatchObject([{ sid: 1, userId: null }]);
    expect(await tell([join(0, 100)], { epoch: 2 })).toMatchObject({
      status: 409,
      body: { code: "ROOM_EPOCH_STALE" },
    });
  });
});
