import { afterEach, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createReporter, type Reporter } from "../../room/reporter.ts";
import { Spool } from "../../room/reports/spool.ts";
import { createLog } from "../../shared/http/log.ts";
import { Problem } from "../../shared/http/problem.ts";
import { newId, roomIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import type { RoomReport } from "../../shared/schema/internal/hosts.ts";
import { eventually } from "../support/eventually.ts";
import { SPEC } from "./support.ts";

const user = userIdSchema.parse("usr_a");
const problem = (status: number) => new Problem({ status, code: "TEST", title: "test" });
const entry = (sid: number) => ({
  kind: "join" as const,
  user,
  sid,
  seat: "visible" as const,
  atMs: sid,
  participantCount: 1,
});

const running: Reporter[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const reporter of running.splice(0)) await reporter.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

function startReporter(answer: (report: RoomReport, count: number) => Promise<void> | void = () => {}) {
  const clock = { nowMs: 1_000_000 };
  const reports: RoomReport[] = [];
  const events: string[] = [];
  const reporter = createReporter({
    hostId: newId("host"),
    nowMs: () => clock.nowMs,
    log: createLog({
      process: "room",
      format: "json",
      nowMs: () => clock.nowMs,
      write: (line) => events.push(JSON.parse(line).event),
    }),
    send: async (_, report) => {
      reports.push(report);
      await answer(report, reports.length);
    },
  });
  running.push(reporter);
  const sids = () => reports.map((report) => report.entries.map((e) => e.sid));
  return { reporter, clock, reports, events, sids };
}

test("what happened is told in order, numbered from 0, without being asked", async () => {
  const { reporter, reports } = startReporter();
  for (const sid of [1, 2, 3]) reporter.report(SPEC, entry(sid));
  await eventually("a report", () => reports.length > 0);
  expect(reports).toMatchObject([
    {
      epoch: 1,
      entries: [
        { seq: 0, sid: 1 },
        { seq: 1, sid: 2 },
        { seq: 2, sid: 3 },
      ],
    },
  ]);
});

test("a report goes in batches of 500, and what comes while one is on its way follows it", async () => {
  const { reporter, sids } = startReporter((_, count) => {
    if (count === 1) reporter.report(SPEC, entry(1_001));
  });
  for (let sid = 1; sid <= 700; sid++) reporter.report(SPEC, entry(sid));
  await reporter.flush();
  expect(sids().map((batch) => batch.length)).toEqual([500, 201]);
  expect(sids()[1]?.at(-1)).toBe(1_001);
});

test("an origin that is away gets the same batch again, with the same numbers, and not at once", async () => {
  const { reporter, clock, reports, events } = startReporter((_, count) => {
    if (count === 1) throw problem(503);
  });
  reporter.report(SPEC, entry(1));
  await reporter.flush();
  reporter.report(SPEC, entry(2));
  await Bun.sleep(450);
  expect([reports.length, events]).toEqual([1, ["room.report.waiting"]]);
  clock.nowMs += 2_000;
  await eventually("the second try", () => reports.length === 2);
  expect(reports[1]?.entries.map((e) => [e.seq, e.sid])).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

test("what the origin refuses for good, as another host's room, is let go", async () => {
  const { reporter, reports, events } = startReporter((_, count) => {
    if (count === 1) throw problem(409);
  });
  reporter.report(SPEC, entry(1));
  await reporter.flush();
  reporter.report(SPEC, entry(2));
  await reporter.flush();
  expect(reports.map((r) => r.entries.map((e) => e.seq))).toEqual([[0], [1]]);
  expect(events).toEqual(["room.report.refused"]);
});

test("what an origin does not take from us, as it does not know our key, is told when it does", async () => {
  let isKnown = false;
  const { reporter, reports, events } = startReporter(() => {
    if (!isKnown) throw problem(401);
  });
  reporter.report(SPEC, entry(1));
  await reporter.flush();
  isKnown = true;
  await reporter.flush();
  expect(reports.map((r) => r.entries.map((e) => e.seq))).toEqual([[0], [0]]);
  expect(events).toEqual(["room.report.waiting"]);
});

test("closing is the last entry of a room, and another epoch of it counts from 0 again", async () => {
  const { reporter, reports } = startReporter();
  reporter.report(SPEC, entry(1));
  reporter.closed(SPEC, 5);
  reporter.report({ ...SPEC, epoch: 2 }, entry(2));
  await reporter.flush();
  expect(reports.map((r) => [r.epoch, r.entries.map((e) => [e.seq, e.kind])])).toEqual([
    [
      1,
      [
        [0, "join"],
        [1, "closed"],
      ],
    ],
    [2, [[0, "join"]]],
  ]);
});

test("an origin that stays away costs a bounded memory: the oldest go, and the log says so", async () => {
  const { reporter, reports, events } = startReporter();
  for (let sid = 1; sid <= 10_005; sid++) reporter.report(SPEC, entry(sid));
  expect(events.filter((event) => event === "room.report.dropped")).toHaveLength(5);
  await reporter.flush();
  const seqs = reports.flatMap((r) => r.entries.map((e) => e.seq));
  expect([seqs.length, seqs[0], seqs.at(-1)]).toEqual([10_000, 5, 10_004]);
});

test("two flushes at once are one", async () => {
  const { reporter, reports } = startReporter(() => Bun.sleep(10));
  reporter.report(SPEC, entry(1));
  await Promise.all([reporter.flush(), reporter.flush()]);
  expect(reports).toHaveLength(1);
});

const other = { ...SPEC, room: roomIdSchema.parse("rm_other") };
const third = { ...SPEC, room: roomIdSchema.parse("rm_third") };
const away = () => new Problem({ status: 503, code: "ORIGIN_AWAY", title: "away" });

test("a flush tells what came into a room that the run already on its way has passed", async () => {
  const { reporter, sids } = startReporter(async (_, count) => {
    if (count !== 2) return;
    // The first room has been told of; its last one leaves while the second room's report is on its way.
    reporter.report(SPEC, entry(3));
    await Bun.sleep(5);
  });
  reporter.report(SPEC, entry(1));
  reporter.report(other, entry(2));
  const running = reporter.flush();
  await Bun.sleep(2);
  await Promise.all([running, reporter.flush()]);
  expect(sids()).toEqual([[1], [2], [3]]);
});

test("a room that the origin fails on is passed over: every other room is told of, and it is tried again later", async () => {
  let isUnwell = true;
  const { reporter, clock, sids } = startReporter((report) => {
    if (isUnwell && report.entries[0]?.sid === 1) throw problem(500);
  });
  reporter.report(SPEC, entry(1));
  reporter.report(other, entry(2));
  reporter.report(third, entry(3));
  await reporter.flush();
  expect(sids()).toEqual([[1], [2], [3]]);
  reporter.report(other, entry(4));
  await eventually("the other room's next report", () => sids().length === 4);
  await Bun.sleep(450);
  expect(sids()).toEqual([[1], [2], [3], [4]]);
  isUnwell = false;
  clock.nowMs += 2_000;
  await eventually("the second try", () => sids().length === 5);
  expect(sids().at(-1)).toEqual([1]);
});

test("an origin that is away is asked once, not once for each room", async () => {
  let isAway = true;
  const { reporter, clock, sids } = startReporter(() => {
    if (isAway) throw away();
  });
  for (const [index, spec] of [SPEC, other, third].entries()) reporter.report(spec, entry(index));
  await reporter.flush();
  await Bun.sleep(450);
  expect(sids()).toEqual([[0]]);
  isAway = false;
  clock.nowMs += 2_000;
  await eventually("all rooms", () => sids().length === 4);
  expect(sids().slice(1)).toEqual([[0], [1], [2]]);
});

test("who was sent away from a lost room is told as having left, and numbers go on when this host has it again", async () => {
  const { reporter, reports } = startReporter();
  reporter.report(SPEC, entry(1));
  reporter.lost(SPEC, [{ ...entry(1), kind: "leave" }]);
  await reporter.flush();
  reporter.report(SPEC, entry(2));
  await reporter.flush();
  const told = reports.flatMap(({ entries }) => entries.map(({ seq, kind, sid }) => [seq, kind, sid]));
  expect(told).toEqual([
    [0, "join", 1],
    [1, "leave", 1],
    [2, "join", 2],
  ]);
});

describe("with a folder", () => {
  const silent = createLog({ process: "room", format: "json", nowMs: Date.now, write: () => {} });
  async function newFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "hiroba-reporter-"));
    folders.push(folder);
    return join(folder, "reports");
  }
  const keepIn = (reporter: Reporter, directory: string, segmentMaxBytes = 1_000): void =>
    reporter.keepIn((gaveUp) =>
      Spool.open({ directory, log: silent, maxBytes: 2_000, segmentMaxBytes, gaveUp }),
    );
  const isEmpty = async (directory: string) => (await readdir(directory).catch(() => [])).length === 0;

  test("what was not told when the process went is told by the next one, as that host's and as late, with its numbers", async () => {
    const directory = await newFolder();
    const first = startReporter(() => {
      throw away();
    });
    keepIn(first.reporter, directory);
    first.reporter.report(SPEC, entry(1));
    first.reporter.report(other, entry(2));
    first.reporter.report(SPEC, entry(3));
    await first.reporter.flush();
    await first.reporter.stop();
    const second = startReporter();
    keepIn(second.reporter, directory);
    second.reporter.report(SPEC, entry(4));
    await second.reporter.flush();
    const told = second.reports.map(({ hostId, isLate, entries }) => [
      hostId === first.reports[0]?.hostId,
      isLate,
      entries.map(({ seq, sid }) => [seq, sid]),
    ]);
    expect(told).toEqual([
      [
        true,
        true,
        [
          [0, 1],
          [1, 3],
        ],
      ],
      [true, true, [[0, 2]]],
      [false, false, [[0, 4]]],
    ]);
    await eventually("an empty folder", () => isEmpty(directory));
  });

  test("nothing is left there of what was told, refused, or went along with its room", async () => {
    const directory = await newFolder();
    const { reporter } = startReporter((_, count) => {
      if (count === 2) throw problem(404);
    });
    keepIn(reporter, directory);
    reporter.report(SPEC, entry(1));
    await reporter.flush();
    reporter.report(SPEC, entry(2));
    await reporter.flush();
    reporter.report(other, entry(3));
    reporter.moved(other);
    await reporter.stop();
    expect(await isEmpty(directory)).toBe(true);
  });

  test("what is given up there is not told either, and all else is", async () => {
    const directory = await newFolder();
    let isAway = true;
    const { reporter, reports } = startReporter(() => {
      if (isAway) throw away();
    });
    keepIn(reporter, directory, 400);
    for (let sid = 1; sid <= 20; sid++) reporter.report(SPEC, entry(sid));
    await reporter.flush();
    isAway = false;
    await reporter.flush();
    const sids = reports.at(-1)?.entries.map(({ sid }) => sid) ?? [];
    expect(sids.at(-1)).toBe(20);
    expect(sids[0]).toBeGreaterThan(1);
    expect(sids).toEqual(Array.from({ length: sids.length }, (_, index) => 21 - sids.length + index));
  });
});

test("what a host has to tell of a room that another has by now is told as late", async () => {
  const { reporter, reports } = startReporter(({ isLate }) => {
    if (!isLate) throw new Problem({ status: 409, code: "ROOM_EPOCH_STALE", title: "stale" });
  });
  reporter.report(SPEC, entry(1));
  await reporter.flush();
  reporter.report(SPEC, entry(2));
  await reporter.flush();
  expect(reports.map(({ isLate, entries }) => [isLate, entries.map(({ sid }) => sid)])).toEqual([
    [false, [1]],
    [true, [1]],
    [true, [2]],
  ]);
});
