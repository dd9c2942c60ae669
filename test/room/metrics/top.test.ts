import { describe, expect, test } from "bun:test";
import { Drop, Publish, SECTION } from "../../../room/metrics/kind.ts";
import type { ConnectionRow } from "../../../room/metrics/source.ts";
import { createTop } from "../../../room/metrics/top.ts";
import { TOP_ROWS_MAX, topReportSchema } from "../../../room/metrics/top-report.ts";
import { connectionRow, roomRow, SmallHost, STARTED_AT_MS } from "./small-host.ts";

/** A host that has been looked at once, and how to look again so many milliseconds later. */
function watched(host: SmallHost) {
  const top = createTop(host);
  let nowMs = STARTED_AT_MS + 10_000;
  top.report(nowMs);
  return (afterMs: number) => {
    nowMs += afterMs;
    return top.report(nowMs);
  };
}

const ids = (rows: readonly ConnectionRow[]) => rows.map(({ id }) => id);

describe("a host at a glance", () => {
  test("is empty before anything happens, and is what its schema says", () => {
    const report = createTop(new SmallHost()).report(STARTED_AT_MS);
    expect(topReportSchema.parse(report)).toEqual(report);
    expect([report.rooms, report.senders, report.receivers, report.drops]).toEqual([[], [], [], []]);
  });

  test("takes rates since the last look, and at the first since the start", () => {
    const host = new SmallHost();
    const [loud, quiet] = [connectionRow(1, { packetsIn: 400 }), connectionRow(2, { packetsIn: 10 })];
    host.connections = [loud, quiet];
    const top = createTop(host);
    expect(top.report(STARTED_AT_MS + 4_000).senders.map((s) => s.inPerSecond.messages)).toEqual([100, 2.5]);
    host.connections = [loud, { ...quiet, packetsIn: 30, bytesIn: 800, bytesOut: 4_000, dropped: 2 }];
    const { senders, windowMs } = top.report(STARTED_AT_MS + 6_000);
    expect([windowMs, senders]).toMatchObject([
      2_000,
      [
        {
          id: 2,
          inPerSecond: { messages: 10, bytes: 400 },
          outBytesPerSecond: 2_000,
          droppedPerSecond: 1,
        },
      ],
    ]);
  });

  test("takes the rate of who has just come since then, and of who was gone and came again anew", () => {
    const host = new SmallHost();
    const look = watched(host);
    const came = (atMs: number) => connectionRow(7, { packetsIn: 20, connectedAtMs: atMs });
    host.connections = [came(STARTED_AT_MS + 11_000)];
    expect(look(2_000).senders[0]?.inPerSecond.messages).toBe(20);
    host.connections = [];
    look(1_000);
    host.connections = [came(STARTED_AT_MS + 13_000)];
    expect(look(1_000).senders[0]?.inPerSecond.messages).toBe(20);
  });

  test("makes no storm of one packet that came a millisecond ago", () => {
    const host = new SmallHost();
    host.connections = [connectionRow(1, { packetsIn: 1, connectedAtMs: STARTED_AT_MS + 9_999 })];
    expect(createTop(host).report(STARTED_AT_MS + 10_000).senders[0]?.inPerSecond.messages).toBe(4);
  });

  test("looks twice a second at most, however often it is asked", () => {
    const host = new SmallHost();
    const look = watched(host);
    host.rooms = [roomRow()];
    expect(look(499).rooms).toEqual([]);
    expect(look(1).rooms).toHaveLength(1);
  });

  test("names the busiest senders and the slowest receivers, fifty at most, and nobody who keeps up", () => {
    const host = new SmallHost();
    host.connections = Array.from({ length: 200 }, (_, id) =>
      connectionRow(id, { packetsIn: id, queueBytes: id % 2 === 0 ? 0 : 1_000 - id }),
    );
    const { senders, receivers } = createTop(host).report(STARTED_AT_MS + 1_000);
    expect(ids(senders)).toEqual(Array.from({ length: TOP_ROWS_MAX }, (_, at) => 199 - at));
    expect(ids(receivers)).toEqual(Array.from({ length: TOP_ROWS_MAX }, (_, at) => 2 * at + 1));
  });

  test("holds who waits for more to be slower, then who was shed further, then who misses more", () => {
    const host = new SmallHost();
    host.connections = [
      connectionRow(1, { dropped: 5 }),
      connectionRow(2, { dropped: 50 }),
      connectionRow(3, { shedStep: 1 }),
      connectionRow(4, { shedStep: 4 }),
      connectionRow(5, { shedStep: 0 }),
      connectionRow(6, { queueBytes: 1 }),
      connectionRow(7, { queueBytes: 80 }),
    ];
    expect(ids(createTop(host).report(STARTED_AT_MS + 1_000).receivers)).toEqual([7, 6, 4, 3, 2, 1]);
  });

  test("adds up each room from its connections, the fullest first", () => {
    const host = new SmallHost();
    host.rooms = [roomRow({ participants: 1 }), roomRow({ room: "rm_2", world: "広場", participants: 2 })];
    host.connections = [
      connectionRow(1, { packetsIn: 10, queueBytes: 5 }),
      connectionRow(2, { room: "rm_2", packetsIn: 20, bytesOut: 3_000, extension: "type0" }),
      connectionRow(3, { room: "rm_2", packetsIn: 40, bytesOut: 1_000, queueBytes: 7 }),
      connectionRow(4, { room: null, state: "connecting", packetsIn: 1 }),
    ];
    const { rooms, host: all } = createTop(host).report(STARTED_AT_MS + 1_000);
    expect(rooms).toMatchObject([
      { world: "広場", extended: 1, inPerSecond: { messages: 60 }, outBytesPerSecond: 4_000, queueBytes: 7 },
      { world: "Plaza", extended: 0, inPerSecond: { messages: 10 }, queueBytes: 5 },
    ]);
    expect(all).toMatchObject({ rooms: 2, participants: 3, sessions: 3, connecting: 1, queueBytes: 12 });
  });

  test("tells the host's own rates, without the sections that ride in packets, and its times", () => {
    const host = new SmallHost();
    const { metrics } = host;
    const look = watched(host);
    for (let packet = 0; packet < 40; packet++) metrics.received(Publish.pose, 50);
    metrics.received(SECTION + 0x10, 15);
    metrics.delivered(Publish.pose, 600, 50);
    metrics.read(2_000);
    metrics.wrote(30_000);
    host.cpuMicros = 500_000;
    metrics.tick.record(4_000);
    expect(look(2_000).host).toMatchObject({
      inPerSecond: { messages: 20, bytes: 1_000 },
      outPerSecond: { messages: 300, bytes: 15_000 },
      writesPerSecond: 0.5,
      cpuPercent: 25,
      tick: { p50Us: 4_000, p999Us: 4_000, maxUs: 4_000 },
    });
  });

  test("tells what is dropped and why: what happens now before what once did", () => {
    const host = new SmallHost();
    host.metrics.dropped(Publish.chat, Drop.rate, 500);
    const look = watched(host);
    host.metrics.dropped(Publish.pose, Drop.stale, 4);
    expect(look(2_000).drops).toEqual([
      { carrier: "publish", kind: "pose", reason: "stale", count: 4, perSecond: 2 },
      { carrier: "publish", kind: "chat", reason: "rate", count: 500, perSecond: 0 },
    ]);
  });
});
