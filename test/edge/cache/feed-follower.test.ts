import { describe, expect, test } from "bun:test";
import { createFeedFollower } from "../../../edge/cache/feed-follower.ts";
import type { ChangePage } from "../../../shared/schema/internal/changes.ts";

/** A follower whose clock is moved by hand, and a feed that answers from a list. */
function setUp(pages: (Partial<ChangePage> | Error)[]) {
  const clock = { nowMs: 0 };
  const asked: (string | null)[] = [];
  const purged: (readonly string[] | "all")[] = [];
  const looks: Promise<unknown>[] = [];
  const follower = createFeedFollower({
    changes: async (after) => {
      asked.push(after);
      const page = pages.shift();
      if (page === undefined || page instanceof Error) throw page ?? new Error("no more pages");
      return { tags: [], cursor: `c${asked.length}`, isReset: false, hasMore: false, ...page };
    },
    purge: (tags) => purged.push(tags),
    nowMs: () => clock.nowMs,
  });
  const wake = async (atMs: number) => {
    clock.nowMs = atMs;
    follower.woken(clock.nowMs, (work) => looks.push(work));
    await Promise.all(looks);
  };
  return { follower, clock, asked, purged, wake };
}

describe("the follower of the feed", () => {
  test("forgets all at its first look, which says only where the feed stands, and is trusted from then on", async () => {
    const { follower, clock, asked, purged, wake } = setUp([{}]);
    expect(follower.isTrusted(clock.nowMs)).toBe(false);
    await wake(0);
    expect([asked, purged, follower.isTrusted(clock.nowMs)]).toEqual([[null], ["all"], true]);
  });

  test("looks again when four seconds have gone and somebody reads, from where it was", async () => {
    const { asked, purged, wake } = setUp([{}, { tags: ["worlds"] }, {}]);
    await wake(0);
    await wake(3_999);
    expect(asked).toEqual([null]);
    await wake(4_000);
    await wake(8_000);
    expect(asked).toEqual([null, "c1", "c2"]);
    expect(purged).toEqual(["all", ["worlds"]]);
  });

  test("is not trusted ten seconds after its last look, and is again after the next", async () => {
    const { follower, clock, wake } = setUp([{}, new Error("away"), {}]);
    await wake(0);
    clock.nowMs = 9_999;
    expect(follower.isTrusted(clock.nowMs)).toBe(true);
    await wake(10_000);
    expect(follower.isTrusted(clock.nowMs)).toBe(false);
    await wake(10_999);
    expect(follower.isTrusted(clock.nowMs)).toBe(false);
    await wake(11_000);
    expect(follower.isTrusted(clock.nowMs)).toBe(true);
  });

  test("reads on while there is more", async () => {
    const { asked, purged, wake } = setUp([{}, { tags: ["a"], hasMore: true }, { tags: ["b"] }]);
    await wake(0);
    await wake(4_000);
    expect(asked).toEqual([null, "c1", "c2"]);
    expect(purged).toEqual(["all", ["a"], ["b"]]);
  });

  test("that is too far behind, or told that the feed was cut, forgets all", async () => {
    const behind = Array.from({ length: 20 }, () => ({ tags: ["a"], hasMore: true }));
    const { asked, purged, wake } = setUp([{}, ...behind, {}, { isReset: true }]);
    await wake(0);
    await wake(4_000);
    expect(purged.at(-1)).toBe("all");
    await wake(8_000);
    expect(asked.at(-1)).toBeNull();
    await wake(12_000);
    expect(purged.slice(-2)).toEqual(["all", "all"]);
  });

  test("looks once at a time, however many read", async () => {
    const { follower, clock, asked, purged } = setUp([{}]);
    const looks: Promise<unknown>[] = [];
    for (let n = 0; n < 10; n += 1) follower.woken(clock.nowMs, (work) => looks.push(work));
    await Promise.all(looks);
    expect([asked.length, purged.length]).toEqual([1, 1]);
  });

  test("does not wait for ever for a look that is never heard of again", async () => {
    const asked: (string | null)[] = [];
    const lost = createFeedFollower({
      changes: (after) => {
        asked.push(after);
        return new Promise(() => {});
      },
      purge: () => {},
      nowMs: () => 0,
    });
    lost.woken(0, () => {});
    lost.woken(29_999, () => {});
    expect(asked).toEqual([null]);
    lost.woken(30_000, () => {});
    expect(asked).toEqual([null, null]);
  });
});
