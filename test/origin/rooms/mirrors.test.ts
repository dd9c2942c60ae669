// What rooms of one event are told of each other: whose stage they show, and when that is another.

import { afterEach, beforeEach, expect, test } from "bun:test";
import { WATCH_INTERVAL_MS, watchHosts } from "../../../origin/rooms/watch-hosts.ts";
import { type HostId, hostIdSchema } from "../../../shared/schema/ids.ts";
import { changePageSchema } from "../../../shared/schema/internal/changes.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type RoomSpec, roomSpecSchema } from "../../../shared/schema/room-spec.ts";
import { PLAZA, person, registerHost, roomOf } from "../moderation/people.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

const iso = (ms: number) => new Date(origin.clock.nowMs + ms).toISOString();

/** An event that is on, with a room for each that enters. */
async function event(): Promise<string> {
  const organiser = await person(origin);
  const made = await origin.ask(internalPath.worlds, { as: organiser, json: { name: "Hall", capacity: 1 } });
  const worldId = String(made.body["id"]);
  await origin.ask(internalPath.world, {
    method: "PATCH",
    params: { worldId },
    as: organiser,
    json: { visibility: "public" },
  });
  const { body } = await origin.ask(internalPath.events, {
    as: organiser,
    json: {
      worldId,
      name: "Gathering",
      startsAt: iso(60_000),
      endsAt: iso(3_600_000),
      timeZone: "Asia/Tokyo",
    },
  });
  const eventId = String(body["id"]);
  await origin.ask(internalPath.moveEvent, {
    method: "POST",
    params: { eventId, act: "publish" },
    as: organiser,
  });
  return eventId;
}

/** Somebody new enters. */
const enter = async (kind: "event" | "world", id: string) =>
  origin.ask(internalPath.enter, {
    json: { kind, id, regionHint: null, ifFull: "refuse" },
    as: await person(origin),
  });
const specOf = async (room: string, hostId: string): Promise<RoomSpec> =>
  roomSpecSchema.parse(
    (await origin.ask(internalPath.roomSpec, { params: { roomId: room }, query: `?host=${hostId}` })).body,
  );
const newsSince = async (after: string | null) =>
  changePageSchema.parse(
    (await origin.ask(internalPath.roomNews, after === null ? {} : { query: `?after=${after}` })).body,
  );

test("[STAGE-1] rooms of an event have one key, and each the others with where they are, in the order they opened", async () => {
  const hostId = await registerHost(origin);
  const eventId = await event();
  const rooms: string[] = [];
  const { cursor } = await newsSince(null);
  for (let count = 0; count < 3; count++) {
    origin.clock.nowMs += 1_000;
    rooms.push(roomOf(await enter("event", eventId)));
  }
  const specs = await Promise.all(rooms.map((room) => specOf(room, hostId)));
  expect(new Set(specs.map(({ stage }) => stage?.key)).size).toBe(1);
  expect(specs.map(({ stage }) => stage?.mirrors.map(({ room }) => room as string))).toEqual([
    [rooms[1] ?? "", rooms[2] ?? ""],
    [rooms[0] ?? "", rooms[2] ?? ""],
    [rooms[0] ?? "", rooms[1] ?? ""],
  ]);
  expect(specs[0]?.stage?.mirrors[0]).toMatchObject({
    epoch: 1,
    hostId,
    host: { wsUrl: expect.any(String) },
  });
  // Those that were there are told of each that opens after them.
  expect((await newsSince(cursor)).tags).toEqual(rooms.slice(0, 2).map((room) => `room:${room}`));

  const another = await event();
  const elsewhere = await specOf(roomOf(await enter("event", another)), hostId);
  expect(elsewhere.stage?.mirrors).toEqual([]);
  expect(elsewhere.stage?.key).not.toBe(specs[0]?.stage?.key);
});

test("[STAGE-1] a room that closed is no longer among the others, which are told", async () => {
  const hostId = await registerHost(origin);
  const eventId = await event();
  const enterOne = async () => roomOf(await enter("event", eventId));
  const [first, second] = [await enterOne(), await enterOne()];
  const { cursor } = await newsSince(null);
  await origin.ask(internalPath.roomReport, {
    params: { roomId: second },
    json: {
      hostId,
      epoch: 1,
      entries: [
        { seq: 0, kind: "closed", user: null, sid: null, atMs: origin.clock.nowMs, participantCount: 0 },
      ],
    },
  });
  expect((await specOf(first, hostId)).stage?.mirrors).toEqual([]);
  expect((await newsSince(cursor)).tags).toEqual([`room:${first}`]);
});

test("[STAGE-1] a room that its silent host gets back is among the others again, which are told", async () => {
  const eventId = await event();
  const beat = (hostId: string, room: string, draining = false) =>
    origin.ask(internalPath.heartbeat, {
      params: { hostId },
      json: { draining, rooms: [{ room, epoch: 1, participantCount: 1, ghostCount: 0 }] },
    });
  const silent = await registerHost(origin);
  const lost = roomOf(await enter("event", eventId));
  // The next room opens elsewhere.
  await beat(silent, lost, true);
  const other = await registerHost(origin, { tcpPort: 1884 });
  const kept = roomOf(await enter("event", eventId));
  const shown = async () => (await specOf(kept, other)).stage?.mirrors.map(({ room }) => room as string);
  expect(await shown()).toEqual([lost]);

  for (let lost: readonly HostId[] = []; lost.length === 0; ) {
    origin.clock.nowMs += WATCH_INTERVAL_MS;
    await beat(other, kept);
    lost = (await watchHosts(origin.deps)).silent;
    expect(lost).not.toContain(hostIdSchema.parse(other));
  }
  expect(await shown()).toEqual([]);
  const { cursor } = await newsSince(null);
  await registerHost(origin, { hostId: silent });
  await beat(silent, lost);
  expect(await shown()).toEqual([lost]);
  expect((await newsSince(cursor)).tags).toEqual([`room:${kept}`]);
  // Only when it comes back, not with each heartbeat.
  await beat(silent, lost);
  expect((await newsSince(cursor)).tags).toEqual([`room:${kept}`]);
});

test("a room of no event shares no stage", async () => {
  const hostId = await registerHost(origin);
  const room = roomOf(await enter("world", PLAZA));
  expect((await specOf(room, hostId)).stage).toBeNull();
});
