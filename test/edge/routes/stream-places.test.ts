import { describe, expect, test } from "bun:test";
import { createStreamPlaces, STREAMS_PER_USER_MAX } from "../../../edge/routes/stream-places.ts";

const LIFETIME_MS = 1_000;
const take = (places: ReturnType<typeof createStreamPlaces>, userId: string, nowMs: number) =>
  Array.from({ length: STREAMS_PER_USER_MAX }, () => places.take(userId, nowMs));

describe("the places for streams", () => {
  test("are so many for a user, whatever another holds", () => {
    const places = createStreamPlaces(LIFETIME_MS);
    expect(take(places, "one", 0)).not.toContain(null);
    expect(places.take("one", 0)).toBeNull();
    expect(places.take("other", 0)).not.toBeNull();
  });

  test("that are given back can be taken again, once", () => {
    const places = createStreamPlaces(LIFETIME_MS);
    const [giveBack] = take(places, "one", 0);
    giveBack?.();
    giveBack?.();
    expect(places.take("one", 1)).not.toBeNull();
    expect(places.take("one", 1)).toBeNull();
  });

  test("that nobody gave back are free again when their time is over", () => {
    const places = createStreamPlaces(LIFETIME_MS);
    take(places, "one", 0);
    expect(places.take("one", LIFETIME_MS - 1)).toBeNull();
    expect(take(places, "one", LIFETIME_MS)).not.toContain(null);
  });

  test("given back late take none of those who came after", () => {
    const places = createStreamPlaces(LIFETIME_MS);
    const [late] = take(places, "one", 0);
    take(places, "one", LIFETIME_MS);
    late?.();
    expect(places.take("one", LIFETIME_MS)).toBeNull();
  });
});
