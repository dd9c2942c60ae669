// What scalers read of an origin, on a real Postgres, through the door they use.

import { afterEach, beforeEach, expect, test } from "bun:test";
import postgres from "postgres";
import { insertChange } from "../../../origin/changes/store.ts";
import { openBoss } from "../../../origin/jobs/queue.ts";
import { createMetricsApp } from "../../../origin/metrics/app.ts";
import { createLog } from "../../../shared/http/log.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PLAZA = "wld_hiroba-plaza";

let origin: OriginUnderTest;
let text = "";
beforeEach(async () => {
  origin = await startOrigin();
  // As an origin does at boot.
  await (await openBoss({ databaseUrl: origin.databaseUrl, log: silent }, "visitor")).stop();
});
afterEach(() => origin.stop());

const silent = createLog({ process: "origin", format: "json", nowMs: Date.now, write: () => {} });

async function scrape(): Promise<void> {
  const app = createMetricsApp({ ...origin.deps, log: silent });
  const response = await app.request("/metrics");
  expect(response.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
  text = await response.text();
}

/** The value behind one series, written as Prometheus writes it. */
function value(series: string): number | null {
  const line = text.split("\n").find((candidate) => candidate.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length));
}

async function register(region: string, participantsMax: number): Promise<string> {
  const hostId = newId("host");
  await origin.ask(internalPath.registerHost, {
    json: {
      hostId,
      region,
      host: { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1/mqtt" },
      participantsMax,
      roomsMax: 10,
      build: "test",
    },
  });
  return hostId;
}
const beat = (hostId: string, draining: boolean) =>
  origin.ask(internalPath.heartbeat, { params: { hostId }, json: { rooms: [], draining } });
const enter = async (latencies: Readonly<Record<string, number>> = {}) => {
  const { userId } = await origin.createGuest();
  const json = { kind: "world", id: PLAZA, regionHint: null, latencies, ifFull: "queue" };
  return (await origin.ask(internalPath.enter, { json, as: userId })).body["outcome"];
};

test("hosts are told by region and by what they do, with the places that are free", async () => {
  await register("tokyo", 3);
  const leaving = await register("tokyo", 50);
  await register("osaka", 7);
  await beat(leaving, true);
  await enter({ tokyo: 5, osaka: 500 });
  await scrape();
  expect(value('hiroba_pool_hosts{region="tokyo",state="busy"}')).toBe(1);
  expect(value('hiroba_pool_hosts{region="tokyo",state="draining"}')).toBe(1);
  expect(value('hiroba_pool_hosts{region="tokyo",state="idle"}')).toBe(0);
  expect(value('hiroba_pool_hosts{region="osaka",state="idle"}')).toBe(1);
  // A place is kept for whoever is on the way, and a host that drains has none.
  expect(value('hiroba_pool_seats{region="tokyo"}')).toBe(3);
  expect(value('hiroba_pool_seats_free{region="tokyo"}')).toBe(2);
  expect(value('hiroba_pool_seats_used_ratio{region="osaka"}')).toBe(0);
  expect(value('hiroba_pool_rooms{region="tokyo"}')).toBe(1);

  origin.clock.nowMs += 6_000;
  await scrape();
  expect(value('hiroba_pool_hosts{region="osaka",state="silent"}')).toBe(1);
  expect(value('hiroba_pool_seats{region="osaka"}')).toBe(0);
  expect(value('hiroba_pool_seats_used_ratio{region="osaka"}')).toBe(1);
});

test("who waits is told by the nearest region that there is, and for how long", async () => {
  await register("tokyo", 1);
  expect(await enter()).toBe("entered");
  expect(await enter({ tokyo: 5, osaka: 20 })).toBe("queued");
  origin.clock.nowMs += 1_500;
  expect(await enter({ '"}\n evil': 1 })).toBe("queued");
  expect(await enter()).toBe("queued");
  origin.clock.nowMs += 500;
  await scrape();
  expect(value('hiroba_queue_waiting{region="tokyo"}')).toBe(1);
  expect(value('hiroba_queue_longest_wait_seconds{region="tokyo"}')).toBe(2);
  expect(value('hiroba_queue_waiting{region="unknown"}')).toBe(2);
  expect(value('hiroba_queue_longest_wait_seconds{region="unknown"}')).toBe(0.5);
  expect(text).not.toContain("evil");
});

test("background jobs are told by kind and state, and the dead ones apart", async () => {
  const { userId } = await origin.createGuest();
  await origin.deps.db.transaction((tx) => origin.deps.enqueue(tx, "sweep.sessions", {}));
  await origin.deps.db.transaction((tx) => origin.deps.enqueue(tx, "sweep.notices", {}));
  const boss = await openBoss({ databaseUrl: origin.databaseUrl, log: silent }, "visitor");
  try {
    await boss.fetch("sweep.notices");
    await boss.send("dead-letters", { userId });
  } finally {
    await boss.stop();
  }
  origin.clock.nowMs = Date.now() + 60_000;
  await scrape();
  expect(value('hiroba_jobs{kind="sweep.sessions",state="waiting"}')).toBe(1);
  expect(value('hiroba_jobs{kind="sweep.notices",state="running"}')).toBe(1);
  expect(value('hiroba_jobs{kind="sweep.notices",state="waiting"}')).toBe(0);
  expect(value('hiroba_jobs_longest_wait_seconds{kind="sweep.sessions"}')).toBeGreaterThan(30);
  expect(value('hiroba_jobs_longest_wait_seconds{kind="sweep.notices"}')).toBe(0);
  expect(value("hiroba_jobs_dead")).toBe(1);
  expect(value('hiroba_ugc_jobs{task="check",state="waiting"}')).toBe(0);
});

test("a change that a running transaction keeps back is told as lag until that has ended", async () => {
  const other = postgres(origin.databaseUrl, { max: 1 });
  try {
    const held = await other.reserve();
    await held`BEGIN`;
    await held`SELECT pg_current_xact_id()`;
    await insertChange(origin.deps.db, "public", ["worlds"], new Date(origin.clock.nowMs));
    origin.clock.nowMs += 4_000;
    await scrape();
    expect(value('hiroba_changes_lag_seconds{feed="public"}')).toBe(4);
    await held`COMMIT`;
    held.release();
    await scrape();
    expect(value('hiroba_changes_lag_seconds{feed="public"}')).toBe(0);
  } finally {
    await other.end();
  }
});

test("a database that is gone is an error in the log and a plain 500", async () => {
  const lines: string[] = [];
  const log = createLog({ process: "origin", format: "json", nowMs: Date.now, write: (l) => lines.push(l) });
  const other = await startOrigin();
  await other.stop();
  const app = createMetricsApp({ ...other.deps, log });
  expect((await app.request("/metrics")).status).toBe(500);
  expect(lines.join("")).toContain("origin.metrics.failed");
});
