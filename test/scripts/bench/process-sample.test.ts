import { describe, expect, test } from "bun:test";
import {
  type ProcessSample,
  parsePeakKb,
  parseRssKb,
  parseSchedstat,
  processFigures,
  sampleProcess,
} from "../../../scripts/bench/process-sample.ts";

const MS = 1e6;
const sample = (threads: Record<string, readonly [number, number]>): ProcessSample => ({
  threads: new Map(Object.entries(threads).map(([tid, [runNs, delayNs]]) => [tid, { runNs, delayNs }])),
  rssKb: 1000,
});

describe("what the kernel says about a process", () => {
  test("a schedstat is nanoseconds run and nanoseconds waited", () => {
    expect(parseSchedstat("123 45 6\n")).toEqual({ runNs: 123, delayNs: 45 });
    expect(() => parseSchedstat("nothing here")).toThrow("not a schedstat");
  });

  test("the resident set is read out of the status", () => {
    expect(parseRssKb("Name:\tx\nVmHWM:\t 9 kB\nVmRSS:\t  2048 kB\nThreads:\t1\n")).toBe(2048);
    expect(() => parseRssKb("Name:\tx\n")).toThrow("no VmRSS");
  });

  test("the peak too, unless the process is ending and has no memory any more", () => {
    expect(parsePeakKb("Name:\tx\nVmHWM:\t 4096 kB\nVmRSS:\t  2048 kB\n")).toBe(4096);
    expect(parsePeakKb("Name:\tx\nThreads:\t1\n")).toBeNull();
  });

  test("CPU is that of all threads, a thread that is new included", () => {
    const before = sample({ 1: [10 * MS, 0] });
    const after = sample({ 1: [40 * MS, 0], 2: [5 * MS, 0] });
    expect(processFigures(before, after, 1000).cpuMs).toBe(35);
  });

  test("waiting is the busiest thread's, less what the process's own threads ran meanwhile", () => {
    const before = sample({ 1: [0, 0], 2: [0, 0] });
    const after = sample({ 1: [500 * MS, 100 * MS], 2: [30 * MS, 400 * MS] });
    expect(processFigures(before, after, 1000).runDelayShare).toBeCloseTo(0.07);
    const alone = sample({ 1: [500 * MS, 20 * MS], 2: [30 * MS, 0] });
    expect(processFigures(before, alone, 1000).runDelayShare).toBe(0);
  });

  test.skipIf(process.platform !== "linux")("this very process has used CPU and memory", () => {
    const figures = processFigures({ threads: new Map(), rssKb: 0 }, sampleProcess("self"), 1000);
    expect(figures.cpuMs).toBeGreaterThan(0);
    expect(figures.rssKb).toBeGreaterThan(1000);
  });
});
