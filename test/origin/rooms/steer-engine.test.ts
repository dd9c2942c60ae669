// What the engine is told of the pool as it is in Postgres, through the Agones driver to a double of its API.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAgonesDriver } from "../../../origin/rooms/drivers/agones.ts";
import { agonesOnly, engineTableSchema } from "../../../origin/rooms/drivers/engine-table.ts";
import type { HostDriver } from "../../../origin/rooms/host-driver.ts";
import {
  createSteering,
  nearestOf,
  retryAfterMs,
  STEER_INTERVAL_MS,
  WANT_INTERVAL_MS,
} from "../../../origin/rooms/steer-engine.ts";
import { HEIRLESS_MS, HOST_SILENT_MS } from "../../../origin/rooms/succession.ts";
import { watchHosts } from "../../../origin/rooms/watch-hosts.ts";
import { createLog } from "../../../shared/http/log.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { type AgonesDouble, startAgones } from "./drivers/agones-double.ts";

const PLAZA = "wld_hiroba-plaza";
const POD = "hiroba-room-abcde";
const FLEET = "hiroba-room";

let folder: string;
let agones: AgonesDouble;
let driver: HostDriver;
let origin: OriginUnderTest;
let steering: ReturnType<typeof createSteering>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-steer-"));
  const tokenFile = join(folder, "token");
  await writeFile(tokenFile, "a-token");
  agones = startAgones("square", "a-token");
  agones.fleets.set(FLEET, { replicas: 1, ready: 0, allocated: 1, reserved: 0 });
  const tokyo = { namespace: "square", fleet: FLEET, api: agones.url, tokenFile };
  driver = createAgonesDriver(agonesOnly(engineTableSchema.parse({ tokyo })), { fetch });
  const forward: { wanted: (whose: { regionHint: string | null }) => void } = { wanted: () => {} };
  origin = await startOrigin({ hostWanted: (whose) => forward.wanted(whose) });
  steering = steeringOf();
  forward.wanted = steering.wanted;
});
afterEach(async () => {
  await origin.stop();
  agones.stop();
  await rm(folder, { recursive: true });
});

function steeringOf() {
  const { db, poolNowMs, nowMs } = origin.deps;
  const log = createLog({ process: "origin", format: "json", nowMs, write: () => {} });
  return createSteering({ db, poolNowMs, log, driver });
}
async function register(engineId: string | null, change: object = {}): Promise<string> {
  const hostId = newId("host");
  const host = { address: "192.0.2.1", tcpPort: 1883, wsUrl: "ws://192.0.2.1:8083/mqtt" };
  const numbers = { participantsMax: 100, roomsMax: 10, startedAtMs: origin.clock.nowMs };
  const json = { hostId, region: "tokyo", host, build: "test", engineId, ...numbers, ...change };
  await origin.ask(internalPath.registerHost, { json });
  if (engineId !== null && !agones.servers.has(engineId))
    agones.servers.set(engineId, { state: "Scheduled", labels: {} });
  return hostId;
}
async function enter(worldId = PLAZA) {
  const { userId } = await origin.createGuest();
  const json = { kind: "world", id: worldId, regionHint: null, ifFull: "refuse" };
  return origin.ask(internalPath.enter, { as: userId, json });
}
async function enterOn(worldId?: string): Promise<{ room: string; hostId: string }> {
  const outcome = entryOutcomeSchema.parse((await enter(worldId)).body);
  if (outcome.outcome !== "entered") throw new Error("was queued");
  return outcome.place;
}
const close = (roomId: string, hostId: string) => {
  const entry = { kind: "closed", user: null, sid: null, atMs: origin.clock.nowMs, participantCount: 0 };
  const json = { hostId, epoch: 1, entries: [{ seq: 0, ...entry }] };
  return origin.ask(internalPath.roomReport, { params: { roomId }, json });
};
const stateOf = (name = POD) => agones.servers.get(name)?.state;
/** Time goes on, and hosts are watched meanwhile. */
async function listen(ms: number): Promise<void> {
  for (const untilMs = origin.clock.nowMs + ms; origin.clock.nowMs < untilMs; ) {
    origin.clock.nowMs = Math.min(untilMs, origin.clock.nowMs + 1_000);
    await watchHosts(origin.deps);
  }
}

describe("a unit", () => {
  test("is made ready when its host is new, kept while that has a room, and let go after", async () => {
    const hostId = await register(POD);
    await steering.pass();
    expect(stateOf()).toBe("Ready");
    const { room } = await enterOn();
    await steering.pass();
    expect(stateOf()).toBe("Allocated");
    const told = agones.changes.length;
    await steering.pass();
    expect(agones.changes).toHaveLength(told);
    await close(room, hostId);
    await steering.pass();
    expect(stateOf()).toBe("Ready");
  });

  test("with several hosts is kept while one of them has a room; a host without a name, or elsewhere, is nobody's", async () => {
    for (let hosts = 0; hosts < 2; hosts++) await register(POD, { roomsMax: 1 });
    await steering.pass();
    const [one, other] = [await enterOn(), await enterOn("wld_sunset-stage")];
    expect(one.hostId).not.toBe(other.hostId);
    await steering.pass();
    await close(one.room, one.hostId);
    await steering.pass();
    expect(stateOf()).toBe("Allocated");
    await close(other.room, other.hostId);
    await steering.pass();
    expect(stateOf()).toBe("Ready");
    await register(null);
    await register("hiroba-room-paris", { region: "paris" });
    const told = agones.changes.length;
    await steering.pass();
    expect(agones.changes).toHaveLength(told);
  });

  test("whose host is not heard of is left as it is until that is forgotten: people may be in its rooms still", async () => {
    await register(POD);
    await steering.pass();
    await enterOn();
    await steering.pass();
    expect(stateOf()).toBe("Allocated");
    await listen(HOST_SILENT_MS + 1_000);
    await steering.pass();
    expect(stateOf()).toBe("Allocated");
    origin.clock.nowMs += HEIRLESS_MS;
    await watchHosts(origin.deps);
    await steering.pass();
    expect(stateOf()).toBe("Ready");
    await steering.pass();
    expect(await origin.deps.db.query.engineUnits.findMany()).toEqual([]);
  });

  test("is told of by one of several origins", async () => {
    const others = [steering, steeringOf(), steeringOf(), steeringOf()];
    await register(POD);
    await Promise.all(others.map((origin) => origin.pass()));
    expect(agones.changes).toHaveLength(1);
  });
});

test("an engine that is away keeps nobody out, and is told later and later until it is back", async () => {
  await register(POD);
  agones.trouble.status = 503;
  expect((await enter()).status).toBe(200);
  const attempts = async () =>
    (await origin.deps.db.query.engineUnits.findMany()).map(({ attempt }) => attempt);
  await steering.pass();
  await steering.pass();
  expect(await attempts()).toEqual([1]);
  origin.clock.nowMs += retryAfterMs(1);
  await steering.pass();
  expect(await attempts()).toEqual([2]);
  expect([1, 2, 3, 6, 50].map(retryAfterMs)).toEqual([2_000, 4_000, 8_000, 60_000, 60_000]);
  agones.trouble.status = null;
  agones.servers.set(POD, { state: "Ready", labels: {} });
  origin.clock.nowMs += retryAfterMs(2);
  await steering.pass();
  expect(stateOf()).toBe("Allocated");
  expect(await attempts()).toEqual([0]);
});

describe("one host more", () => {
  const replicas = () => agones.fleets.get(FLEET)?.replicas;
  const started = () => agones.fleets.set(FLEET, { replicas: 2, ready: 0, allocated: 2, reserved: 0 });

  test("is asked for once, however many find none, and again after a while", async () => {
    expect((await Promise.all([enter(), enter(), enter()])).map(({ status }) => status)).toEqual([
      503, 503, 503,
    ]);
    await steering.pass();
    expect(replicas()).toBe(2);
    started();
    await enter();
    origin.clock.nowMs += WANT_INTERVAL_MS - 1;
    await steering.pass();
    expect(replicas()).toBe(2);
    origin.clock.nowMs += STEER_INTERVAL_MS;
    await steering.pass();
    expect(replicas()).toBe(2);
    await enter();
    await steering.pass();
    expect(replicas()).toBe(3);
  });

  test("is asked for where all hosts are full, and not where it would not help", async () => {
    await register(POD, { participantsMax: 1 });
    const { userId } = await origin.createGuest();
    const made = await origin.ask(internalPath.worlds, { as: userId, json: { name: "Booth", capacity: 1 } });
    const first = entryOutcomeSchema.parse((await enter(String(made.body["id"]))).body);
    if (first.outcome !== "entered") throw new Error("was queued");
    const json = {
      kind: "world",
      id: made.body["id"],
      room: first.place.room,
      regionHint: null,
      ifFull: "refuse",
    };
    expect((await origin.ask(internalPath.enter, { as: userId, json })).status).toBe(503);
    await steering.pass();
    expect(replicas()).toBe(1);
    expect((await enter()).status).toBe(503);
    await steering.pass();
    expect(replicas()).toBe(2);
  });

  test("is asked for near whoever would have it", () => {
    const regions = ["tokyo", "paris", "lima"];
    expect(nearestOf(regions, { latencies: { tokyo: 200, paris: 20 }, regionHint: null })).toBe("paris");
    expect(nearestOf(regions, { latencies: undefined, regionHint: "lima" })).toBe("lima");
    expect(nearestOf(regions, { latencies: { rome: 1 }, regionHint: null })).toBe("tokyo");
    expect(nearestOf([], { latencies: undefined, regionHint: null })).toBeNull();
  });
});
