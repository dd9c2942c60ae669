// A room whose lease is over: what is said of it from then on, and to whom.

import { describe, expect, test } from "bun:test";
import type { RoomLeases } from "../../room/lease/leases.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { type RoomId, roomIdSchema } from "../../shared/schema/ids.ts";
import { SPEC } from "./support.ts";
import { startVirtualHost } from "./virtual-host.ts";

const ROOM = roomIdSchema.parse("rm_lost");
const OTHER = roomIdSchema.parse("rm_other");

/** Leases that are over when the test says so. */
function leasesBy(overMs: { atMs: number }, now: () => number): RoomLeases & { readonly released: RoomId[] } {
  const released: RoomId[] = [];
  return {
    released,
    get dueAtMs() {
      return overMs.atMs;
    },
    over: () => (now() >= overMs.atMs && !released.includes(ROOM) ? [ROOM] : []),
    open: async (room) => ({ ...SPEC, room }),
    holds: () => true,
    release: (room) => void released.push(room),
  };
}

const chat = (room: RoomId, text: string) =>
  ({
    type: "publish",
    topicName: `r/${room}/chat`,
    payload: new TextEncoder().encode(JSON.stringify({ text })),
    qos: 0,
    packetId: 0,
    retain: false,
    dup: false,
    properties: {},
  }) as const;

describe("[MOVE-6] a room whose lease is over", () => {
  test("sends everybody away before what comes next is heard; others go on", async () => {
    const over = { atMs: Number.POSITIVE_INFINITY };
    const clock = { nowMs: () => 0 };
    const leases = leasesBy(over, () => clock.nowMs());
    const host = startVirtualHost({ leases });
    clock.nowMs = () => host.time.nowMs;
    const [five, three] = [await host.enter("five", ROOM, 5), await host.enter("three", ROOM, 4)];
    const other = await host.enter("other", OTHER, 5);
    for (const client of [five, three, other]) client.heard();
    over.atMs = host.time.nowMs;
    five.send(chat(ROOM, "too late"));
    expect(five.heard()).toMatchObject([{ type: "disconnect", reasonCode: ReasonCode.serverMoved }]);
    expect(three.heard()).toEqual([]);
    expect([five.socket.isClosed, three.socket.isClosed, other.socket.isClosed]).toEqual([true, true, false]);
    expect(leases.released).toEqual([ROOM]);
    expect(host.loop.openRooms()).toMatchObject([{ room: OTHER, participantCount: 1 }]);
    expect([host.events("room.lost").length, host.closedRooms]).toEqual([1, []]);
    // Should nobody have it, the origin is to know that they left.
    expect(host.lostRooms).toMatchObject([{ room: ROOM, users: ["usr_five", "usr_three"] }]);
  });

  test("is given up with the next tick, where nothing comes", async () => {
    const over = { atMs: Number.POSITIVE_INFINITY };
    const clock = { nowMs: () => 0 };
    const host = startVirtualHost({ leases: leasesBy(over, () => clock.nowMs()) });
    clock.nowMs = () => host.time.nowMs;
    const five = await host.enter("five", ROOM, 5);
    over.atMs = host.time.nowMs + 200;
    host.time.pass(190);
    expect(five.socket.isClosed).toBe(false);
    host.time.pass(50);
    expect(five.socket.isClosed).toBe(true);
  });

  test("is not opened when the lease is over before all of it is there", async () => {
    const leases: RoomLeases = {
      dueAtMs: Number.POSITIVE_INFINITY,
      over: () => [],
      open: async (room) => ({ ...SPEC, room }),
      holds: () => false,
      release: () => {},
    };
    const host = startVirtualHost({ leases });
    expect(host.enter("five", ROOM, 5)).rejects.toThrow("was not let in");
    expect(host.loop.openRooms().filter(({ epoch }) => epoch > 0)).toEqual([]);
  });
});
