import { describe, expect, test } from "bun:test";
import { createReadCache, type Filled } from "../../../edge/cache/read-cache.ts";

const FRESH_MS = 1_000;
const REVALIDATE_MS = 10_000;
const STALE_MS = 60_000;
const RETRY_MS = 500;
const ENTRIES_MAX = 3;
/** Every value is this large unless a test says otherwise. */
const SIZE_BYTES = 10;

/** What mayServeStale is asked about: the origin being away, or saying no. */
class Away extends Error {}

/** A cache with a clock moved by hand, and fills that end when the test says so. */
function setUp() {
  const clock = { nowMs: 0 };
  const kept: Promise<unknown>[] = [];
  const cache = createReadCache<string>({
    entriesMax: ENTRIES_MAX,
    bytesMax: ENTRIES_MAX * SIZE_BYTES,
    staleMs: STALE_MS,
    mayServeStale: (error) => error instanceof Away,
    nowMs: () => clock.nowMs,
  });
  const fills: {
    key: string;
    succeed(value: string, sizeBytes?: number): void;
    fail(error: Error): void;
  }[] = [];
  /** A key is also the one tag of its entry. */
  const read = (key = "k") =>
    cache.read(
      key,
      () => {
        const { promise, resolve, reject } = Promise.withResolvers<Filled<string>>();
        const succeed = (value: string, sizeBytes = SIZE_BYTES) => resolve({ value, tags: [key], sizeBytes });
        fills.push({ key, succeed, fail: reject });
        return promise;
      },
      { freshMs: FRESH_MS, revalidateMs: REVALIDATE_MS },
      (work) => kept.push(work),
    );
  /** The n-th fill that was begun. */
  const fill = (n: number) => {
    const found = fills[n];
    if (found === undefined) throw new Error(`only ${fills.length} fills were begun`);
    return found;
  };
  /** Reads a key and answers its fill at once. */
  const readFilled = (key: string, value: string, sizeBytes = SIZE_BYTES) => {
    const reading = read(key);
    fills.at(-1)?.succeed(value, sizeBytes);
    return reading;
  };
  return { cache, clock, fills, fill, kept, read, readFilled };
}

/** Lets everything run that waits for nothing but its turn. */
const settle = () => Bun.sleep(0);

describe("a cold read", () => {
  test("of five hundred at once is one fill, and its value is everybody's", async () => {
    const { read, fills, fill } = setUp();
    const readings = Promise.all(Array.from({ length: 500 }, () => read()));
    fill(0).succeed("v");
    expect(new Set((await readings).map(({ value, from }) => `${value} ${from}`))).toEqual(
      new Set(["v miss"]),
    );
    expect(fills).toHaveLength(1);
  });

  test("of another key is another fill", async () => {
    const { read, fills, fill } = setUp();
    const readings = Promise.all([read("a"), read("b")]);
    fill(1).succeed("B");
    fill(0).succeed("A");
    expect((await readings).map(({ value }) => value)).toEqual(["A", "B"]);
    expect(fills.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  test("that fails tells all its readers, and the next read tries again", async () => {
    const { read, readFilled, fill } = setUp();
    const readings = Promise.allSettled([read(), read()]);
    fill(0).fail(new Away("gone"));
    expect((await readings).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await readFilled("k", "v")).toEqual({ value: "v", ageMs: 0, from: "miss" });
  });

  test("is kept alive until it has ended, and its failure is nobody's unhandled one", async () => {
    const { read, fill, kept } = setUp();
    const reading = read().catch(() => "failed");
    expect(kept).toHaveLength(1);
    fill(0).fail(new Away("gone"));
    expect([await reading, await kept[0]]).toEqual(["failed", undefined]);
  });
});

describe("an entry", () => {
  test("is a hit while it is fresh, with its age", async () => {
    const { clock, read, readFilled, fills } = setUp();
    await readFilled("k", "v");
    clock.nowMs = FRESH_MS - 1;
    expect(await read()).toEqual({ value: "v", ageMs: FRESH_MS - 1, from: "hit" });
    expect(fills).toHaveLength(1);
  });

  test("is served at once when stale, and refilled once behind the answers", async () => {
    const { clock, read, readFilled, fills, fill } = setUp();
    await readFilled("k", "old");
    clock.nowMs = FRESH_MS;
    const answers = await Promise.all([read(), read(), read()]);
    expect(answers.map(({ value, from }) => `${value} ${from}`)).toEqual(Array(3).fill("old stale"));
    expect(fills).toHaveLength(2);
    fill(1).succeed("new");
    await settle();
    expect(await read()).toEqual({ value: "new", ageMs: 0, from: "hit" });
  });

  test("that nobody asked for in a while is not shown before it was refilled", async () => {
    const { clock, read, readFilled, fill } = setUp();
    await readFilled("k", "old");
    clock.nowMs = REVALIDATE_MS;
    const reading = read();
    fill(1).succeed("new");
    expect(await reading).toEqual({ value: "new", ageMs: 0, from: "miss" });
  });

  test("is shown, however stale, while the origin is away, and from then on without waiting", async () => {
    const { clock, read, readFilled, fills, fill } = setUp();
    await readFilled("k", "old");
    const ageMs = STALE_MS - RETRY_MS - 1;
    clock.nowMs = ageMs;
    const first = read();
    fill(1).fail(new Away("gone"));
    expect(await first).toEqual({ value: "old", ageMs, from: "away" });
    clock.nowMs += RETRY_MS;
    // The second read does not wait: its fill is still open.
    expect(await read()).toEqual({ value: "old", ageMs: ageMs + RETRY_MS, from: "away" });
    expect(fills).toHaveLength(3);
    fill(2).succeed("back");
    await settle();
    expect((await read()).value).toBe("back");
  });

  test("does not have an origin that is away asked without pause", async () => {
    const { clock, read, readFilled, fills, fill } = setUp();
    await readFilled("k", "old");
    clock.nowMs = REVALIDATE_MS;
    const first = read();
    fill(1).fail(new Away("gone"));
    await first;
    clock.nowMs += RETRY_MS - 1;
    for (let count = 0; count < 100; count += 1) expect(await read()).toMatchObject({ from: "away" });
    expect(fills).toHaveLength(2);
  });

  test("is not shown when it is too old, though the origin is away", async () => {
    const { clock, read, readFilled, fill } = setUp();
    await readFilled("k", "old");
    clock.nowMs = STALE_MS;
    const reading = read().catch((error: unknown) => error);
    fill(1).fail(new Away("gone"));
    expect(await reading).toBeInstanceOf(Away);
  });

  test("is forgotten when the origin says that it is no more", async () => {
    const { clock, read, readFilled, fill } = setUp();
    await readFilled("k", "old");
    clock.nowMs = FRESH_MS;
    expect((await read()).from).toBe("stale");
    fill(1).fail(new Error("404"));
    await settle();
    const reading = read().catch((error: Error) => error.message);
    fill(2).fail(new Error("404 again"));
    expect(await reading).toBe("404 again");
  });

  test("gives way to newer ones at the bound: the one not read for longest goes", async () => {
    const { read, readFilled, fills } = setUp();
    for (const key of ["a", "b", "c"]) await readFilled(key, key);
    await read("a");
    await readFilled("d", "d");
    const before = fills.length;
    for (const key of ["a", "c", "d"]) expect((await read(key)).from).toBe("hit");
    expect(fills).toHaveLength(before);
    expect((await readFilled("b", "b")).from).toBe("miss");
  });
});

describe("the bound in bytes", () => {
  test("lets a large one take the place of all that were read before it", async () => {
    const { read, readFilled } = setUp();
    for (const key of ["a", "b", "c"]) await readFilled(key, key);
    await readFilled("d", "d", ENTRIES_MAX * SIZE_BYTES);
    expect((await read("d")).from).toBe("hit");
    for (const key of ["a", "b", "c"]) expect((await readFilled(key, key)).from).toBe("miss");
  });

  test("keeps out what is larger than it, and what was there stays", async () => {
    const { read, readFilled } = setUp();
    await readFilled("a", "a");
    expect((await readFilled("b", "b", ENTRIES_MAX * SIZE_BYTES + 1)).value).toBe("b");
    expect((await read("a")).from).toBe("hit");
    expect((await readFilled("b", "b")).from).toBe("miss");
  });
});

describe("a purge", () => {
  test("of one tag leaves what does not carry it", async () => {
    const { cache, read, readFilled } = setUp();
    await readFilled("a", "a");
    await readFilled("b", "b");
    cache.purge(["a", "nobody's"]);
    expect((await read("b")).from).toBe("hit");
    expect(await readFilled("a", "new")).toMatchObject({ value: "new", from: "miss" });
  });

  test("of another tag lets a fill that was under way pass for fresh", async () => {
    const { cache, read, fill } = setUp();
    const reading = read("a");
    cache.purge(["b"]);
    fill(0).succeed("a");
    await reading;
    expect(await read("a")).toMatchObject({ value: "a", from: "hit" });
  });

  test("of all is of every tag", async () => {
    const { cache, readFilled } = setUp();
    await readFilled("a", "a");
    await readFilled("b", "b");
    cache.purge("all");
    expect((await readFilled("a", "a2")).from).toBe("miss");
    expect((await readFilled("b", "b2")).from).toBe("miss");
  });

  test("is remembered for a fill whose key is already being filled anew", async () => {
    const { cache, read, fill } = setUp();
    const first = read().catch(() => null);
    cache.purge(["k"]);
    const second = read().catch(() => null);
    fill(1).fail(new Away("gone"));
    await second;
    fill(0).succeed("from before the purge");
    await first;
    const third = read();
    fill(2).succeed("new");
    expect(await third).toMatchObject({ value: "new", from: "miss" });
  });

  test("in great numbers makes a fill that began before them count as old", async () => {
    const { cache, read, fill } = setUp();
    const reading = read();
    cache.purge(["k"]);
    for (let i = 0; i < 2_000; i += 1) cache.purge(["other"]);
    fill(0).succeed("old");
    await reading;
    const next = read();
    fill(1).succeed("new");
    expect(await next).toMatchObject({ value: "new", from: "miss" });
  });

  test("makes what is held wait for a refill, and keeps it for when that fails", async () => {
    const { cache, clock, read, readFilled, fill } = setUp();
    await readFilled("k", "old");
    cache.purge(["k"]);
    const failing = read();
    fill(1).fail(new Away("gone"));
    expect(await failing).toMatchObject({ value: "old", from: "away" });
    clock.nowMs += RETRY_MS;
    // While the origin is known to be away nobody waits for it.
    expect(await read()).toMatchObject({ value: "old", from: "away" });
    fill(2).succeed("new");
    await settle();
    expect(await read()).toMatchObject({ value: "new", from: "hit" });
  });

  test("does not let a fill begun before it pass for fresh, nor overwrite one begun after it", async () => {
    const { cache, read, fills, fill } = setUp();
    const before = read();
    cache.purge(["k"]);
    const after = read();
    expect(fills).toHaveLength(2);
    fill(1).succeed("after");
    expect(await after).toMatchObject({ value: "after", from: "miss" });
    fill(0).succeed("before");
    expect((await before).value).toBe("before");
    expect(await read()).toMatchObject({ value: "after", from: "hit" });
  });

  test("makes a fill that was under way count as old even when it ends first", async () => {
    const { cache, read, fills, fill } = setUp();
    const before = read();
    cache.purge(["k"]);
    fill(0).succeed("before");
    await before;
    const after = read();
    expect(fills).toHaveLength(2);
    fill(1).succeed("after");
    expect((await after).value).toBe("after");
  });

  test.each([
    ["away", new Away("gone")],
    ["refused", new Error("404")],
  ])("is not undone by a fill from before it that ends %s", async (_how, error) => {
    const { cache, clock, read, fill } = setUp();
    const before = read().catch(() => null);
    cache.purge(["k"]);
    const after = read();
    fill(1).succeed("after");
    await after;
    fill(0).fail(error);
    await before;
    expect(await read()).toMatchObject({ value: "after", from: "hit" });
    clock.nowMs = FRESH_MS;
    expect(await read()).toMatchObject({ value: "after", from: "stale" });
  });
});

describe("a peek", () => {
  const LIFETIME = { freshMs: FRESH_MS, revalidateMs: REVALIDATE_MS };

  test("is what a read would be that asks nobody, and null where one would ask", async () => {
    const { cache, clock, read, readFilled, fills, fill } = setUp();
    const peek = () => cache.peek("k", LIFETIME, clock.nowMs)?.from ?? null;
    expect(peek()).toBeNull();
    await readFilled("k", "old");
    expect(cache.peek("k", LIFETIME, clock.nowMs)).toMatchObject({ value: "old", ageMs: 0, from: "hit" });
    clock.nowMs = FRESH_MS;
    expect(peek()).toBeNull();
    await read();
    expect(peek()).toBe("stale");
    clock.nowMs = REVALIDATE_MS;
    expect(peek()).toBeNull();
    fill(1).fail(new Away("gone"));
    await settle();
    expect(peek()).toBe("away");
    clock.nowMs += RETRY_MS;
    expect(peek()).toBeNull();
    await read();
    expect(peek()).toBe("away");
    expect(fills).toHaveLength(3);
    fill(2).succeed("new");
    await settle();
    expect(peek()).toBe("hit");
    cache.purge(["k"]);
    expect(peek()).toBeNull();
  });

  test("does not show what is too old, though the origin is away", async () => {
    const { cache, clock, read, readFilled, fill } = setUp();
    await readFilled("k", "old");
    clock.nowMs = STALE_MS - 1;
    const reading = read();
    fill(1).fail(new Away("gone"));
    await reading;
    expect(cache.peek("k", LIFETIME, clock.nowMs)?.from).toBe("away");
    clock.nowMs = STALE_MS;
    expect(cache.peek("k", LIFETIME, clock.nowMs)).toBeNull();
  });

  test("says how long it holds: while it is fresh, and nothing was filled or purged", async () => {
    const { cache, clock, readFilled } = setUp();
    clock.nowMs = 100;
    await readFilled("k", "old");
    clock.nowMs = 300;
    const peeked = cache.peek("k", LIFETIME, clock.nowMs);
    expect(peeked).toMatchObject({
      ageMs: 200,
      fromMs: 300,
      untilMs: 100 + FRESH_MS,
      version: cache.version(),
    });
    await readFilled("other", "x");
    const afterFill = cache.version();
    expect(afterFill).not.toBe(peeked?.version as number);
    cache.purge(["no such tag"]);
    expect(cache.version()).not.toBe(afterFill);
  });
});
