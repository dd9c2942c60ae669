// Fuzzing a living host through real sockets: it must not end, must not log a failure of its own, must answer who behaves all the while,
// and must not grow beyond a bound. The bytes are the seed's; their order between connections is the network's.

import type { Address } from "./arguments.ts";
import { startProbe, talkOnce } from "./live-client.ts";
import { startLiveHost } from "./live-host.ts";
import { Patience } from "./patience.ts";
import type { Extent, Failure, Report } from "./run.ts";

const CONNECTIONS = 24;
const RSS_MAX_BYTES = 512 * 1024 * 1024;
const LOOK_INTERVAL_MS = 500;
const MASK_64 = (1n << 64n) - 1n;

/** Runs until the extent is reached or something is wrong. `address` is a host that listens, or asks for one of our own. */
export async function fuzzLive(options: {
  readonly address: "own-host" | Address;
  readonly seed: bigint;
  readonly extent: Extent;
  readonly nowMs: () => number;
}): Promise<Report> {
  const { address: wanted, seed, extent, nowMs } = options;
  const host = wanted === "own-host" ? await startLiveHost() : null;
  const address = wanted === "own-host" ? { hostname: "127.0.0.1", port: host?.tcpPort ?? 0 } : wanted;
  const probe = await startProbe(address, nowMs);
  const patience = new Patience(LOOK_INTERVAL_MS);
  const beganAtMs = nowMs();
  const rssAtStart = host?.rssBytes() ?? 0;
  let frames = 0;
  let failure: Failure | null = null;
  let nextIndex = 0n;

  const isOver = (): boolean =>
    failure !== null ||
    ("frames" in extent ? frames >= extent.frames : nowMs() - beganAtMs >= extent.seconds * 1_000);
  const fail = (at: bigint, what: unknown): void => {
    failure ??= { seed: at, error: what instanceof Error ? what : new Error(String(what)) };
  };
  const look = (): void => {
    const problem = host?.problem() ?? null;
    const rssBytes = host?.rssBytes() ?? 0;
    if (problem !== null) fail(seed, problem);
    if (rssBytes > RSS_MAX_BYTES)
      fail(seed, `the host has ${rssBytes} bytes resident, at most ${RSS_MAX_BYTES}`);
    const late = patience.look(probe.waitingSinceMs, host?.processorMs() ?? null);
    if (late !== null) fail(seed, late);
  };
  const talker = async (): Promise<void> => {
    while (!isOver()) {
      const connectionSeed = (seed + nextIndex++) & MASK_64;
      try {
        await talkOnce(address, connectionSeed, { sent: () => void frames++ });
      } catch (error) {
        fail(connectionSeed, error);
      }
    }
  };
  const timer = setInterval(look, LOOK_INTERVAL_MS);
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, talker));
    // The host is still there when the noise is over.
    const { answers } = probe;
    while (probe.answers === answers && failure === null) await Bun.sleep(LOOK_INTERVAL_MS);
    look();
  } catch (error) {
    fail(seed, error);
  } finally {
    clearInterval(timer);
    probe.stop();
  }
  const grownBytes = (host?.rssBytes() ?? 0) - rssAtStart;
  await host?.stop();
  return { target: "--live", frames, tookMs: nowMs() - beganAtMs, grownBytes, failure };
}
