import { describe, expect, test } from "bun:test";
import {
  type Allocation,
  allocate,
  allocateGhost,
  allocateInto,
  type HostLoad,
  type OpenRoom,
  type Wish,
} from "../../../origin/rooms/pool.ts";
import { hostIdSchema, roomIdSchema } from "../../../shared/schema/ids.ts";
import { GHOSTS_MAX } from "../../../shared/schema/room-spec.ts";

const CAPACITY = 10;
/** Somebody of whom nothing is known but what they want to enter. */
const ANYBODY: Wish = {
  capacity: CAPACITY,
  latencyMs: () => null,
  aheadCount: 0,
  partySize: 1,
  roomsMax: null,
  placement: "spread",
};
/** Somebody who measured the ways to regions. */
const from = (latencies: Readonly<Record<string, number>>, aheadCount = 0): Wish => ({
  capacity: CAPACITY,
  latencyMs: (region) => latencies[region] ?? null,
  aheadCount,
  partySize: 1,
  roomsMax: null,
  placement: "spread",
});
const hostId = (name: string) => hostIdSchema.parse(`hst_${name}`);
const roomId = (name: string) => roomIdSchema.parse(`rm_${name}`);
const host = (name: string, change: Partial<HostLoad> = {}): HostLoad => ({
  id: hostId(name),
  region: "here",
  participantsMax: 100,
  participantCount: 0,
  ghostCount: 0,
  roomsMax: 5,
  roomCount: 0,
  isExclusive: false,
  ...change,
});
const room = (name: string, on: string | null, participantCount: number, ghostCount = 0): OpenRoom => ({
  id: roomId(name),
  hostId: on === null ? null : hostId(on),
  heldFor: null,
  placement: "spread",
  participantCount,
  ghostCount,
  friendCount: 0,
});

describe("without a room", () => {
  test("nobody gets in where no host speaks", () => {
    expect(allocate([], [], ANYBODY)).toEqual({ kind: "refused", reason: "no-host" });
    expect(allocate([], [room("a", null, 0)], ANYBODY)).toEqual({ kind: "refused", reason: "no-host" });
  });

  test("a new one opens on the host that is least full, measured by what it can hold", () => {
    const hosts = [
      host("half", { participantCount: 50 }),
      host("small-but-idle", { participantsMax: 10, participantCount: 1 }),
      host("fuller", { participantCount: 60 }),
    ];
    expect(allocate(hosts, [], ANYBODY)).toEqual({ kind: "open", hostId: hostId("small-but-idle") });
  });

  test("of hosts equally full the one with fewer rooms, then the first by name: two who decide agree", () => {
    const hosts = [host("c"), host("b", { roomCount: 1 }), host("a", { roomCount: 1 })];
    expect(allocate(hosts, [], ANYBODY)).toMatchObject({ hostId: hostId("c") });
    expect(allocate(hosts.slice(1), [], ANYBODY)).toMatchObject({ hostId: hostId("a") });
    expect(allocate(hosts.slice(1).toReversed(), [], ANYBODY)).toMatchObject({ hostId: hostId("a") });
  });

  test("hosts without a room or a place to spare are full", () => {
    const noRoom = host("a", { roomCount: 5 });
    const noPlace = host("b", { participantCount: 100 });
    expect(allocate([noRoom, noPlace], [], ANYBODY)).toEqual({ kind: "refused", reason: "hosts-full" });
    expect(allocate([noRoom, noPlace, host("c")], [], ANYBODY)).toMatchObject({ hostId: hostId("c") });
  });
});

describe("with rooms open", () => {
  test("people meet: the fullest room with a place left, however idle other hosts are", () => {
    const rooms = [room("few", "a", 2), room("most", "b", 9), room("full", "a", CAPACITY)];
    expect(allocate([host("a"), host("b"), host("idle")], rooms, ANYBODY)).toEqual({
      kind: "join",
      roomId: roomId("most"),
      hostId: hostId("b"),
    });
  });

  test("of rooms equally full the older one: lists come oldest first", () => {
    const rooms = [room("old", "a", 3), room("new", "a", 3)];
    expect(allocate([host("a")], rooms, ANYBODY)).toMatchObject({ roomId: roomId("old") });
  });

  test("a room on a host that is full, silent or draining takes nobody", () => {
    const rooms = [room("a", "full", 3), room("b", "unknown", 3)];
    const hosts = [host("full", { participantCount: 100 }), host("c")];
    expect(allocate(hosts, rooms, ANYBODY)).toEqual({ kind: "open", hostId: hostId("c") });
  });

  test("a host that may open no more rooms still takes people into those it has", () => {
    const hosts = [host("a", { roomCount: 5, participantCount: 20 })];
    expect(allocate(hosts, [room("a", "a", 3)], ANYBODY)).toMatchObject({ kind: "join" });
  });

  test("when all are full another opens", () => {
    const rooms = [room("full", "a", CAPACITY), room("over", "a", CAPACITY + 1)];
    expect(allocate([host("a")], rooms, ANYBODY)).toEqual({ kind: "open", hostId: hostId("a") });
  });

  test("a room that lost its host gets another before a new room is opened, and after one that runs", () => {
    const orphan = room("orphan", null, 0);
    expect(allocate([host("a")], [orphan], ANYBODY)).toEqual({
      kind: "lease",
      roomId: roomId("orphan"),
      hostId: hostId("a"),
    });
    expect(allocate([host("a")], [orphan, room("runs", "a", 0)], ANYBODY)).toMatchObject({
      kind: "join",
      roomId: roomId("runs"),
    });
  });
});

describe("near and far", () => {
  const tokyo = host("tokyo", { region: "tokyo" });
  const paris = host("paris", { region: "paris" });
  const inParis = from({ tokyo: 250, paris: 10 });

  test.each<[what: string, wish: Wish, rooms: OpenRoom[], expected: Partial<Allocation>]>([
    ["a new room opens near", inParis, [], { kind: "open", hostId: paris.id }],
    [
      "a far room is not met in where a near one can be had",
      inParis,
      [room("far", "tokyo", 9)],
      { kind: "open", hostId: paris.id },
    ],
    [
      "of a near and a fuller far room the near one",
      inParis,
      [room("far", "tokyo", 9), room("near", "paris", 1)],
      { kind: "join", roomId: roomId("near") },
    ],
    [
      "a little further is no reason not to meet",
      from({ tokyo: 80, paris: 10 }),
      [room("far", "tokyo", 9)],
      { kind: "join", roomId: roomId("far") },
    ],
    [
      "whoever measured nothing goes where people are",
      ANYBODY,
      [room("far", "tokyo", 9)],
      { kind: "join", roomId: roomId("far") },
    ],
  ])("%s", (_what, wish, rooms, expected) => {
    expect(allocate([tokyo, paris], rooms, wish)).toMatchObject(expected);
  });

  test("a far room is better than none", () => {
    const fullParis = { ...paris, participantCount: 100 };
    expect(allocate([tokyo, fullParis], [room("far", "tokyo", 9)], inParis)).toMatchObject({
      kind: "join",
      roomId: roomId("far"),
    });
  });
});

describe("those who wait", () => {
  test("have as many places left free for them as there are of them", () => {
    const hosts = [host("a", { participantsMax: 10, participantCount: 8 })];
    const rooms = [room("r", "a", 8)];
    expect(allocate(hosts, rooms, from({}, 1))).toMatchObject({ kind: "join" });
    expect(allocate(hosts, rooms, from({}, 2))).toEqual({ kind: "refused", reason: "hosts-full" });
  });

  test("for one very room wait for a place in it, whatever else is free", () => {
    const hosts = [host("a")];
    expect(allocateInto(hosts, room("r", "a", CAPACITY - 1), ANYBODY)).toMatchObject({ kind: "join" });
    expect(allocateInto(hosts, room("r", "a", CAPACITY), ANYBODY)).toEqual({
      kind: "refused",
      reason: "full",
    });
    expect(allocateInto(hosts, room("r", "a", CAPACITY - 1), from({}, 1))).toMatchObject({ kind: "refused" });
  });

  test("goes on elsewhere when it lost its host, if there is one to have it", () => {
    const lost = room("r", null, 0);
    expect(allocateInto([host("b")], lost, ANYBODY)).toEqual({
      kind: "lease",
      roomId: roomId("r"),
      hostId: hostId("b"),
    });
    const full = host("b", { roomCount: 5 });
    expect(allocateInto([full], lost, ANYBODY)).toEqual({ kind: "refused", reason: "no-host" });
    // Its host is silent, and not given up yet.
    expect(allocateInto([host("b")], room("r", "a", 0), ANYBODY)).toEqual({
      kind: "refused",
      reason: "no-host",
    });
  });
});

describe("a ghost", () => {
  const at = (name: string, on: string) => ({ roomId: roomId(name), hostId: hostId(on) });

  test("looks on where most people are, full or not", () => {
    const rooms = [room("quiet", "a", 2), room("full", "a", CAPACITY), room("other", "a", 5)];
    expect(allocateGhost([host("a", { participantCount: 100 })], rooms, ANYBODY)).toEqual(at("full", "a"));
  });

  test("goes far only where nothing runs near", () => {
    const hosts = [host("near", { region: "tokyo" }), host("far", { region: "lima" })];
    const rooms = [room("near", "near", 1), room("far", "far", 9)];
    const wish = from({ tokyo: 10, lima: 200 });
    expect(allocateGhost(hosts, rooms, wish)).toEqual(at("near", "near"));
    expect(allocateGhost(hosts, rooms.slice(1), wish)).toEqual(at("far", "far"));
  });

  test("finds no seat where no room runs, a room has as many as it may, or a host as many as participants", () => {
    expect(allocateGhost([host("a")], [], ANYBODY)).toBeNull();
    expect(allocateGhost([], [room("orphan", null, 0)], ANYBODY)).toBeNull();
    expect(allocateGhost([host("a")], [room("crowded", "a", 5, GHOSTS_MAX)], ANYBODY)).toBeNull();
    const crowded = host("a", { participantsMax: 10, ghostCount: 10 });
    expect(allocateGhost([crowded], [room("r", "a", 5)], ANYBODY)).toBeNull();
  });
});

test("an event's rooms are filled one after the other, up to as many as it may have", () => {
  const hosts = [host("a")];
  const full = (name: string) => room(name, "a", CAPACITY);
  const some = room("some", "a", 3);
  const wish = { ...ANYBODY, roomsMax: 2 };
  expect(allocate(hosts, [], wish)).toEqual({ kind: "open", hostId: hostId("a") });
  expect(allocate(hosts, [full("1")], wish)).toEqual({ kind: "open", hostId: hostId("a") });
  expect(allocate(hosts, [full("1"), some], wish)).toMatchObject({ kind: "join", roomId: some.id });
  expect(allocate(hosts, [full("1"), full("2")], wish)).toEqual({ kind: "refused", reason: "full" });
  // One that lost its host is one of the two already.
  const orphan = room("orphan", null, 0);
  expect(allocate(hosts, [full("1"), orphan], wish)).toMatchObject({ kind: "lease", roomId: orphan.id });
});

test("a far room is taken where no near one may be opened any more", () => {
  const hosts = [host("near"), host("far", { region: "there" })];
  const far = room("far", "far", 1);
  const wish = from({ here: 10, there: 200 });
  expect(allocate(hosts, [far], wish)).toEqual({ kind: "open", hostId: hostId("near") });
  expect(allocate(hosts, [far], { ...wish, roomsMax: 1 })).toMatchObject({ kind: "join", roomId: far.id });
});

test("places in an event's rooms are left free for those who wait before", () => {
  const hosts = [host("a")];
  const open = room("1", "a", CAPACITY - 2);
  const wish = { ...ANYBODY, roomsMax: 1 };
  expect(allocate(hosts, [open], { ...wish, aheadCount: 1 })).toMatchObject({ kind: "join" });
  expect(allocate(hosts, [open], { ...wish, aheadCount: 2 })).toEqual({ kind: "refused", reason: "full" });
});

describe("those who come together", () => {
  const three = { ...ANYBODY, partySize: 3 };

  test("find the fullest room that has a place for all of them, or have one opened", () => {
    const rooms = [room("full", "a", CAPACITY - 2), room("roomy", "a", CAPACITY - 3)];
    expect(allocate([host("a")], rooms, three)).toMatchObject({ kind: "join", roomId: roomId("roomy") });
    expect(allocate([host("a")], rooms.slice(0, 1), three)).toEqual({ kind: "open", hostId: hostId("a") });
  });

  test("are sent to no host that has not a place for each", () => {
    const crowded = host("crowded", { participantCount: 98 });
    const rooms = [room("some", "crowded", 5)];
    expect(allocate([crowded, host("b", { roomCount: 1 })], rooms, three)).toEqual({
      kind: "open",
      hostId: hostId("b"),
    });
    expect(allocate([crowded], rooms, three)).toEqual({ kind: "refused", reason: "hosts-full" });
  });

  test("are let into one room all of them or none, past nobody who waits", () => {
    const wanted = room("r", "a", CAPACITY - 3);
    expect(allocateInto([host("a")], wanted, three)).toMatchObject({ kind: "join" });
    expect(allocateInto([host("a")], wanted, { ...three, aheadCount: 1 })).toEqual({
      kind: "refused",
      reason: "full",
    });
    expect(allocateInto([host("a")], wanted, { ...three, partySize: 4 })).toMatchObject({ kind: "refused" });
  });

  test("are not sent into a room that lost its host and keeps too many places for those who were on their way there", () => {
    const lost = room("lost", null, CAPACITY - 2);
    expect(allocate([host("a")], [lost], three)).toEqual({ kind: "open", hostId: hostId("a") });
    expect(allocateInto([host("a")], lost, three)).toEqual({ kind: "refused", reason: "full" });
    const two = { ...three, partySize: 2 };
    const leased: Allocation = { kind: "lease", roomId: roomId("lost"), hostId: hostId("a") };
    expect([allocate([host("a")], [lost], two), allocateInto([host("a")], lost, two)]).toEqual([
      leased,
      leased,
    ]);
  });

  test("are refused where no room could hold them", () => {
    expect(allocate([host("a")], [], { ...three, partySize: CAPACITY + 1 })).toEqual({
      kind: "refused",
      reason: "full",
    });
  });
});

test("of rooms that are near, the one most of one's friends are in wins, also over a fuller one", () => {
  const hosts = [host("a"), host("far", { region: "there" })];
  const friends = (friendCount: number, of: OpenRoom): OpenRoom => ({ ...of, friendCount });
  const fuller = friends(1, room("fuller", "a", 6));
  const dearer = friends(2, room("dearer", "a", 2));
  const wish = from({ here: 10, there: 300 });
  expect(allocate(hosts, [fuller, dearer], wish)).toMatchObject({ roomId: dearer.id });
  expect(allocate(hosts, [friends(9, room("dearest", "far", 9)), fuller], wish)).toMatchObject({
    roomId: fuller.id,
  });
  expect(allocate(hosts, [fuller, friends(3, room("full", "a", CAPACITY))], wish)).toMatchObject({
    roomId: fuller.id,
  });
});
