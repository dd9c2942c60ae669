// Who came and went is told once, whatever befalls the origin, the host or both: real processes that are killed, and Postgres' own rows.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { openDb } from "../../origin/db/client.ts";
import { eventually } from "../support/eventually.ts";
import { type Fleet, isRunning, linesOnDisk, signal, startFleet } from "./fleet.ts";
import { firstPlace, untilVisits, visitsIn, WAIT_MS } from "./people.ts";

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

describe("while the origin is away", () => {
  test("rooms go on, tickets that were given let in, and what happened is told afterwards, once", async () => {
    const [toAnn, toBen] = [await firstPlace(fleet, "ann"), await firstPlace(fleet, "ben")];
    const ann = await fleet.join(toAnn);
    await untilVisits(database.db, { ann: "here " });
    await fleet.killOrigin();
    const ben = await fleet.join(toBen);
    await ann.sendChat("anybody?");
    await ben.hears("the other's line", (m) => m.topicName.endsWith("/chat"));
    await ann.leave();
    await fleet.startOrigin();
    await untilVisits(database.db, { ann: "left ", ben: "here " });
    await ben.leave();
    await untilVisits(database.db, { ann: "left ", ben: "left " });
  }, 90_000);

  test("a host that is killed has told everything all the same, by the process that comes after it, once", async () => {
    const [toAnn, toBen, toCy] = [
      await firstPlace(fleet, "ann"),
      await firstPlace(fleet, "ben"),
      await firstPlace(fleet, "cy"),
    ];
    const ann = await fleet.join(toAnn);
    await untilVisits(database.db, { ann: "here " });
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
    await untilVisits(database.db, { ann: "left ", ben: "left ", cy: "left " });
    // Nothing is told again by the next one, once the origin's answer has reached this one.
    await eventually("nothing of it on disk", async () => (await linesOnDisk(started)) === 0);
    signal(started.pid, "SIGKILL");
    await eventually("its end", () => !isRunning(started.pid));
    const third = await fleet.startAgain(started);
    await eventually("its first beats", async () => (await heirsOf(third.hostId)) > 0, WAIT_MS);
    expect(third.events("room.spool.taken-up")).toEqual([]);
    expect(await visitsIn(database.db)).toEqual({ ann: "left ", ben: "left ", cy: "left " });
  }, 120_000);
});

async function heirsOf(hostId: string): Promise<number> {
  const host = (await database.db.query.hosts.findMany()).find(({ id }) => id === hostId);
  return host?.heirs?.length ?? 0;
}
