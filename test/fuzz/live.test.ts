// A living host, real sockets, and a client that behaves among those that do not.

import { expect, test } from "bun:test";
import { fuzzLive } from "../../scripts/fuzz/live.ts";

const FRAMES = 40_000;

test("a host of its own outlives what is thrown at it, and answers who behaves", async () => {
  const report = await fuzzLive({
    address: "own-host",
    seed: 0x5eed_0003n,
    extent: { frames: FRAMES },
    nowMs: () => performance.now(),
  });
  expect(report.failure).toBeNull();
  expect(report.frames).toBeGreaterThanOrEqual(FRAMES);
}, 120_000);
