// Where rooms are opened by their placement: the table, by cases, and what holds of any pool.

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type Placement, placementOf, placementTableSchema } from "../../../origin/rooms/placement.ts";
import {
  allocate,
  allocateElsewhere,
  allocateInto,
  type HostLoad,
  type OpenRoom,
  type Wish,
} from "../../../origin/rooms/pool.ts";
import {
  eventIdSchema,
  type HostId,
  hostIdSchema,
  roomIdSchema,
  worldIdSchema,
} from "../../../shared/schema/ids.ts";

const CAPACITY = 10;
const hostId = (name: string) => hostIdSchema.parse(`hst_${name}`);
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
const wish = (placement: Placement, change: Partial<Wish> = {}): Wish => ({
  capacity: CAPACITY,
  latencyMs: () => null,
  aheadCount: 0,
  partySize: 1,
  roomsMax: null,
  placement,
  ...change,
});
const lost = (placement: Placement): OpenRoom => ({
  id: roomIdSchema.parse("rm_lost"),
  hostId: null,
  heldFor: null,
  placement,
  participantCount: 0,
  ghostCount: 0,
  friendCount: 0,
});

describe("the operator's table", () => {
  const [world, other] = [worldIdSchema.parse("wld_x"), worldIdSchema.parse("wld_y")];
  const event = eventIdSchema.parse("evt_y");
  const table = placementTableSchema.parse({
    default: "packed",
    worlds: { wld_x: "exclusive" },
    events: { evt_y: "spread" },
  });

  test("says an event before its world, and its world before the default", () => {
    expect(placementOf(table, { worldId: world, eventId: event })).toBe("spread");
    expect(placementOf(table, { worldId: world, eventId: null })).toBe("exclusive");
    expect(placementOf(table, { worldId: world, eventId: eventIdSchema.parse("evt_z") })).toBe("exclusive");
    expect(placementOf(table, { worldId: other, eventId: null })).toBe("packed");
    expect(placementOf(placementTableSchema.parse({}), { worldId: other, eventId: null })).toBe("spread");
  });

  test.each<unknown>([
    { default: "dense" },
    { worlds: { x: "packed" } },
    { events: { evt_y: null } },
    { rooms: {} },
    null,
  ])("is refused where it is not one: %j", (table) => {
    expect(placementTableSchema.safeParse(table).success).toBe(false);
  });
});

describe("packed", () => {
  test.each<[what: string, hosts: HostLoad[], opens: string]>([
    ["on the fullest", [host("idle"), host("half", { participantCount: 50, roomCount: 1 })], "half"],
    [
      "not where a whole room does not fit",
      [host("idle"), host("nearly", { participantCount: 95, roomCount: 1 })],
      "idle",
    ],
    [
      "where most of it fits, when it fits nowhere",
      [host("three", { participantCount: 97 }), host("six", { participantCount: 94 })],
      "six",
    ],
    ["beside another room that is empty yet", [host("idle"), host("begun", { roomCount: 1 })], "begun"],
    [
      "nearest first",
      [host("far", { region: "there", participantCount: 50, roomCount: 1 }), host("idle")],
      "idle",
    ],
  ])("opens %s", (_what, hosts, opens) => {
    const near = wish("packed", { latencyMs: (region) => (region === "here" ? 10 : 90) });
    expect(allocate(hosts, [], near)).toEqual({ kind: "open", hostId: hostId(opens) });
    expect(allocate(hosts.toReversed(), [], near)).toEqual({ kind: "open", hostId: hostId(opens) });
  });
});

describe("exclusive", () => {
  const busy = host("busy", { roomCount: 1, participantCount: 1 });
  const taken = host("taken", { roomCount: 1, isExclusive: true });

  test("opens on a host without rooms, and nobody else's beside it", () => {
    expect(allocate([busy, taken, host("idle")], [], wish("exclusive"))).toMatchObject({
      hostId: hostId("idle"),
    });
    expect(allocate([busy, taken], [], wish("exclusive"))).toEqual({ kind: "refused", reason: "hosts-full" });
    for (const placement of ["spread", "packed"] as const)
      expect(allocate([taken], [], wish(placement))).toEqual({ kind: "refused", reason: "hosts-full" });
  });

  test("goes on after its host on one without rooms only, whatever was said of its world meanwhile", () => {
    const room = lost("exclusive");
    expect(allocate([busy, host("idle")], [room], wish("packed"))).toEqual({
      kind: "lease",
      roomId: room.id,
      hostId: hostId("idle"),
    });
    expect(allocateInto([busy, taken], room, wish("packed"))).toEqual({ kind: "refused", reason: "no-host" });
    expect(allocateInto([taken], lost("spread"), wish("spread"))).toEqual({
      kind: "refused",
      reason: "no-host",
    });
  });

  test("is handed over to a host without rooms, and none is handed over to where one is", () => {
    const going = {
      hostId: hostId("going"),
      heldFor: null,
      region: "here",
      participantCount: 5,
      ghostCount: 0,
    };
    const hosts = [host("going", { roomCount: 1 }), busy, taken, host("idle")];
    expect(allocateElsewhere(hosts, { ...going, placement: "exclusive" })).toBe(hostId("idle"));
    expect(allocateElsewhere(hosts.slice(0, 3), { ...going, placement: "exclusive" })).toBeNull();
    expect(allocateElsewhere(hosts, { ...going, placement: "packed" })).toBe(hostId("busy"));
    expect(allocateElsewhere([taken], { ...going, placement: "spread" })).toBeNull();
  });
});

// ── any pool ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const placements = fc.constantFrom<Placement>("spread", "packed", "exclusive");
type Shape = { readonly participantsMax: number; readonly roomsMax: number; readonly region: string };
type Step =
  | { readonly kind: "enter"; readonly target: number; readonly near: string }
  | { readonly kind: "leave"; readonly which: number }
  | { readonly kind: "lose"; readonly host: number }
  | { readonly kind: "move"; readonly which: number }
  | { readonly kind: "say-otherwise" };

const shapes = fc.array(
  fc.record({
    participantsMax: fc.integer({ min: 1, max: 12 }),
    roomsMax: fc.integer({ min: 1, max: 3 }),
    region: fc.constantFrom("a", "b"),
  }),
  { minLength: 1, maxLength: 5 },
);
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("enter" as const),
        target: fc.nat(3),
        near: fc.constantFrom("a", "b"),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("leave" as const), which: fc.nat(50) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("lose" as const), host: fc.nat(4) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("move" as const), which: fc.nat(50) }) },
    { weight: 1, arbitrary: fc.constant({ kind: "say-otherwise" as const }) },
  ),
  { maxLength: 60 },
);

/** A pool as it would be with one world of each placement in turn, moved by what the pool decides. */
class Pool {
  readonly rooms: (OpenRoom & { target: number })[] = [];
  readonly shapes: readonly Shape[];
  placements: readonly Placement[];
  constructor(shapes: readonly Shape[], placements: readonly Placement[]) {
    this.shapes = shapes;
    this.placements = placements;
  }

  loads(): HostLoad[] {
    return this.shapes.map((shape, index) => {
      const own = this.on(hostId(String(index)));
      return {
        ...shape,
        id: hostId(String(index)),
        ghostCount: 0,
        participantCount: own.reduce((sum, room) => sum + room.participantCount, 0),
        roomCount: own.length,
        isExclusive: own.some(({ placement }) => placement === "exclusive"),
      };
    });
  }
  on(id: HostId) {
    return this.rooms.filter((room) => room.hostId === id);
  }
  change(room: OpenRoom, change: Partial<OpenRoom>): void {
    const index = this.rooms.findIndex(({ id }) => id === room.id);
    const before = this.rooms[index];
    if (before !== undefined) this.rooms[index] = { ...before, ...change };
  }
  enter(target: number, near: string): boolean {
    const placement = this.placements[target % this.placements.length] ?? "spread";
    const rooms = this.rooms.filter((room) => room.target === target);
    const decision = allocate(
      this.loads(),
      rooms,
      wish(placement, { capacity: 4, latencyMs: (of) => (of === near ? 10 : 200) }),
    );
    if (decision.kind === "refused") return false;
    if (decision.kind === "open") {
      const id = roomIdSchema.parse(`rm_${crypto.randomUUID().replaceAll("-", "")}`);
      const room = { id, hostId: decision.hostId, heldFor: null, placement, ghostCount: 0, friendCount: 0 };
      this.rooms.push({ ...room, participantCount: 1, target });
      return true;
    }
    const room = this.rooms.find(({ id }) => id === decision.roomId);
    if (room !== undefined)
      this.change(room, { hostId: decision.hostId, participantCount: room.participantCount + 1 });
    return true;
  }
  leave(which: number): void {
    const room = this.rooms[which % Math.max(1, this.rooms.length)];
    if (room === undefined) return;
    if (room.participantCount > 1) this.change(room, { participantCount: room.participantCount - 1 });
    else this.rooms.splice(this.rooms.indexOf(room), 1);
  }
  lose(index: number): void {
    for (const room of this.on(hostId(String(index))))
      this.change(room, { hostId: null, participantCount: 0 });
  }
  move(which: number): void {
    const room = this.rooms[which % Math.max(1, this.rooms.length)];
    if (room === undefined || room.hostId === null) return;
    const to = allocateElsewhere(this.loads(), { ...room, hostId: room.hostId, region: "a" });
    if (to !== null) this.change(room, { hostId: to });
  }

  /** Said in other words than the pool's: one of its world that runs and has a place, or a host that could have one more. */
  couldTake(target: number): boolean {
    const placement = this.placements[target % this.placements.length] ?? "spread";
    const own = this.rooms.filter((room) => room.target === target);
    const hosts = this.loads();
    const has = (host: HostLoad) => host.participantCount < host.participantsMax;
    const beside = (host: HostLoad, of: Placement) =>
      host.roomCount === 0 || (!host.isExclusive && of !== "exclusive" && host.roomCount < host.roomsMax);
    return hosts.some(
      (host) =>
        has(host) &&
        (own.some((room) => room.hostId === host.id && room.participantCount < 4) ||
          beside(host, placement) ||
          own.some((room) => room.hostId === null && beside(host, room.placement))),
    );
  }
}

test("of any pool: an exclusive room never shares its host, no host holds more than it may, and nobody is refused while one fits", () => {
  fc.assert(
    fc.property(
      shapes,
      fc.array(placements, { minLength: 1, maxLength: 4 }),
      steps,
      (shapes, placements, steps) => {
        const pool = new Pool(shapes, placements);
        for (const step of steps as readonly Step[]) {
          if (step.kind === "enter") {
            const could = pool.couldTake(step.target);
            expect(pool.enter(step.target, step.near)).toBe(could);
          } else if (step.kind === "leave") pool.leave(step.which);
          else if (step.kind === "lose") pool.lose(step.host);
          else if (step.kind === "move") pool.move(step.which);
          else pool.placements = [...pool.placements.slice(1), ...pool.placements.slice(0, 1)];
          for (const host of pool.loads()) {
            if (host.isExclusive) expect(host.roomCount).toBe(1);
            expect(host.participantCount).toBeLessThanOrEqual(host.participantsMax);
            expect(host.roomCount).toBeLessThanOrEqual(host.roomsMax);
          }
          for (const room of pool.rooms) expect(room.participantCount).toBeLessThanOrEqual(4);
        }
      },
    ),
    { numRuns: 500 },
  );
});
