// Who may have a room whose host is not heard of, as hosts and people find it at the origin.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { forgetKept } from "../../../origin/rooms/keep-room.ts";
import { HEIRLESS_MS, HOST_SILENT_MS } from "../../../origin/rooms/succession.ts";
import { watchHosts } from "../../../origin/rooms/watch-hosts.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { type AllocatedRoom, entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { heartbeatAnswerSchema } from "../../../shared/schema/internal/hosts.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { roomSpecSchema } from "../../../shared/schema/room-spec.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PLAZA = "wld_hiroba-plaza";

let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

/** Each on a machine of its own. Beats until the origin knows whom it names. */
async function newHost(address: string, over: object = {}): Promise<string> {
  const hostId = newId("host");
  await origin.ask(internalPath.registerHost, {
    json: {
      hostId,
      region: "test",
      host: { address, tcpPort: 1883, wsUrl: `ws://${address}:8083/mqtt` },
      participantsMax: 100,
      roomsMax: 10,
      build: "test",
      startedAtMs: origin.clock.nowMs,
      ...over,
    },
  });
  return hostId;
}

const seqs = new Map<string, number>();
async function beat(
  hostId: string,
  rooms: readonly { room: string; epoch: number }[] = [],
  heirs: readonly string[] = [],
  isYoung = false,
) {
  const seq = (seqs.get(hostId) ?? 0) + 1;
  seqs.set(hostId, seq);
  const counted = rooms.map((room) => ({ ...room, participantCount: 1 }));
  const { body } = await origin.ask(internalPath.heartbeat, {
    params: { hostId },
    json: { rooms: counted, draining: false, lease: { seq, heirs, isYoung } },
  });
  const { close, lease } = heartbeatAnswerSchema.parse(body);
  return { close: close as string[], heirs: lease?.heirs.map((heir) => heir.hostId as string) ?? [] };
}

/** So much time passes, in which these hosts beat every second with what they have, and the others say nothing. */
async function pass(
  ms: number,
  beating: Readonly<Record<string, readonly { room: string; epoch: number }[]>> = {},
) {
  const lost = { silent: [] as string[], gone: [] as string[] };
  for (let passedMs = 0; passedMs < ms; passedMs += 500) {
    if (passedMs % 1_000 === 0)
      for (const [hostId, rooms] of Object.entries(beating)) await beat(hostId, rooms);
    const { silent, gone } = await watchHosts(origin.deps);
    lost.silent.push(...silent);
    lost.gone.push(...gone);
    origin.clock.nowMs += 500;
  }
  return lost;
}

async function enter(room?: string): Promise<AllocatedRoom | string> {
  const { userId } = await origin.createGuest();
  const wish = {
    kind: "world",
    id: PLAZA,
    regionHint: null,
    ifFull: "refuse",
    ...(room === undefined ? {} : { room }),
  };
  const { status, body } = await origin.ask(internalPath.enter, { json: wish, as: userId });
  if (status !== 200) return String(body["code"]);
  const outcome = entryOutcomeSchema.parse(body);
  return outcome.outcome === "entered" ? outcome.place : outcome.outcome;
}

async function entered(room?: string): Promise<AllocatedRoom> {
  const place = await enter(room);
  if (typeof place === "string") throw new Error(place);
  return place;
}

describe("a host's heirs", () => {
  test("are other speaking hosts that know leases, of its region and another machine first", async () => {
    const first = await newHost("192.0.2.1");
    const near = await newHost("192.0.2.2");
    const far = await newHost("192.0.2.3", { region: "elsewhere" });
    await newHost("192.0.2.4", { startedAtMs: null });
    const sameMachine = await newHost("192.0.2.1", {
      host: { address: "192.0.2.1", tcpPort: 1884, wsUrl: "ws://a/mqtt" },
    });
    expect((await beat(first)).heirs).toEqual([near, sameMachine, far]);
  });
});

describe("a room whose host fell silent", () => {
  test("goes to an heir that its host named, and is not given to anybody else", async () => {
    const first = await newHost("192.0.2.1");
    await beat(first);
    const { room } = await entered();
    const [heir, stranger] = [await newHost("192.0.2.2"), await newHost("192.0.2.3")];
    await beat(first, [{ room, epoch: 1 }], [heir]);
    expect(await pass(HOST_SILENT_MS + 500, { [stranger]: [] })).toEqual({
      silent: [first, heir].toSorted(),
      gone: [],
    });
    // The heir says nothing either: nobody may have it, and who wants into the world finds another room.
    expect(await enter(room)).toBe("NO_ROOM_HOST");
    expect((await entered()).room).not.toBe(room);
    await beat(heir);
    const place = await entered(room);
    expect(place.hostId as string).toBe(heir);
    const spec = await origin.ask(internalPath.roomSpec, {
      params: { roomId: room },
      query: `?host=${heir}&seq=1`,
    });
    expect(roomSpecSchema.parse(spec.body)).toMatchObject({ epoch: 2, suspects: [first] });
    // It has it: its host of before may serve it no more, and is told so.
    await beat(heir, [{ room, epoch: 2 }]);
    expect((await beat(first, [{ room, epoch: 1 }])).close).toEqual([room]);
    const again = await origin.ask(internalPath.roomSpec, {
      params: { roomId: room },
      query: `?host=${heir}`,
    });
    expect(roomSpecSchema.parse(again.body).suspects).toEqual([]);
  });

  test("goes to anybody once another process speaks from its host's address, or its host says that it has it not", async () => {
    const first = await newHost("192.0.2.1");
    await beat(first);
    const { room } = await entered();
    const other = await newHost("192.0.2.2");
    await beat(first, [{ room, epoch: 1 }]);
    await pass(HOST_SILENT_MS + 500, { [other]: [] });
    expect(await enter(room)).toBe("NO_ROOM_HOST");
    const next = await newHost("192.0.2.1");
    expect((await pass(1_000, { [other]: [], [next]: [] })).gone).toEqual([first]);
    expect(await entered(room)).toMatchObject({ room });
    // It cannot speak any more.
    const late = await origin.ask(internalPath.heartbeat, {
      params: { hostId: first },
      json: { rooms: [], draining: false },
    });
    expect(late).toMatchObject({ status: 404, body: { code: "HOST_NOT_FOUND" } });
  });

  test("goes to anybody at once when its host was young, whatever heirs that had named", async () => {
    const first = await newHost("192.0.2.1");
    await beat(first, [], [], true);
    const { room } = await entered();
    await beat(first, [{ room, epoch: 1 }], ["hst_heir"], true);
    const later = await newHost("192.0.2.2");
    await pass(HOST_SILENT_MS + 500, { [later]: [] });
    expect(await enter(room)).toMatchObject({ room, hostId: later });
  });

  test("goes to anybody after a quarter of an hour", async () => {
    const first = await newHost("192.0.2.1");
    await beat(first);
    const { room } = await entered();
    const other = await newHost("192.0.2.2");
    await beat(first, [{ room, epoch: 1 }]);
    await pass(HOST_SILENT_MS + 500, { [other]: [] });
    origin.clock.nowMs += HEIRLESS_MS;
    await beat(other);
    expect((await entered(room)).hostId as string).toBe(other);
  });

  test("is its host's again, with those who were in it, when it speaks before anybody took it", async () => {
    const first = await newHost("192.0.2.1");
    await beat(first);
    const { room, participant } = await entered();
    await origin.ask(internalPath.roomReport, {
      params: { roomId: room },
      json: {
        hostId: first,
        epoch: 1,
        entries: [
          {
            seq: 0,
            kind: "join",
            user: participant.user,
            sid: 1,
            atMs: origin.clock.nowMs,
            participantCount: 1,
          },
        ],
      },
    });
    await beat(first, [{ room, epoch: 1 }]);
    const visit = () => origin.deps.db.query.visits.findFirst();
    await pass(HOST_SILENT_MS + 500);
    expect((await visit())?.leftAt).not.toBeNull();
    expect((await beat(first, [{ room, epoch: 1 }])).close).toEqual([]);
    expect((await visit())?.leftAt).toBeNull();
    expect((await entered(room)).hostId as string).toBe(first);
  });
});

test("time in which nobody listened makes no host silent", async () => {
  const first = await newHost("192.0.2.1");
  await beat(first);
  await pass(1_000, { [first]: [] });
  origin.clock.nowMs += 60_000;
  expect((await pass(HOST_SILENT_MS)).silent).toEqual([]);
  expect((await pass(500)).silent).toEqual([first]);
});

test("a beat that comes after a later one counts for nothing", async () => {
  const first = await newHost("192.0.2.1");
  await beat(first);
  seqs.set(first, 0);
  const late = await origin.ask(internalPath.heartbeat, {
    params: { hostId: first },
    json: { rooms: [], draining: false, lease: { seq: 1, heirs: [] } },
  });
  expect(late).toMatchObject({
    status: 409,
    body: { code: "BEAT_STALE", errors: [{ actual: 1, limit: 1 }] },
  });
});

describe("what is kept of a room", () => {
  const keep = (roomId: string, json: object) =>
    origin.ask(internalPath.roomKept, { method: "PUT", params: { roomId }, json });
  const taken = (roomId: string, host: string) =>
    origin.ask(internalPath.roomHandoff, { params: { roomId }, query: `?host=${host}` });

  test("is the next host's to begin with, the newest of it, and of nobody's but the room's own host", async () => {
    const first = await newHost("192.0.2.1");
    await beat(first);
    const { room } = await entered();
    expect((await keep(room, { hostId: first, epoch: 1, snapshot: "older" })).status).toBe(204);
    expect((await keep(room, { hostId: first, epoch: 1, snapshot: "newer" })).status).toBe(204);
    expect(await keep(room, { hostId: "hst_other", epoch: 1, snapshot: "x" })).toMatchObject({
      status: 409,
      body: { code: "ROOM_LEASED_ELSEWHERE" },
    });
    expect(await keep(room, { hostId: first, epoch: 2, snapshot: "x" })).toMatchObject({
      status: 409,
      body: { code: "ROOM_EPOCH_STALE" },
    });
    origin.clock.nowMs += 100;
    const next = await newHost("192.0.2.1");
    await pass(3_000, { [next]: [] });
    await entered(room);
    const spec = await origin.ask(internalPath.roomSpec, {
      params: { roomId: room },
      query: `?host=${next}&seq=1`,
    });
    expect(roomSpecSchema.parse(spec.body)).toMatchObject({ epoch: 2, kept: true });
    expect((await taken(room, next)).body).toEqual({ snapshot: "newer" });
    expect(await keep(room, { hostId: first, epoch: 1, snapshot: "too late" })).toMatchObject({
      status: 409,
    });
  });

  test("is the newest that its host said, in whatever order it arrives", async () => {
    const first = await newHost("192.0.2.1");
    await beat(first);
    const { room } = await entered();
    const kept = async (seq: number | undefined, snapshot: string) => {
      expect((await keep(room, { hostId: first, epoch: 1, seq, snapshot })).status).toBe(204);
      return (await origin.deps.db.query.keptRooms.findFirst())?.snapshot;
    };
    expect(await kept(5, "five")).toBe("five");
    expect(await kept(4, "four")).toBe("five");
    expect(await kept(5, "five again")).toBe("five");
    expect(await kept(6, "six")).toBe("six");
    // By a host of the release before.
    expect(await kept(undefined, "some")).toBe("some");
    expect(await kept(1, "one")).toBe("one");
  });

  test("goes with the room", async () => {
    const first = await newHost("192.0.2.1");
    await beat(first);
    const { room } = await entered();
    await keep(room, { hostId: first, epoch: 1, snapshot: "kept" });
    await origin.ask(internalPath.roomReport, {
      params: { roomId: room },
      json: {
        hostId: first,
        epoch: 1,
        entries: [
          { seq: 0, kind: "closed", user: null, sid: null, atMs: origin.clock.nowMs, participantCount: 0 },
        ],
      },
    });
    await forgetKept(origin.deps);
    expect(await origin.deps.db.query.keptRooms.findMany()).toEqual([]);
  });
});
