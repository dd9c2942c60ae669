import { expect, test } from "bun:test";
import { createRecentIds } from "../../../shared/client/recent-ids.ts";

test("an id is taken once, until as many others have come as are remembered", () => {
  const ids = createRecentIds(3);
  expect(["a", "b", "a", "c", "a"].map(ids.take)).toEqual([true, true, false, true, false]);
  expect(ids.take("d")).toBe(true);
  expect(["b", "c", "d"].map(ids.take)).toEqual([false, false, false]);
  expect(ids.take("a")).toBe(true);
});
