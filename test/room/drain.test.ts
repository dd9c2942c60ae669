// A host that goes, with rooms of memory and an origin that answers what it is told to.

import { describe, expect, test } from "bun:test";
import { drain } from "../../room/drain.ts";
import type { Snapshot } from "../../room/handoff/snapshot-schema.ts";
import { takeSnapshot } from "../../room/handoff/take-snapshot.ts";
import type { Give } from "../../room/loop.ts";
import { createLog } from "../../shared/http/log.ts";
import { Problem } from "../../shared/http/problem.ts";
import { roomIdSchema } from "../../shared/schema/ids.ts";
import { SPEC, Square } from "./support.ts";

const THERE = { address: "192.0.2.7", tcpPort: 1884, wsUrl: "wss://there.test/mqtt" };
const ROOMS = ["a", "b"].map((name) => roomIdSchema.parse(`rm_${name}`));
const NEVER_HURRIED = new AbortController().signal;
const problem = (status: number, code: string) => new Problem({ status, code, title: code });

/** `answer` is the origin's to the n-th time it is asked: where, or what is thrown. */
function goingHost(answer: (times: number) => typeof THERE | Error) {
  const rooms = new Map(ROOMS.map((room) => [room, "open"]));
  const asked: string[] = [];
  let nowMs = 0;
  const deps = {
    log: createLog({ process: "room", format: "json", nowMs: () => nowMs, write: () => {} }),
    loop: {
      openRooms: () =>
        [...rooms.keys()].map((room) => ({ room, epoch: 1, participantCount: 1, ghostCount: 0 })),
      handOver: async (room: (typeof ROOMS)[number], give: Give) => {
        const to = await give({ ...SPEC, room }, snapshot()).catch((error: unknown) => {
          rooms.delete(room);
          throw error;
        });
        if (to !== null) rooms.delete(room);
      },
    },
    origin: {
      handOver: async (room: string) => {
        asked.push(room);
        const answered = answer(asked.length);
        if (answered instanceof Error) throw answered;
        return answered;
      },
    },
    reporter: { flush: async () => {}, moved: () => {} },
    steadyMs: () => nowMs,
    after: async (delayMs: number) => {
      nowMs += delayMs;
    },
  };
  return { deps, asked, rooms, nowMs: () => nowMs };
}

function snapshot(): Snapshot {
  const square = new Square();
  return takeSnapshot(square.room, square, square.nowMs);
}

describe("a host that goes", () => {
  test("gives each of its rooms away, and is done", async () => {
    const host = goingHost(() => THERE);
    await drain(host.deps, 10_000, NEVER_HURRIED);
    expect([host.asked.toSorted(), host.rooms.size, host.nowMs()]).toEqual([[...ROOMS], 0, 0]);
  });

  test("does not wait where no other host is", async () => {
    const host = goingHost(() => problem(503, "NO_OTHER_HOST"));
    await drain(host.deps, 10_000, NEVER_HURRIED);
    expect([host.asked.length, host.rooms.size, host.nowMs()]).toEqual([2, 2, 0]);
  });

  test("asks again while the others are full, as long as it has time", async () => {
    const full = goingHost((times) => (times <= 4 ? problem(503, "OTHER_HOSTS_FULL") : THERE));
    await drain(full.deps, 10_000, NEVER_HURRIED);
    expect([full.asked.length, full.rooms.size]).toEqual([6, 0]);
    const always = goingHost(() => problem(503, "OTHER_HOSTS_FULL"));
    await drain(always.deps, 2_000, NEVER_HURRIED);
    expect([always.rooms.size, always.nowMs()]).toEqual([2, 2_000]);
  });

  test("asks the same again when it got no answer, and gives the room up when it never does", async () => {
    const lost = goingHost((times) => (times % 2 === 1 ? problem(503, "ORIGIN_AWAY") : THERE));
    await drain(lost.deps, 10_000, NEVER_HURRIED);
    expect(lost.rooms.size).toBe(0);
    const silent = goingHost(() => problem(503, "ORIGIN_AWAY"));
    await drain(silent.deps, 60_000, NEVER_HURRIED);
    expect([silent.asked.length, silent.rooms.size]).toEqual([20, 0]);
  });

  test("leaves its rooms when it is told to hurry", async () => {
    const host = goingHost(() => THERE);
    await drain(host.deps, 10_000, AbortSignal.abort());
    expect([host.asked, host.rooms.size]).toEqual([[], 2]);
  });
});
