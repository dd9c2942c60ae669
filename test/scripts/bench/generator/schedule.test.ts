import { describe, expect, test } from "bun:test";
import { type Due, MergedSchedule, Schedule } from "../../../../scripts/bench/generator/schedule.ts";

function take(schedule: { readonly next: Due; advance(): void }, count: number): Due[] {
  return Array.from({ length: count }, () => {
    const due = { ...schedule.next };
    schedule.advance();
    return due;
  });
}

describe("the schedule of an open loop", () => {
  test("senders come one after another over the whole of a period", () => {
    const schedule = new Schedule({ senders: 4, hz: 10, startMs: 1_000 });
    expect(take(schedule, 5)).toEqual([
      { sender: 0, atMs: 1_000, stream: 0 },
      { sender: 1, atMs: 1_025, stream: 0 },
      { sender: 2, atMs: 1_050, stream: 0 },
      { sender: 3, atMs: 1_075, stream: 0 },
      { sender: 0, atMs: 1_100, stream: 0 },
    ]);
  });

  test("does not drift, however long it runs", () => {
    const schedule = new Schedule({ senders: 3, hz: 20, startMs: 0 });
    take(schedule, 3 * 20 * 60);
    expect(schedule.next.sender).toBe(0);
    expect(schedule.next.atMs).toBeCloseTo(60_000, 6);
  });

  test("two streams are merged in the order of what is due", () => {
    const poses = new Schedule({ senders: 1, hz: 20, startMs: 0, stream: 0 });
    const voices = new Schedule({ senders: 1, hz: 50, startMs: 0, stream: 1 });
    expect(take(new MergedSchedule(poses, voices), 6).map(({ stream, atMs }) => [stream, atMs])).toEqual([
      [0, 0],
      [1, 0],
      [1, 20],
      [1, 40],
      [0, 50],
      [1, 60],
    ]);
  });
});
