import { afterEach, expect, test } from "bun:test";
import { Leases } from "../../room/lease/leases.ts";
import { keepMembership, type Membership } from "../../room/membership.ts";
import type { OriginClient } from "../../room/origin-client.ts";
import { createLog } from "../../shared/http/log.ts";
import { Problem } from "../../shared/http/problem.ts";
import { newId } from "../../shared/schema/ids.ts";
import { eventually } from "../support/eventually.ts";
import { SPEC } from "./support.ts";

const log = createLog({ process: "room", format: "json", nowMs: Date.now, write: () => {} });
const problem = (status: number) => new Problem({ status, code: "TEST", title: "test" });

const running: Membership[] = [];
afterEach(async () => {
  for (const membership of running.splice(0)) await membership.leave();
});

/** An origin that writes down what it is told; `answer` may throw or wait. */
function startMembership(answer: (call: string, count: number) => Promise<void> | void = () => {}) {
  const calls: string[] = [];
  const closed: string[] = [];
  const said = async (call: string) => {
    calls.push(call);
    await answer(call, calls.length);
  };
  const origin: Pick<OriginClient, "register" | "heartbeat"> = {
    register: async () => {
      await said("register");
      return 20;
    },
    heartbeat: async ({ rooms, draining }) => {
      await said(draining ? "goodbye" : `beat ${rooms.length}`);
      return { close: draining ? [] : [SPEC.room], lease: null };
    },
  };
  const membership = keepMembership({
    host: {
      hostId: newId("host"),
      region: "test",
      host: { address: "127.0.0.1", tcpPort: 1, wsUrl: "ws://127.0.0.1:1/mqtt" },
      participantsMax: 1,
      roomsMax: 1,
      build: "test",
    },
    origin,
    leases: new Leases({ steadyMs: () => performance.now(), after: Bun.sleep, askSpec: async () => SPEC }),
    heirsNamed: () => {},
    log,
    openRooms: () => [{ room: SPEC.room, epoch: 1, participantCount: 0, ghostCount: 0, reportSeq: -1 }],
    closeRoom: (room) => closed.push(room),
  });
  running.push(membership);
  return { membership, calls, closed };
}

test("a host registers, then beats with its rooms as often as it was told, and closes what it is told to", async () => {
  const { membership, calls, closed } = startMembership();
  expect(membership.isMember()).toBe(false);
  await eventually("three beats", () => calls.length >= 4);
  expect(calls.slice(0, 4)).toEqual(["register", "beat 1", "beat 1", "beat 1"]);
  expect(closed[0]).toBe(SPEC.room);
  expect(membership.isMember()).toBe(true);
});

test("an origin that is away is asked again, ever less often, and found when it is back", async () => {
  const atMs: number[] = [];
  const { membership, calls } = startMembership((_, count) => {
    atMs.push(performance.now());
    if (count <= 3) throw problem(503);
  });
  await eventually("registration", () => membership.isMember());
  expect(calls.slice(0, 4)).toEqual(["register", "register", "register", "register"]);
  const gaps = atMs.slice(1, 4).map((at, index) => at - (atMs[index] ?? 0));
  expect(gaps[0]).toBeGreaterThanOrEqual(95);
  expect(gaps[1]).toBeGreaterThanOrEqual(195);
  expect(gaps[2]).toBeGreaterThanOrEqual(395);
});

test("404 means forgotten: the host registers anew; another fault does not", async () => {
  const { calls } = startMembership((_, count) => {
    if (count === 2) throw problem(500);
    if (count === 3) throw problem(404);
  });
  await eventually("the second registration", () => calls.length >= 5);
  expect(calls.slice(0, 5)).toEqual(["register", "beat 1", "beat 1", "register", "beat 1"]);
});

test("leaving is the last thing the origin hears, also when a registration or a beat is still on its way", async () => {
  for (const inFlight of ["register", "beat 1"]) {
    const landed = Promise.withResolvers<void>();
    const { membership, calls } = startMembership((call) => (call === inFlight ? landed.promise : undefined));
    await eventually(inFlight, () => calls.at(-1) === inFlight);
    const left = membership.leave();
    await Bun.sleep(20);
    expect(calls.at(-1)).toBe(inFlight);
    landed.resolve();
    await left;
    expect(calls.at(-1)).toBe("goodbye");
    const count = calls.length;
    await Bun.sleep(60);
    expect(calls).toHaveLength(count);
  }
});

test("a host the origin never knew has nothing to say when it leaves", async () => {
  const { membership, calls } = startMembership(() => {
    throw problem(503);
  });
  await eventually("a try", () => calls.length > 0);
  await membership.leave();
  expect(calls).not.toContain("goodbye");
});
