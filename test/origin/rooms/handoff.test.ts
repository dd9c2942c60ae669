// A live room given from one host to another, as the origin sees it.

import { afterEach, beforeEach, expect, test } from "bun:test";
import { forgetHandoffs, HANDOFF_KEPT_MS } from "../../../origin/rooms/hand-over-room.ts";
import { placementTableSchema } from "../../../origin/rooms/placement.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { roomSpecSchema } from "../../../shared/schema/room-spec.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PLAZA = "wld_hiroba-plaza";

let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

async function register(tcpPort: number, change: object = {}): Promise<string> {
  const hostId = newId("host");
  await origin.ask(internalPath.registerHost, {
    json: {
      hostId,
      region: "test",
      host: { address: "192.0.2.1", tcpPort, wsUrl: `wss://room.test:${tcpPort}/mqtt` },
      participantsMax: 100,
      roomsMax: 10,
      build: "test",
      ...change,
    },
  });
  return hostId;
}

/** Somebody is on their way into the world: the room and its host. */
async function enter(worldId = PLAZA) {
  const { userId } = await origin.createGuest();
  const { body } = await origin.ask(internalPath.enter, {
    json: { kind: "world", id: worldId, regionHint: null, ifFull: "refuse" },
    as: userId,
  });
  const outcome = entryOutcomeSchema.parse(body);
  if (outcome.outcome !== "entered") throw new Error("not entered but queued");
  return { userId, room: outcome.place.room as string, hostId: outcome.place.hostId as string };
}

const report = (roomId: string, hostId: string, epoch: number, seq: number, kind: string, user: string) =>
  origin.ask(internalPath.roomReport, {
    params: { roomId },
    json: {
      hostId,
      epoch,
      entries: [
        { seq, kind, user, sid: 1, atMs: origin.clock.nowMs, participantCount: kind === "join" ? 1 : 0 },
      ],
    },
  });
const handOver = (roomId: string, hostId: string, change: object = {}) =>
  origin.ask(internalPath.roomHandoff, {
    params: { roomId },
    json: { hostId, epoch: 1, participantCount: 1, ghostCount: 0, snapshot: "the room", ...change },
  });
const handoff = (roomId: string, host: string) =>
  origin.ask(internalPath.roomHandoff, { params: { roomId }, query: `?host=${host}` });
const drain = (hostId: string) =>
  origin.ask(internalPath.heartbeat, { params: { hostId }, json: { rooms: [], draining: true } });
const visits = () => origin.deps.db.query.visits.findMany();

test("a room goes to another host with everybody in it, under the next epoch, and their visits go on", async () => {
  const first = await register(1001);
  const { room, userId } = await enter();
  await report(room, first, 1, 0, "join", userId);
  await drain(first);
  const second = await register(1002);
  const moved = await handOver(room, first);
  expect(moved).toMatchObject({ status: 200, body: { host: { tcpPort: 1002 } } });
  expect(await handoff(room, second)).toMatchObject({ status: 200, body: { snapshot: "the room" } });
  const spec = await origin.ask(internalPath.roomSpec, {
    params: { roomId: room },
    query: `?host=${second}`,
  });
  expect(roomSpecSchema.parse(spec.body).epoch).toBe(2);
  expect(await visits()).toMatchObject([{ epoch: 2, leftAt: null }]);
  expect(await report(room, second, 2, 0, "leave", userId)).toMatchObject({ status: 204 });
  expect((await visits())[0]?.leftAt).not.toBeNull();
});

test("asked again, as the answer was lost, it says the same and moves nothing", async () => {
  const first = await register(1001);
  const { room } = await enter();
  await register(1002);
  const once = await handOver(room, first);
  await register(1003);
  expect((await handOver(room, first)).body).toEqual(once.body);
  const again = await handOver(room, first, { epoch: 3 });
  expect(again).toMatchObject({ status: 409, body: { code: "ROOM_EPOCH_STALE" } });
});

test("whoever has no lease any more gives nothing away, nor reads what was given", async () => {
  const first = await register(1001);
  const { room } = await enter();
  const second = await register(1002);
  expect(await handOver(room, second)).toMatchObject({
    status: 409,
    body: { code: "ROOM_LEASED_ELSEWHERE" },
  });
  expect(await handoff(room, first)).toMatchObject({ status: 404, body: { code: "HANDOFF_NOT_FOUND" } });
  await handOver(room, first);
  expect(await handoff(room, first)).toMatchObject({ status: 409, body: { code: "ROOM_LEASED_ELSEWHERE" } });
  expect(await report(room, first, 1, 0, "join", newId("user"))).toMatchObject({ status: 409 });
});

test("it stays where it is when nobody else is there, or has room for it", async () => {
  const first = await register(1001);
  const { room } = await enter();
  expect(await handOver(room, first)).toMatchObject({ status: 503, body: { code: "NO_OTHER_HOST" } });
  const small = await register(1002, { participantsMax: 3 });
  expect(await handOver(room, first, { participantCount: 4 })).toMatchObject({
    status: 503,
    body: { code: "OTHER_HOSTS_FULL" },
  });
  await drain(small);
  expect(await handOver(room, first)).toMatchObject({ status: 503, body: { code: "NO_OTHER_HOST" } });
  const spec = await origin.ask(internalPath.roomSpec, { params: { roomId: room }, query: `?host=${first}` });
  expect(roomSpecSchema.parse(spec.body).epoch).toBe(1);
});

test("it goes to a host of its region before a nearer-empty one of another", async () => {
  const first = await register(1001, { region: "tokyo" });
  const { room } = await enter();
  await register(1002, { region: "paris", participantsMax: 1_000 });
  await register(1003, { region: "tokyo", participantsMax: 10 });
  expect(await handOver(room, first)).toMatchObject({ body: { host: { tcpPort: 1003 } } });
});

test("of a room that moved on, and of one that nobody came for in a minute, nothing is kept", async () => {
  const first = await register(1001);
  const { room } = await enter();
  const second = await register(1002);
  await handOver(room, first);
  await handOver(room, second, { epoch: 2, snapshot: "the room, later" });
  expect((await handoff(room, first)).body).toEqual({ snapshot: "the room, later" });
  origin.clock.nowMs += HANDOFF_KEPT_MS + 1;
  await forgetHandoffs(origin.deps);
  expect(await handoff(room, first)).toMatchObject({ status: 404, body: { code: "HANDOFF_NOT_FOUND" } });
});

test("a room that shares its host with none is handed over to a host without rooms, and nobody is put beside it", async () => {
  await origin.stop();
  const placement = placementTableSchema.parse({ worlds: { [PLAZA]: "exclusive" } });
  origin = await startOrigin({ placement });
  const going = await register(1);
  const moving = await enter();
  const carrying = await register(2);
  const beside = await enter("wld_sunset-stage");
  expect([moving.hostId, beside.hostId]).toEqual([going, carrying]);
  expect(await handOver(moving.room, going)).toMatchObject({
    status: 503,
    body: { code: "OTHER_HOSTS_FULL" },
  });
  await register(3);
  expect((await handOver(moving.room, going)).body).toMatchObject({ host: { tcpPort: 3 } });
  expect((await enter("wld_moonlit-terrace")).hostId).not.toBe((await enter()).hostId);
});
