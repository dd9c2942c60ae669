import { describe, expect, test } from "bun:test";
import { Drop, Publish } from "../../../room/metrics/kind.ts";
import { createTop } from "../../../room/metrics/top.ts";
import type { TopReport } from "../../../room/metrics/top-report.ts";
import { renderTop } from "../../../scripts/room/top-view.ts";
import { connectionRow, roomRow, SmallHost, STARTED_AT_MS } from "../../room/metrics/small-host.ts";

const URL = "http://127.0.0.1:9464";

/** A host of `people`, of whom every third does not keep up, looked at after ten seconds. */
function busy(people: number): TopReport {
  const host = new SmallHost();
  host.rooms = [
    roomRow({ world: "さくら広場", participants: people }),
    roomRow({ room: "rm_2", participants: 1 }),
  ];
  host.connections = Array.from({ length: people }, (_, id) =>
    connectionRow(id, {
      name: `田中 ${id}`,
      packetsIn: 10 * (id + 1),
      bytesIn: 500 * (id + 1),
      ...(id % 3 === 0 ? { queueBytes: 1_500 * (id + 1), shedStep: 2 } : {}),
    }),
  );
  host.metrics.dropped(Publish.pose, Drop.stale, 20);
  host.metrics.tick.record(4_000);
  return createTop(host).report(STARTED_AT_MS + 10_000);
}

const textsOf = (report: TopReport, columns: number, rows: number, note = "") =>
  renderTop(report, URL, { columns, rows }, note).map(({ text }) => text);

describe("the view of a host", () => {
  test("fits any terminal", () => {
    for (const people of [0, 3, 60])
      for (const [columns, rows] of [
        [80, 24],
        [40, 10],
        [20, 5],
        [200, 60],
        [1, 1],
      ] as const) {
        const lines = textsOf(busy(people), columns, rows);
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const line of lines) expect(Bun.stringWidth(line)).toBeLessThanOrEqual(columns);
      }
  });

  test("says what the host does, all of it on 80 columns", () => {
    const text = textsOf(busy(3), 80, 24, "q leaves").join("\n");
    expect(text).toStartWith(`Room host ${URL}, up 10 s   q leaves\n`);
    for (const fact of [
      "2 rooms   4 participants   3 sessions   1.5 kB waiting",
      "memory 80 MB, heap 9.0 MB",
      "tick p50 4.0 ms, p99 4.0 ms, p99.9 4.0 ms",
      "lag p99 0 µs",
      "dropped:   publish pose, stale: 2/s (20)",
    ])
      expect(text).toContain(fact);
  });

  test("shows rooms by their world, then who sends most, then who does not keep up", () => {
    const lines = textsOf(busy(4), 120, 40);
    const from = (title: string) => lines.slice(lines.indexOf(title) + 1);
    expect(from("Rooms")[1]).toMatch(/^さくら広場 +4\/500 +0 +10 +500 B +0 B/);
    const busiest = from("Busiest senders").slice(1, 5);
    expect(busiest.map((line) => line.slice(0, 4))).toEqual(["田中 3", "田中 2", "田中 1", "田中 0"]);
    expect(
      from("Slowest receivers")
        .slice(1)
        .map((line) => line.replace(/ {2,}/g, "|")),
    ).toEqual([
      "田中 3|さくら広場|5|tcp|6.0 kB|5 Hz|0|0 B|10 s ago|client-3",
      "田中 0|さくら広場|5|tcp|1.5 kB|5 Hz|0|0 B|10 s ago|client-0",
    ]);
  });

  test("gives rows one table does not need to the others, and says how many it leaves out", () => {
    const lines = textsOf(busy(60), 100, 30);
    expect(lines).toHaveLength(30);
    expect(lines).toContain("Rooms");
    expect(lines.some((line) => /^Busiest senders \(\d+ of 50\)$/.test(line))).toBe(true);
    expect(lines.some((line) => /^Slowest receivers \(\d+ of 20\)$/.test(line))).toBe(true);
  });

  test("says none where there is nobody", () => {
    const lines = textsOf(createTop(new SmallHost()).report(STARTED_AT_MS + 1_000), 80, 24);
    expect(lines.filter((line) => line === "none")).toHaveLength(3);
    expect(lines).toContain("dropped:   nothing");
  });
});
