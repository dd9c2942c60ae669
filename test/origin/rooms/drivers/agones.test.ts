// The Agones driver against a double of its API.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAgonesDriver } from "../../../../origin/rooms/drivers/agones.ts";
import { agonesOnly, engineTableSchema } from "../../../../origin/rooms/drivers/engine-table.ts";
import type { HostDriver } from "../../../../origin/rooms/host-driver.ts";
import { type AgonesDouble, startAgones } from "./agones-double.ts";

const UNIT = { region: "tokyo", engineId: "hiroba-room-x7k2p-abcde" };
const FLEET = "hiroba-room";
const LABELS = "/apis/agones.dev/v1/namespaces/square/gameservers/hiroba-room-x7k2p-abcde";
const ALLOCATIONS = "/apis/allocation.agones.dev/v1/namespaces/square/gameserverallocations";
const soon = () => AbortSignal.timeout(5_000);

let folder: string;
let agones: AgonesDouble;
let driver: HostDriver;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-agones-"));
  const tokenFile = join(folder, "token");
  await writeFile(tokenFile, "a-token\n");
  agones = startAgones("square", "a-token");
  const tokyo = { namespace: "square", fleet: FLEET, hostsMax: 4, api: `${agones.url}/`, tokenFile };
  driver = createAgonesDriver(agonesOnly(engineTableSchema.parse({ tokyo })), { fetch });
});
afterEach(async () => {
  agones.stop();
  await rm(folder, { recursive: true });
});

const add = (state: string, name = UNIT.engineId) => agones.servers.set(name, { state, labels: {} });
const stateOf = (name = UNIT.engineId) => agones.servers.get(name)?.state;

describe("a host that got its first room", () => {
  test("is allocated, and no other that is ready; told again, nothing is asked for", async () => {
    add("Ready", "hiroba-room-x7k2p-other");
    add("Ready");
    await driver.occupied(UNIT, soon());
    expect([stateOf(), stateOf("hiroba-room-x7k2p-other")]).toEqual(["Allocated", "Ready"]);
    expect(agones.changes).toEqual([`PATCH ${LABELS}`, `POST ${ALLOCATIONS}`]);
    await driver.occupied(UNIT, soon());
    expect(agones.changes).toHaveLength(2);
  });

  test("is allocated once it is ready: until then the call fails, and is made again", async () => {
    add("Starting");
    await expect(driver.occupied(UNIT, soon())).rejects.toThrow("is Starting yet");
    // No SDK has said Ready for it.
    add("Scheduled");
    await expect(driver.occupied(UNIT, soon())).rejects.toThrow("is Scheduled yet");
    expect(stateOf()).toBe("Ready");
    await driver.occupied(UNIT, soon());
    expect(stateOf()).toBe("Allocated");
  });

  test.each(["Shutdown", "Unhealthy", "Error"])(
    "and is %s is left alone, as is one that is no more",
    async (state) => {
      await driver.occupied(UNIT, soon());
      add(state);
      await driver.occupied(UNIT, soon());
      agones.servers.set(UNIT.engineId, {
        state: "Ready",
        labels: {},
        deletionTimestamp: "2026-11-27T00:00:00Z",
      });
      await driver.occupied(UNIT, soon());
      expect(agones.changes).toEqual([]);
    },
  );
});

describe("a host without rooms", () => {
  test.each(["Allocated", "Scheduled"])("is made ready from %s, once", async (state) => {
    add(state);
    await driver.vacated(UNIT, soon());
    await driver.vacated(UNIT, soon());
    expect(stateOf()).toBe("Ready");
    expect(agones.changes).toEqual([`PATCH ${LABELS}`]);
  });

  test("is left alone where somebody reserved it or it is gone, and told again where it starts", async () => {
    await driver.vacated(UNIT, soon());
    add("Reserved");
    await driver.vacated(UNIT, soon());
    add("Creating");
    await expect(driver.vacated(UNIT, soon())).rejects.toThrow("is Creating yet");
    expect(agones.changes).toEqual([]);
  });
});

describe("a host more", () => {
  test.each<[what: string, fleet: [replicas: number, ready: number, allocated: number], replicas: number]>([
    ["is asked of the fleet when all that it has are there", [2, 0, 2], 3],
    ["is not asked for while one is on its way", [3, 0, 2], 3],
    ["is not asked for beyond the maximum", [4, 0, 4], 4],
  ])("%s", async (_what, [replicas, ready, allocated], expected) => {
    agones.fleets.set(FLEET, { replicas, ready, allocated, reserved: 0 });
    await driver.wanted("tokyo", soon());
    expect(agones.fleets.get(FLEET)?.replicas).toBe(expected);
  });

  test("is one more though two ask at once, and an error where there is no fleet", async () => {
    await expect(driver.wanted("tokyo", soon())).rejects.toThrow("Agones has no");
    agones.fleets.set(FLEET, { replicas: 1, ready: 0, allocated: 1, reserved: 0 });
    await Promise.allSettled([driver.wanted("tokyo", soon()), driver.wanted("tokyo", soon())]);
    expect(agones.fleets.get(FLEET)?.replicas).toBe(2);
  });
});

test("what Agones answers in trouble is told, and whoever waits for it waits no longer than they say", async () => {
  add("Ready");
  agones.trouble.status = 500;
  await expect(driver.occupied(UNIT, soon())).rejects.toThrow("Agones answered 500");
  await expect(driver.occupied(UNIT, AbortSignal.abort())).rejects.toThrow();
});
