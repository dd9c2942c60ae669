import { describe, expect, test } from "bun:test";
import {
  dueNow,
  type Heartbeat,
  heard,
  heartbeatDeadlineMs,
  pinged,
  ponged,
  startHeartbeat,
} from "../../../shared/client/heartbeat.ts";

/** Lets it beat at each of its deadlines until `untilMs`, with a room that answers after `answerMs`, or never. */
function live(heartbeat: Heartbeat, untilMs: number, answerMs: number | null) {
  const pingsAtMs: number[] = [];
  const answersAtMs: number[] = [];
  for (;;) {
    const deadlineMs = heartbeatDeadlineMs(heartbeat);
    const answerAtMs = answersAtMs[0] ?? Number.POSITIVE_INFINITY;
    const nowMs = Math.min(deadlineMs, answerAtMs);
    if (nowMs > untilMs) return { pingsAtMs, deadAtMs: null };
    if (answerAtMs <= deadlineMs) {
      answersAtMs.shift();
      heard(heartbeat, nowMs);
      continue;
    }
    const due = dueNow(heartbeat, nowMs);
    if (due === "dead") return { pingsAtMs, deadAtMs: nowMs };
    expect(due).toBe("ping");
    pinged(heartbeat, nowMs);
    pingsAtMs.push(nowMs);
    if (answerMs !== null) answersAtMs.push(nowMs + answerMs);
  }
}

describe("a heartbeat", () => {
  test("pings five times 60 ms apart on joining, then whenever 3 s were silent", () => {
    const { pingsAtMs, deadAtMs } = live(startHeartbeat(0), 13_000, 10);
    expect(pingsAtMs).toEqual([0, 60, 120, 180, 240, 3_250, 6_260, 9_270, 12_280]);
    expect(deadAtMs).toBeNull();
  });

  test("pings every 5 s where the room is never silent", () => {
    const heartbeat = startHeartbeat(0);
    const pingsAtMs: number[] = [];
    for (let nowMs = 0; nowMs <= 16_000; nowMs += 20) {
      heard(heartbeat, nowMs);
      if (dueNow(heartbeat, nowMs) !== "ping") continue;
      pinged(heartbeat, nowMs);
      pingsAtMs.push(nowMs);
    }
    expect(pingsAtMs.slice(5)).toEqual([5_240, 10_240, 15_240]);
  });

  test("takes a room that says nothing for 10 s for gone, after two more unanswered pings", () => {
    const heartbeat = startHeartbeat(0);
    live(heartbeat, 2_000, 10);
    expect(live(heartbeat, 60_000, null)).toEqual({ pingsAtMs: [3_250, 8_250], deadAtMs: 10_250 });
  });

  test("of one who slept asks again before it despairs: the answer may lie in the queue", () => {
    const heartbeat = startHeartbeat(0);
    live(heartbeat, 4_000, 10);
    pinged(heartbeat, 5_000);
    expect(dueNow(heartbeat, 120_000)).toBe("ping");
    pinged(heartbeat, 120_000);
    expect(dueNow(heartbeat, 121_000)).toBeNull();
    expect(dueNow(heartbeat, 122_000)).toBe("dead");
  });

  test("knows its own cookies, each once, the last eight", () => {
    const heartbeat = startHeartbeat(0);
    const cookies = Array.from({ length: 9 }, (_, count) => pinged(heartbeat, count));
    expect(new Set(cookies).size).toBe(9);
    expect(ponged(heartbeat, cookies[8] ?? 0)).toBe(8);
    expect(ponged(heartbeat, cookies[8] ?? 0)).toBeNull();
    expect(ponged(heartbeat, cookies[0] ?? 0)).toBeNull();
    expect(ponged(heartbeat, 4_711)).toBeNull();
  });
});
