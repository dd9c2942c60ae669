import { describe, expect, test } from "bun:test";
import { createReadCache } from "../../../edge/cache/read-cache.ts";

const FRESH_MS = 1_000;
const REVALIDATE_MS = 10_000;
const STALE_MS = 60_000;
const ENTRIES_MAX = 3;

/** What mayServeStale is asked about: the origin being away, or saying no. */
class Away extends Error {}

/** A cache with a clock moved by hand, and fills that end when the test says so. */
function setUp() {
  const clock = { nowMs: 0 };
  const kept: Promise<unknown>[] = [];
  const cache = createReadCache<string>({
    entriesMax: ENTRIES_MAX,
    freshMs: FRESH_MS,
    revalidateMs: REVALIDATE_MS,
    staleMs: STALE_MS,
    mayServeStale: (error) => error instanceof Away,
    nowMs: () => clock.nowMs,
  });
  const fills: { key: string; succeed(value: string): void; fail(error: Error): void }[] = [];
  const read = (key = "k") =>
    cache.read(
      key,
      () => {
        const { promise, resolve, reject } = Promise.withResolvers<string>();
        fills.push({ key, succeed: resolve, fail: reject });
        return promise;
      },
      (work) => kept.push(work),
    );
  /** The n-th fill that was begun. */
  const fill = (n: number) => {
    const found = fills[n];
    if (found === undefined) throw new Error(`only ${fills.length} fills were begun`);
    return found;
  };
  /** Reads a key and answers its fill at once. */
  const readFilled = (key: string, value: string) => {
    const reading = read(key);
    fills.at(-1)?.succeed(value);
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
    clock.nowMs = STALE_MS - 1;
    const first = read();
    fill(1).fail(new Away("gone"));
    expect(await first).toEqual({ value: "old", ageMs: STALE_MS - 1, from: "away" });
    // The second read does not wait: its fill is still open.
    expect(await read()).toEqual({ value: "old", ageMs: STALE_MS - 1, from: "away" });
    expect(fills).toHaveLength(3);
    fill(2).succeed("back");
    await settle();
    expect((await read()).value).toBe("back");
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

describe("invalidation", () => {
  test("makes what is held wait for a refill, and keeps it for when that fails", async () => {
    const { cache, read, readFilled, fill } = setUp();
    await readFilled("k", "old");
    cache.invalidate();
    const failing = read();
    fill(1).fail(new Away("gone"));
    expect(await failing).toMatchObject({ value: "old", from: "away" });
    const reading = read();
    fill(2).succeed("new");
    expect(await reading).toMatchObject({ value: "new", from: "miss" });
  });

  test("does not let a fill begun before it pass for fresh, nor overwrite one begun after it", async () => {
    const { cache, read, fills, fill } = setUp();
    const before = read();
    cache.invalidate();
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
    cache.invalidate();
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
    cache.invalidate();
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
