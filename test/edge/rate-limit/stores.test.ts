// Every store holds what a limit is promised; Durable Objects are held to it where they run (test/runtimes).

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../../../edge/entry/sqlite-store.ts";
import { createKvStore, type Kv } from "../../../edge/rate-limit/kv-store.ts";
import { createMemoryStore } from "../../../edge/rate-limit/memory-store.ts";
import { type RateLimitStore, withFallback } from "../../../edge/rate-limit/store.ts";
import { createLog } from "../../../shared/http/log.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-limits-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A KV as Deno's documentation describes one, without time: values by key, each with the stamp of its last write. */
function createKv(): Kv {
  const values = new Map<string, { value: unknown; versionstamp: string }>();
  let writes = 0;
  const stampOf = (key: readonly string[]) => values.get(key.join("\0"))?.versionstamp ?? null;
  return {
    async get(key) {
      return values.get(key.join("\0")) ?? { value: null, versionstamp: null };
    },
    atomic() {
      const checks: { key: readonly string[]; versionstamp: string | null }[] = [];
      const sets: { key: readonly string[]; value: unknown }[] = [];
      const operation: ReturnType<Kv["atomic"]> = {
        check(entry) {
          checks.push(entry);
          return operation;
        },
        set(key, value) {
          sets.push({ key, value });
          return operation;
        },
        async commit() {
          if (checks.some(({ key, versionstamp }) => stampOf(key) !== versionstamp)) return { ok: false };
          writes += 1;
          for (const { key, value } of sets)
            values.set(key.join("\0"), { value, versionstamp: String(writes) });
          return { ok: true };
        },
      };
      return operation;
    },
  };
}

/** Two edges' ends of one store; of memory, which is not shared, one twice. */
const STORES: readonly (readonly [string, () => readonly [RateLimitStore, RateLimitStore]])[] = [
  [
    "memory",
    () => {
      const store = createMemoryStore();
      return [store, store];
    },
  ],
  [
    "a file of SQLite's",
    () => {
      const path = join(folder, `${crypto.randomUUID()}.sqlite`);
      return [openSqliteStore(path), openSqliteStore(path)];
    },
  ],
  [
    "a KV",
    () => {
      const kv = createKv();
      return [createKvStore(kv), createKvStore(kv)];
    },
  ],
];

describe.each(STORES)("the buckets in %s", (_, open) => {
  test("hold a minute's worth for all who share them, and refill as time goes by", async () => {
    const [one, other] = open();
    const taken = [];
    for (const store of [one, other, one, other]) taken.push(await store.take("k", 3, 1_000));
    expect(taken).toEqual([
      { remaining: 2, waitS: 0 },
      { remaining: 1, waitS: 0 },
      { remaining: 0, waitS: 0 },
      { remaining: 0, waitS: 20 },
    ]);
    expect(await one.take("k", 3, 21_000)).toEqual({ remaining: 0, waitS: 0 });
    expect(await other.take("k", 3, 21_000)).toMatchObject({ waitS: 20 });
    expect(await other.take("k", 3, 200_000)).toEqual({ remaining: 2, waitS: 0 });
  });

  test("are one for each key", async () => {
    const [store] = open();
    expect(await store.take("a", 1, 0)).toMatchObject({ waitS: 0 });
    expect(await store.take("b", 1, 0)).toMatchObject({ waitS: 0 });
    expect(await store.take("a", 1, 0)).toMatchObject({ waitS: 60 });
  });

  test("give no token twice to those who come at the same moment", async () => {
    const [one, other] = open();
    const taken = await Promise.all(
      Array.from({ length: 40 }, async (_unused, at) => (at % 2 === 0 ? one : other).take("k", 5, 0)),
    );
    expect(taken.filter(({ waitS }) => waitS === 0).length).toBeLessThanOrEqual(5);
    expect(taken.some(({ waitS }) => waitS === 0)).toBe(true);
  });
});

describe("a shared store that is away", () => {
  const takeWith = async (shared: RateLimitStore, times: number) => {
    const lines: string[] = [];
    const log = createLog({
      process: "edge",
      format: "json",
      nowMs: () => 0,
      write: (line) => lines.push(line),
    });
    const store = withFallback(shared, createMemoryStore(), log);
    const taken = [];
    for (let count = 0; count < times; count += 1) taken.push(await store.take("k", 1, 0));
    return { taken, lines };
  };

  test.each([
    ["fails", async () => Promise.reject(new Error("gone"))],
    ["never answers", () => new Promise<never>(() => {})],
  ])("because it %s is stood in for by the edge's own, and the log says so", async (_, take) => {
    const { taken, lines } = await takeWith({ take }, 2);
    expect(taken).toEqual([
      { remaining: 0, waitS: 0 },
      { remaining: 0, waitS: 60 },
    ]);
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(Array(2).fill("rate-limit.store-away"));
  });
});
