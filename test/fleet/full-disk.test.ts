// A disk that is full under the hosts of a fleet: rooms go on, whoever comes is let in, what happened is told as far as it can be, and
// what has to wait is safe again once there is space. Real processes, and a real disk of 256 kB.

import { afterEach, beforeEach, expect, test } from "bun:test";
import { openDb } from "../../origin/db/client.ts";
import { eventually } from "../support/eventually.ts";
import { mayMountDisks, mountSmallDisk, type SmallDisk } from "../support/small-disk.ts";
import { type Fleet, isRunning, linesOnDisk, signal, startFleet } from "./fleet.ts";
import { firstPlace, speak, untilVisits } from "./people.ts";

const DISK_MAX_BYTES = 256 * 1024;
const mayMount = await mayMountDisks();

let disk: SmallDisk;
let fleet: Fleet;
let database: ReturnType<typeof openDb>;
beforeEach(async () => {
  if (!mayMount) return;
  disk = await mountSmallDisk(DISK_MAX_BYTES);
  fleet = await startFleet(2, { reportsIn: disk.folder });
  database = openDb(fleet.databaseUrl);
}, 60_000);
afterEach(async () => {
  if (!mayMount) return;
  await database.close();
  await fleet.stop();
  await disk.remove();
}, 60_000);

test.skipIf(!mayMount)(
  "a host whose disk is full goes on, says so once, and has all on disk when there is space again (skipped where no disk can be mounted)",
  async () => {
    const toAnn = await firstPlace(fleet, "ann");
    const toBen = await firstPlace(fleet, "ben");
    const toCy = await firstPlace(fleet, "cy");
    const host = fleet.hostOf(toAnn);
    expect([toBen.hostId, toCy.hostId]).toEqual([host.hostId, host.hostId] as never);
    const ann = await fleet.join(toAnn);
    await untilVisits(database.db, { ann: "here " });
    await eventually("nothing to tell", async () => (await linesOnDisk(host)) === 0);

    await disk.fill();
    const ben = await fleet.join(toBen);
    await speak(ann, "is the disk full?");
    await eventually("word of it", () => host.events("room.spool.failed").length > 0);
    // What the disk does not take is told from memory.
    await untilVisits(database.db, { ann: "here ", ben: "here " });

    // Whoever comes while the origin is away is not heard yet: they listen.
    await fleet.killOrigin();
    const cy = await fleet.join(toCy);
    await speak(ann, "still here?");
    await cy.hears("it", ({ payload }) => new TextDecoder().decode(payload).includes("still here?"));
    for (const guest of [ann, ben, cy]) await guest.leave();

    await disk.clear();
    await eventually("all of it on disk", async () => (await linesOnDisk(host)) === 4);
    expect(host.events("room.spool.failed").map(({ error }) => JSON.stringify(error))).toEqual([
      expect.stringContaining("ENOSPC"),
    ]);
    expect(host.events("room.spool.well")).toHaveLength(1);

    signal(host.pid, "SIGKILL");
    await eventually("its end", () => !isRunning(host.pid));
    const [started] = await Promise.all([fleet.startAgain(host), fleet.startOrigin()]);
    expect(started.events("room.spool.torn")).toEqual([]);
    expect(started.events("room.spool.taken-up")).toMatchObject([{ entries: 4 }]);
    await untilVisits(database.db, { ann: "left ", ben: "left ", cy: "left " });
  },
  120_000,
);
