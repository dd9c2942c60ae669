// The driver of auto-scaling groups against a double of their API, through AWS's own client.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createAsgDriver } from "../../../../origin/rooms/drivers/asg.ts";
import { agonesOnly, asgOnly, engineTableSchema } from "../../../../origin/rooms/drivers/engine-table.ts";
import type { HostDriver } from "../../../../origin/rooms/host-driver.ts";
import { type AsgDouble, startAsg } from "./asg-double.ts";

const UNIT = { region: "tokyo", engineId: "i-0123456789abcdef0" };
const GROUP = "hiroba-rooms-tokyo";
const KEYS = { AWS_ACCESS_KEY_ID: "AKIATEST", AWS_SECRET_ACCESS_KEY: "none" };
const soon = () => AbortSignal.timeout(5_000);
const tableOf = (change: object = {}) =>
  engineTableSchema.parse({ tokyo: { awsRegion: "ap-northeast-1", group: GROUP, ...change } });

let asg: AsgDouble;
let driver: HostDriver;
let before: NodeJS.ProcessEnv;
beforeEach(() => {
  before = { ...process.env };
  Object.assign(process.env, KEYS);
  asg = startAsg("ap-northeast-1", GROUP);
  driver = createAsgDriver(asgOnly(tableOf({ api: asg.url })));
});
afterEach(() => {
  driver.close();
  asg.stop();
  for (const name of Object.keys(KEYS)) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
});

const add = (lifecycle: string) => asg.instances.set(UNIT.engineId, { lifecycle, isProtected: false });

describe("an instance", () => {
  test("is protected from scale-in as long as it carries rooms, however often that is told", async () => {
    add("InService");
    await driver.occupied(UNIT, soon());
    await driver.occupied(UNIT, soon());
    expect(asg.instances.get(UNIT.engineId)?.isProtected).toBe(true);
    await driver.vacated(UNIT, soon());
    expect(asg.changes).toEqual([
      `${UNIT.engineId} protected`,
      `${UNIT.engineId} protected`,
      `${UNIT.engineId} free`,
    ]);
  });

  test("that is not in service yet is told again, and one that goes or is no more is not", async () => {
    add("Pending");
    await expect(driver.occupied(UNIT, soon())).rejects.toThrow("is not in InService");
    for (const lifecycle of ["Terminating", "Terminating:Wait", "Detached"]) {
      add(lifecycle);
      await driver.occupied(UNIT, soon());
    }
    asg.instances.clear();
    await driver.vacated(UNIT, soon());
    expect(asg.changes).toEqual([]);
  });

  test("is not told of where AWS does not answer as it should", async () => {
    add("InService");
    asg.trouble.code = "Throttling";
    await expect(driver.occupied(UNIT, soon())).rejects.toThrow();
    asg.trouble.code = "InternalFailure";
    await expect(driver.occupied(UNIT, soon())).rejects.toThrow();
    await expect(driver.occupied(UNIT, AbortSignal.abort())).rejects.toThrow();
  });
});

describe("an instance more", () => {
  test.each<[what: string, inService: number, desired: number, asked: string[]]>([
    ["is asked for when all are in service", 1, 1, ["desired 2, cooldown true"]],
    ["is not asked for while one is on its way", 0, 1, []],
    ["is not asked for beyond the group's maximum", 2, 2, []],
  ])("%s", async (_what, inService, desired, asked) => {
    asg.group.desired = desired;
    for (let n = 0; n < inService; n++)
      asg.instances.set(`i-${n}`, { lifecycle: "InService", isProtected: false });
    await driver.wanted("tokyo", soon());
    expect(asg.changes).toEqual(asked);
  });

  test("is an error where there is no such group", async () => {
    const lost = createAsgDriver(asgOnly(tableOf({ api: asg.url, group: "another" })));
    await expect(lost.wanted("tokyo", soon())).rejects.toThrow("no auto-scaling group another");
    lost.close();
  });
});

test("a table of the other engine, or of none, is refused by name", () => {
  expect(() => agonesOnly(tableOf())).toThrow("HIROBA_HOST_ENGINES");
  expect(() => asgOnly(engineTableSchema.parse({ tokyo: { namespace: "square" } }))).toThrow("tokyo");
  expect(() => asgOnly(engineTableSchema.parse({}))).toThrow("names no region");
  expect(engineTableSchema.safeParse({ tokyo: { namespace: "square", group: GROUP } }).success).toBe(false);
});
