import { describe, expect, test } from "bun:test";
import { renderLoad, summariseLoad } from "../../../../scripts/bench/edge/comparison.ts";
import type { LoadWindow } from "../../../../scripts/bench/edge/load-plan.ts";

function window(change: Partial<LoadWindow>): LoadWindow {
  return {
    subject: "edge",
    runtime: "bun",
    round: 0,
    wallMs: 1000,
    answers: 10_000,
    failures: 0,
    bytes: 1_000_000,
    serverCpuMs: 500,
    generatorCpuMs: 250,
    ...change,
  };
}

describe("the comparison of an edge with a hello", () => {
  test("is by requests for the same CPU, on the same runtime, in the same round", () => {
    const [hello, edge] = summariseLoad([
      window({ subject: "hello", round: 0, answers: 40_000 }),
      window({ round: 0, answers: 20_000 }),
      // A round in which the machine was half as fast, for both.
      window({ round: 1, answers: 10_000 }),
      window({ subject: "hello", round: 1, answers: 20_000 }),
      window({ subject: "hello", runtime: "deno", answers: 1 }),
    ]);
    expect(hello).toMatchObject({ subject: "hello", toHello: null, requestsPerCpuSecond: 60_000 });
    expect(edge).toMatchObject({
      subject: "edge",
      windows: 2,
      requestsPerCpuSecond: 30_000,
      toHello: { ratio: 0.5, spread: 0, pairs: 2 },
      serverCpuShare: 0.5,
      generatorCpuShare: 0.25,
    });
  });

  test("adds failures up and shows them", () => {
    const summaries = summariseLoad([window({ failures: 1 }), window({ round: 1, failures: 2 })]);
    expect(summaries[0]?.failures).toBe(3);
    expect(renderLoad(summaries)).toMatch(/bun\s+edge\s+20\.0k\s+50\.0\s+100\s+3/);
  });
});
