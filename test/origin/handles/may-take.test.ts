import { describe, expect, test } from "bun:test";
import { HANDLE_KEPT_DAYS, type HeldHandle, mayTake } from "../../../origin/handles/may-take.ts";
import { newId } from "../../../shared/schema/ids.ts";

const NOW_MS = Date.UTC(2026, 0, 31);
const DAY_MS = 24 * 60 * 60 * 1000;
const [aoi, ren] = [newId("user"), newId("user")];

/** One of `userId`'s, given up so many days ago; null: not given up. */
const held = (userId: typeof aoi, daysAgo: number | null): HeldHandle => ({
  skeleton: "x",
  userId,
  releasedAt: daysAgo === null ? null : new Date(NOW_MS - daysAgo * DAY_MS),
});

describe("a handle may be taken", () => {
  test.each<[string, HeldHandle | null, readonly HeldHandle[], ReturnType<typeof mayTake>]>([
    ["that nobody has", null, [], "yes"],
    ["that somebody has", held(ren, null), [], "taken"],
    ["that somebody gave up yesterday", held(ren, 1), [], "taken"],
    ["that somebody gave up long ago", held(ren, HANDLE_KEPT_DAYS), [], "yes"],
    ["that one has", held(aoi, null), [held(aoi, null)], "yes"],
    [
      "that one gave up, with no change left",
      held(aoi, 3),
      [held(aoi, null), held(aoi, 3), held(aoi, 2)],
      "yes",
    ],
    ["for the second change", null, [held(aoi, null), held(aoi, 3)], "yes"],
    ["for the third change", null, [held(aoi, null), held(aoi, 3), held(aoi, 2)], "often"],
    ["when the first was long ago", null, [held(aoi, null), held(aoi, 31), held(aoi, 2)], "yes"],
  ])("one %s", (_, same, own, verdict) => {
    expect(mayTake(aoi, same, own, NOW_MS)).toBe(verdict);
  });
});
