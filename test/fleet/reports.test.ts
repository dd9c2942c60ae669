// Who came and went is told once, whatever befalls the origin, the host or both: real processes that are killed, and Postgres' own rows.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { openDb } from "../../origin/db/client.ts";
import type { AllocatedRoom } from "../../shared/schema/internal/entry.ts";
import { eventually } from "../support/eventually.ts";
import { type Fleet, type FleetHost, signal, startFleet } from "./fleet.ts";

const WAIT_MS = 30_000;

let fleet: Fleet;
let database: ReturnType<typeof openDb>;
beforeEach(async () => {
  fleet = await startFleet(2);
  database = openDb(fleet.databaseUrl);
});
afterEach(async () => {
  await database.close();
  await fleet.stop();
});

/** Who is known to have been anywhere, how often, and whether they are known to have left. */
async function visits(): Promise<Record<string, string>> {
  const rows = await database.db.query.visits.findMany();
  const names = new Map(
    (await database.db.query.users.findMany()).map(({ id, displayName }) => [id, displayName]),
  );
  const told: Record<string, string> = {};
  for (const { userId, leftAt } of rows) {
    const name = names.get(userId as never) ?? "nobody";
    told[name] = `${told[name] ?? ""}${leftAt === null ? "here " : "left "}`;
  }
  return told;
}

const untilVisits = (wanted: Record<string, string>) =>
  eventually(`visits ${JSON.stringify(wanted)}`, async () => Bun.deepEquals(await visits(), wanted), WAIT_MS);

async function place(name: string, room?: string): Promise<AllocatedRoom> {
  const given = await fleet.place(await fleet.newPerson(name), room);
  if (typeof given === "string") throw new Error(given);
  return given;
}

describe("while the origin is away", () => {
  test("rooms go on, tickets that were given let in, and what happened is told afterwards, once", async () => {
    const [toAnn, toBen] = [await place("ann"), await place("ben")];
    const ann = await fleet.join(toAnn);
    await untilVisits({ ann: "here " });
    await fleet.killOrigin();
    const ben = await fleet.join(toBen);
    await ann.sendChat("anybody?");
    await ben.hears("the other's line", (m) => m.topicName.endsWith("/chat"));
    await ann.leave();
    await fleet.startOrigin();
    await untilVisits({ ann: "left ", ben: "here " });
    await ben.leave();
    await untilVisits({ ann: "left ", ben: "left " });
  }, 90_000);

  test("a host that is killed has told everything all the same, by the process that comes after it, once", async () => {
    const [toAnn, toBen, toCy] = [await place("ann"), await place("ben"), await place("cy")];
    const ann = await fleet.join(toAnn);
    await untilVisits({ ann: "here " });
    const host = fleet.hostOf(toAnn);
    expect([toBen.hostId, toCy.hostId]).toEqual([host.hostId, host.hostId] as never);
    await fleet.killOrigin();
    const ben = await fleet.join(toBen);
    await fleet.join(toCy);
    await ann.leave();
    await ben.leave();
    await eventually("all of it on disk", async () => (await linesOnDisk(host)) === 4);
    signal(host.pid, "SIGKILL");
    await eventually("its end", () => !isRunning(host.pid));
    const [started] = await Promise.all([fleet.startAgain(host), fleet.startOrigin()]);
    expect(started.events("room.spool.taken-up")).toMatchObject([{ entries: 4 }]);
    await untilVisits({ ann: "left ", ben: "left ", cy: "left " });
    // Nothing is told again by the next one, once the origin's answer has reached this one.
    await eventually("nothing of it on disk", async () => (await linesOnDisk(started)) === 0);
    signal(started.pid, "SIGKILL");
    await eventually("its end", () => !isRunning(started.pid));
    const third = await fleet.startAgain(started);
    await eventually("its first beats", async () => (await heirsOf(third.hostId)) > 0, WAIT_MS);
    expect(third.events("room.spool.taken-up")).toEqual([]);
    expect(await visits()).toEqual({ ann: "left ", ben: "left ", cy: "left " });
  }, 120_000);
});

async function linesOnDisk({ spoolDirectory }: FleetHost): Promise<number> {
  const segments = new Bun.Glob("**/*.jsonl").scan({ cwd: spoolDirectory, absolute: true });
  const texts = await Array.fromAsync(segments, (path) => Bun.file(path).text());
  return texts.join("").split("\n").filter(Boolean).length;
}

async function heirsOf(hostId: string): Promise<number> {
  const host = (await database.db.query.hosts.findMany()).find(({ id }) => id === hostId);
  return host?.heirs?.length ?? 0;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
