import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { HOST_DOUBTED_MS } from "../../../origin/rooms/allocate-room.ts";
import { HEARTBEAT_INTERVAL_MS, OLD_HOST_SILENT_MS } from "../../../origin/rooms/succession.ts";
import { watchHosts } from "../../../origin/rooms/watch-hosts.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { type AllocatedRoom, entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import type { RegisterHost } from "../../../shared/schema/internal/hosts.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { worldPageSchema } from "../../../shared/schema/public-api.ts";
import { roomSpecSchema } from "../../../shared/schema/room-spec.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PLAZA = "wld_hiroba-plaza";
const RESERVATION_MS = 60_000;
const ELSEWHERE = { address: "192.0.2.9", tcpPort: 1883, wsUrl: "wss://other.test/mqtt" };

let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

async function register(change: Partial<RegisterHost> = {}): Promise<string> {
  const hostId = newId("host");
  const answer = await origin.ask(internalPath.registerHost, {
    json: {
      hostId,
      region: "test",
      host: { address: "192.0.2.1", tcpPort: 1883, wsUrl: "wss://room.test/mqtt" },
      participantsMax: 100,
      roomsMax: 10,
      build: "test",
      ...change,
    },
  });
  expect(answer.body).toEqual({ heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS });
  return hostId;
}
const enter = (as: string, worldId: string = PLAZA) =>
  origin.ask(internalPath.enter, {
    json: { kind: "world", id: worldId, regionHint: null, ifFull: "refuse" },
    as,
  });
function placeOf({ body }: { readonly body: unknown }): AllocatedRoom {
  const outcome = entryOutcomeSchema.parse(body);
  if (outcome.outcome !== "entered") throw new Error("not entered but queued");
  return outcome.place;
}
/** Somebody new enters. */
async function placed(worldId?: string): Promise<AllocatedRoom> {
  const { userId } = await origin.createGuest();
  return placeOf(await enter(userId, worldId));
}
const heartbeat = (
  hostId: string,
  rooms: readonly { room: string; epoch: number; participantCount: number }[] = [],
  draining = false,
) => origin.ask(internalPath.heartbeat, { params: { hostId }, json: { rooms, draining } });
const spec = (roomId: string, host: string) =>
  origin.ask(internalPath.roomSpec, { params: { roomId }, query: `?host=${host}` });
type Entry = { kind: "join" | "leave" | "closed"; user?: string | null; sid?: number | null };
/** Reports entries numbered from `firstSeq`; the head count follows from them when it is not given. */
const report = (
  roomId: string,
  hostId: string,
  entries: readonly Entry[],
  { epoch = 1, firstSeq = 0, participantCount = entries.length } = {},
) =>
  origin.ask(internalPath.roomReport, {
    params: { roomId },
    json: {
      hostId,
      epoch,
      entries: entries.map(({ kind, user = null, sid = null }, index) => ({
        seq: firstSeq + index,
        kind,
        user,
        sid,
        atMs: origin.clock.nowMs,
        participantCount,
      })),
    },
  });
/** Hosts are watched for so long without a gap. Answers who fell silent. */
async function listen(ms: number): Promise<string[]> {
  const silent: string[] = [];
  const untilMs = origin.clock.nowMs + ms;
  for (;;) {
    silent.push(...(await watchHosts(origin.deps)).silent);
    if (origin.clock.nowMs >= untilMs) return silent;
    origin.clock.nowMs = Math.min(untilMs, origin.clock.nowMs + 1_000);
  }
}
async function headCount(): Promise<number | undefined> {
  const { items } = worldPageSchema.parse((await origin.ask(internalPath.worlds)).body);
  return items.find(({ id }) => (id as string) === PLAZA)?.headCount;
}
const visits = () => origin.deps.db.query.visits.findMany({ orderBy: (visit, { asc }) => asc(visit.sid) });

describe("entering a world", () => {
  test("without a host is put off; of no world or by no user it is a 404", async () => {
    const { userId } = await origin.createGuest();
    const refused = await enter(userId);
    expect(refused).toMatchObject({ status: 503, body: { code: "NO_ROOM_HOST" } });
    expect(refused.headers.get("retry-after")).toBe("3");
    await register();
    expect(await enter(userId, "wld_gone")).toMatchObject({ status: 404, body: { code: "WORLD_NOT_FOUND" } });
    expect(await enter("usr_ghost")).toMatchObject({ status: 404, body: { code: "USER_NOT_FOUND" } });
  });

  test("answers with the room, its host's address, the world, and the participant as the room will see them", async () => {
    const hostId = await register();
    const { userId } = await origin.createGuest("Midori");
    const entered = await enter(userId);
    expect(placeOf(entered)).toMatchObject({
      hostId,
      host: { address: "192.0.2.1", tcpPort: 1883, wsUrl: "wss://room.test/mqtt" },
      world: { id: PLAZA },
      participant: { user: userId, name: "Midori", role: "guest", avatar: null },
    });
  });

  test("brings many who come at once into one room, also more than there are connections", async () => {
    await register();
    const rooms = await Promise.all(Array.from({ length: 24 }, () => placed()));
    expect(new Set(rooms.map(({ room }) => room)).size).toBe(1);
  });

  test("keeps a place for a minute: until then nobody else gets it, and its owner gets it again", async () => {
    await register({ participantsMax: 1 });
    const first = await origin.createGuest();
    const { room } = placeOf(await enter(first.userId));
    const second = await origin.createGuest();
    expect(await enter(second.userId)).toMatchObject({ status: 503, body: { code: "ROOMS_FULL" } });
    expect(placeOf(await enter(first.userId)).room).toBe(room);
    origin.clock.nowMs += HOST_DOUBTED_MS - 1;
    expect((await enter(second.userId)).status).toBe(503);
    const { hostId } = placeOf(await enter(first.userId));
    for (let passedMs = 0; passedMs <= RESERVATION_MS; passedMs += HEARTBEAT_INTERVAL_MS) {
      origin.clock.nowMs += HEARTBEAT_INTERVAL_MS;
      await heartbeat(hostId, [{ room, epoch: 1, participantCount: 0 }]);
    }
    expect(placeOf(await enter(second.userId)).room).toBe(room);
  });

  test("opens another room when the world's capacity is reached, counting places that are kept", async () => {
    await register();
    const { userId } = await origin.createGuest();
    const made = await origin.ask(internalPath.worlds, { as: userId, json: { name: "Booth", capacity: 2 } });
    const worldId = String(made.body["id"]);
    const rooms = [await placed(worldId), await placed(worldId), await placed(worldId)];
    expect(rooms[1]?.room).toBe(rooms[0]?.room as never);
    expect(rooms[2]?.room).not.toBe(rooms[0]?.room as never);
  });

  test("spares a host that drains, and one that says it is full", async () => {
    const [draining, full, free] = [await register(), await register({ roomsMax: 1 }), await register()];
    await heartbeat(draining, [], true);
    const hosts = [(await placed(PLAZA)).hostId, (await placed("wld_sunset-stage")).hostId];
    expect(hosts.map(String).toSorted()).toEqual([full, free].toSorted());
    expect((await placed("wld_moonlit-terrace")).hostId as string).toBe(free);
  });
});

describe("a host", () => {
  test("that was never heard of is told to register", async () => {
    expect(await heartbeat("hst_unknown")).toMatchObject({ status: 404, body: { code: "HOST_NOT_FOUND" } });
  });

  test("that falls silent is given nobody, then forgotten; its room goes on elsewhere under the next epoch", async () => {
    const first = await register();
    const { room } = await placed();
    await heartbeat(first, [{ room, epoch: 1, participantCount: 3 }]);
    await report(room, first, [{ kind: "join", sid: 1 }], { participantCount: 3 });
    expect(await headCount()).toBe(3);

    await listen(OLD_HOST_SILENT_MS - 1);
    const { userId } = await origin.createGuest();
    expect((await enter(userId)).status).toBe(503); // silent, though not yet given up
    expect(await listen(1)).toEqual([first]);
    expect(await headCount()).toBe(0);
    expect((await visits()).every(({ leftAt }) => leftAt?.getTime() === origin.clock.nowMs)).toBe(true);

    const second = await register();
    expect(await placed()).toMatchObject({ room, hostId: second });
    expect(roomSpecSchema.parse((await spec(room, second)).body).epoch).toBe(2);
    // Back from a long pause, the first host learns that the room is no longer its own.
    expect((await heartbeat(first, [{ room, epoch: 1, participantCount: 3 }])).body).toEqual({
      close: [room],
      lease: null,
    });
    expect(await report(room, first, [{ kind: "join", sid: 2 }], { firstSeq: 1 })).toMatchObject({
      status: 409,
      body: { code: "ROOM_EPOCH_STALE" },
    });
  });

  test("back before anybody took its room keeps it, under the same epoch", async () => {
    const hostId = await register();
    const { room } = await placed();
    await listen(OLD_HOST_SILENT_MS);
    const beat = await heartbeat(hostId, [{ room, epoch: 1, participantCount: 2 }]);
    expect(beat.body).toEqual({ close: [], lease: null });
    expect(await headCount()).toBe(2);
    expect(roomSpecSchema.parse((await spec(room, hostId)).body).epoch).toBe(1);
  });

  test("does not get back a room that another host held meanwhile, though nobody holds it now", async () => {
    const first = await register();
    const { room } = await placed();
    for (let hosts = 0; hosts < 2; hosts++) {
      await listen(OLD_HOST_SILENT_MS);
      if (hosts === 0) await register({ host: ELSEWHERE }).then(() => placed());
    }
    const beat = await heartbeat(first, [{ room, epoch: 1, participantCount: 2 }]);
    expect(beat.body).toEqual({ close: [room], lease: null });
    expect(await headCount()).toBe(0);
  });

  test("is told to close rooms that are another's, closed, or nobody's", async () => {
    const [mine, other] = [await register(), await register()];
    const { room } = await placed();
    const holder = (await spec(room, mine)).status === 200 ? mine : other;
    const stranger = holder === mine ? other : mine;
    const rooms = [
      { room, epoch: 1, participantCount: 9 },
      { room: "rm_unknown", epoch: 1, participantCount: 1 },
    ];
    expect((await heartbeat(stranger, rooms)).body).toEqual({
      close: [room, "rm_unknown"].toSorted(),
      lease: null,
    });
    expect(await headCount()).toBe(0);
    await report(room, holder, [{ kind: "closed" }], { participantCount: 0 });
    expect((await heartbeat(holder, rooms.slice(0, 1))).body).toEqual({ close: [room], lease: null });
  });
});

describe("a room's spec", () => {
  test("is for the host that holds the lease, and for no other", async () => {
    const [one, two] = [await register(), await register()];
    const { room, hostId } = await placed();
    const other = (hostId as string) === one ? two : one;
    expect(roomSpecSchema.parse((await spec(room, hostId)).body)).toMatchObject({
      room,
      world: { id: PLAZA, name: "Hiroba Plaza" },
      epoch: 1,
      capacity: 100,
      settings: { halfSizeM: 32 },
    });
    expect(await spec(room, other)).toMatchObject({ status: 409, body: { code: "ROOM_LEASED_ELSEWHERE" } });
    expect(await spec("rm_unknown", one)).toMatchObject({ status: 404, body: { code: "ROOM_NOT_FOUND" } });
    expect((await spec(room, "not-a-host")).status).toBe(422);
  });

  test("of a closed room is no more, and the next who enter get a new room", async () => {
    const hostId = await register();
    const { room } = await placed();
    await report(room, hostId, [{ kind: "join", sid: 1 }, { kind: "closed" }], { participantCount: 0 });
    expect(await spec(room, hostId)).toMatchObject({ status: 404, body: { code: "ROOM_NOT_FOUND" } });
    expect((await placed()).room).not.toBe(room);
  });
});

describe("a report", () => {
  test("is taken once, however often it comes, and the new part of one that overlaps", async () => {
    const hostId = await register();
    const { room, participant } = await placed();
    const join = { kind: "join", user: participant.user, sid: 1 } as const;
    for (let times = 0; times < 3; times++)
      expect((await report(room, hostId, [join], { participantCount: 1 })).status).toBe(204);
    expect(await visits()).toHaveLength(1);
    origin.clock.nowMs += 5_000;
    const overlapping = [join, { kind: "join", sid: 2 }, { kind: "leave", sid: 1 }] as const;
    await report(room, hostId, overlapping, { participantCount: 1 });
    expect((await visits()).map(({ sid, userId, leftAt }) => [sid, userId, leftAt?.getTime()])).toEqual([
      [1, participant.user, origin.clock.nowMs],
      [2, null, undefined],
    ]);
    expect(await headCount()).toBe(1);
  });

  test("of somebody who came gives back the place that was kept for them", async () => {
    const hostId = await register({ participantsMax: 2 });
    const { room, participant } = await placed();
    await report(room, hostId, [{ kind: "join", user: participant.user, sid: 1 }], { participantCount: 1 });
    expect(await origin.deps.db.query.reservations.findMany()).toEqual([]);
    expect((await placed()).room).toBe(room);
    const { userId } = await origin.createGuest();
    expect((await enter(userId)).status).toBe(503);
  });

  test("sent twice at once is taken once", async () => {
    const hostId = await register();
    const { room } = await placed();
    const entries = Array.from({ length: 50 }, (_, sid) => ({ kind: "join", sid }) as const);
    await Promise.all([report(room, hostId, entries), report(room, hostId, entries)]);
    expect(await visits()).toHaveLength(50);
    expect(await headCount()).toBe(50);
  });

  test("that a room closed ends every stay in it", async () => {
    const hostId = await register();
    const { room } = await placed();
    await report(room, hostId, [
      { kind: "join", sid: 1 },
      { kind: "join", sid: 2 },
    ]);
    origin.clock.nowMs += 1_000;
    await report(room, hostId, [{ kind: "closed" }], { firstSeq: 2 });
    expect((await visits()).map(({ leftAt }) => leftAt?.getTime())).toEqual(
      Array(2).fill(origin.clock.nowMs),
    );
    expect(await headCount()).toBe(0);
  });

  test("of another host, of an old epoch or of no room is refused", async () => {
    const [one, two] = [await register(), await register()];
    const { room, hostId } = await placed();
    const other = (hostId as string) === one ? two : one;
    const stale = { status: 409, body: { code: "ROOM_EPOCH_STALE" } };
    expect(await report(room, other, [{ kind: "join", sid: 1 }])).toMatchObject(stale);
    expect(await report(room, hostId, [{ kind: "join", sid: 1 }], { epoch: 2 })).toMatchObject(stale);
    expect(await report("rm_unknown", hostId, [])).toMatchObject({ status: 404 });
    expect(await visits()).toEqual([]);
  });
});

test("a participant is told as the next ticket would say it", async () => {
  const { userId } = await origin.createGuest("Aoi");
  const params = { roomId: "rm_any", userId };
  expect((await origin.ask(internalPath.participant, { params })).body).toEqual({
    user: userId,
    name: "Aoi",
    role: "guest",
    avatar: null,
  });
});
