import { describe, expect, test } from "bun:test";
import { allocate, type HostLoad, type OpenRoom } from "../../../origin/rooms/pool.ts";
import { hostIdSchema, roomIdSchema } from "../../../shared/schema/ids.ts";

const CAPACITY = 10;
const hostId = (name: string) => hostIdSchema.parse(`hst_${name}`);
const roomId = (name: string) => roomIdSchema.parse(`rm_${name}`);
const host = (name: string, change: Partial<HostLoad> = {}): HostLoad => ({
  id: hostId(name),
  participantsMax: 100,
  participantCount: 0,
  roomsMax: 5,
  roomCount: 0,
  ...change,
});
const room = (name: string, on: string | null, participantCount: number): OpenRoom => ({
  id: roomId(name),
  hostId: on === null ? null : hostId(on),
  participantCount,
});

describe("without a room", () => {
  test("nobody gets in where no host speaks", () => {
    expect(allocate([], [], CAPACITY)).toEqual({ kind: "refused", reason: "no-host" });
    expect(allocate([], [room("a", null, 0)], CAPACITY)).toEqual({ kind: "refused", reason: "no-host" });
  });

  test("a new one opens on the host that is least full, measured by what it can hold", () => {
    const hosts = [
      host("half", { participantCount: 50 }),
      host("small-but-idle", { participantsMax: 10, participantCount: 1 }),
      host("fuller", { participantCount: 60 }),
    ];
    expect(allocate(hosts, [], CAPACITY)).toEqual({ kind: "open", hostId: hostId("small-but-idle") });
  });

  test("of hosts equally full the one with fewer rooms, then the first by name: two who decide agree", () => {
    const hosts = [host("c"), host("b", { roomCount: 1 }), host("a", { roomCount: 1 })];
    expect(allocate(hosts, [], CAPACITY)).toMatchObject({ hostId: hostId("c") });
    expect(allocate(hosts.slice(1), [], CAPACITY)).toMatchObject({ hostId: hostId("a") });
    expect(allocate(hosts.slice(1).toReversed(), [], CAPACITY)).toMatchObject({ hostId: hostId("a") });
  });

  test("hosts without a room or a place to spare are full", () => {
    const noRoom = host("a", { roomCount: 5 });
    const noPlace = host("b", { participantCount: 100 });
    expect(allocate([noRoom, noPlace], [], CAPACITY)).toEqual({ kind: "refused", reason: "full" });
    expect(allocate([noRoom, noPlace, host("c")], [], CAPACITY)).toMatchObject({ hostId: hostId("c") });
  });
});

describe("with rooms open", () => {
  test("people meet: the fullest room with a place left, however idle other hosts are", () => {
    const rooms = [room("few", "a", 2), room("most", "b", 9), room("full", "a", CAPACITY)];
    expect(allocate([host("a"), host("b"), host("idle")], rooms, CAPACITY)).toEqual({
      kind: "join",
      roomId: roomId("most"),
      hostId: hostId("b"),
    });
  });

  test("of rooms equally full the older one: lists come oldest first", () => {
    const rooms = [room("old", "a", 3), room("new", "a", 3)];
    expect(allocate([host("a")], rooms, CAPACITY)).toMatchObject({ roomId: roomId("old") });
  });

  test("a room on a host that is full, silent or draining takes nobody", () => {
    const rooms = [room("a", "full", 3), room("b", "unknown", 3)];
    const hosts = [host("full", { participantCount: 100 }), host("c")];
    expect(allocate(hosts, rooms, CAPACITY)).toEqual({ kind: "open", hostId: hostId("c") });
  });

  test("a host that may open no more rooms still takes people into those it has", () => {
    const hosts = [host("a", { roomCount: 5, participantCount: 20 })];
    expect(allocate(hosts, [room("a", "a", 3)], CAPACITY)).toMatchObject({ kind: "join" });
  });

  test("when all are full another opens", () => {
    const rooms = [room("full", "a", CAPACITY), room("over", "a", CAPACITY + 1)];
    expect(allocate([host("a")], rooms, CAPACITY)).toEqual({ kind: "open", hostId: hostId("a") });
  });

  test("a room that lost its host gets another before a new room is opened, and after one that runs", () => {
    const orphan = room("orphan", null, 0);
    expect(allocate([host("a")], [orphan], CAPACITY)).toEqual({
      kind: "lease",
      roomId: roomId("orphan"),
      hostId: hostId("a"),
    });
    expect(allocate([host("a")], [orphan, room("runs", "a", 0)], CAPACITY)).toMatchObject({
      kind: "join",
      roomId: roomId("runs"),
    });
  });
});
