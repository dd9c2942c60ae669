import { describe, expect, test } from "bun:test";
import {
  backoffMs,
  endingOfBye,
  endingOfConnack,
  endingOfDisconnect,
  endingOfEnterError,
} from "../../../shared/client/ending.ts";
import { Problem } from "../../../shared/http/problem.ts";
import { seededRng } from "../../../shared/rng.ts";

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Problem({ status, code, title: "It did not work", headers });

describe("coming again", () => {
  test("is at once, then anywhere below 0.5, 1, 2, 4, 8, 8 s", () => {
    const almostOne = () => 0.999_999;
    const longest = [0, 1, 2, 3, 4, 5, 6, 60].map((count) => Math.round(backoffMs(count, almostOne)));
    expect(longest).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    const rng = seededRng(1n);
    const spread = Array.from({ length: 200 }, () => backoffMs(5, rng));
    expect(Math.min(...spread)).toBeLessThan(800);
    expect(Math.max(...spread)).toBeGreaterThan(7_200);
  });
});

describe("a CONNACK that refuses", () => {
  test("[TICKET-3] for want of room, or of a server just now, means: come again", () => {
    for (const reasonCode of [0x97, 0x88, 0x89, 0x9f])
      expect([reasonCode, endingOfConnack(reasonCode, "").name]).toEqual([reasonCode, "again"]);
  });

  test("[TICKET-1] for its ticket means: once more with a fresh one; for a host that was there before, until the edge knows", () => {
    expect(endingOfConnack(0x86, "no ticket")).toEqual({ name: "ticket-refused", reason: "no ticket" });
    expect(endingOfConnack(0x87, "").name).toBe("ticket-refused");
    expect(endingOfConnack(0x9c, "").name).toBe("again");
  });

  test("for us means that it is over", () => {
    expect(endingOfConnack(0x8a, "")).toMatchObject({ name: "over", code: "BANNED" });
    expect(endingOfConnack(0x84, "")).toMatchObject({ name: "over", code: "CONNECT_REFUSED" });
  });
});

describe("[BYE-1] a goodbye", () => {
  const bye = (reason: number, retryAfterMs = 1_000) => endingOfBye({ reason, retryAfterMs, host: "" });

  test("of a host or room that ends says when to come again", () => {
    for (const reason of [1, 2, 3, 200])
      expect([reason, bye(reason)]).toMatchObject([reason, { name: "again", retryAfterMs: 1_000 }]);
  });

  test("that asks for days is not waited for longer than a minute", () => {
    expect(bye(1, 2 ** 32 - 1)).toMatchObject({ name: "again", retryAfterMs: 60_000 });
  });

  test("[MOVE-1] of a room that moved says where, if it can", () => {
    expect(endingOfBye({ reason: 7, retryAfterMs: 0, host: "wss://two.test/mqtt" })).toEqual({
      name: "moved",
      where: "wss://two.test/mqtt",
    });
    expect(bye(7)).toMatchObject({ name: "again" });
  });

  test("of a place taken over is final: coming again would be a tug of war", () => {
    expect(bye(4)).toMatchObject({ name: "over", code: "TAKEN_OVER" });
    expect(endingOfDisconnect(0x8e, "")).toMatchObject({ name: "over", code: "TAKEN_OVER" });
  });

  test("of who was sent away is final, and says whether they may come again", () => {
    expect(bye(5)).toMatchObject({ name: "over", code: "KICKED" });
    expect(bye(6)).toMatchObject({ name: "over", code: "BANNED" });
  });

  test("by DISCONNECT is final only when a person meant it", () => {
    expect(endingOfDisconnect(0x98, "")).toMatchObject({ name: "over", code: "KICKED" });
    for (const reasonCode of [0x00, 0x81, 0x8b, 0x8d, 0x97, 0x9d])
      expect([reasonCode, endingOfDisconnect(reasonCode, "").name]).toEqual([reasonCode, "again"]);
  });
});

describe("an edge that gives no ticket", () => {
  test("because of who asks, or for what, is final, under its own code", () => {
    for (const [status, code] of [
      [401, "SESSION_ENDED"],
      [403, "FORBIDDEN"],
      [404, "NOT_FOUND"],
    ] as const)
      expect(endingOfEnterError(problem(status, code))).toMatchObject({ name: "over", code });
  });

  test("because it cannot just now is asked again, when it says", () => {
    expect(endingOfEnterError(problem(503, "EDGE_AWAY"))).toMatchObject({ name: "again", retryAfterMs: 0 });
    expect(endingOfEnterError(problem(429, "RATE_LIMITED", { "retry-after": "7" }))).toMatchObject({
      name: "again",
      retryAfterMs: 7_000,
    });
    const dated = problem(503, "ORIGIN_AWAY", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
    expect(endingOfEnterError(dated)).toMatchObject({ name: "again", retryAfterMs: 0 });
    expect(endingOfEnterError(problem(409, "SESSION_JUST_ROTATED")).name).toBe("again");
    expect(endingOfEnterError(new TypeError("Failed to fetch"))).toMatchObject({
      name: "again",
      reason: "Failed to fetch",
    });
  });
});
