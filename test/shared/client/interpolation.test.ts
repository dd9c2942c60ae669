// Drawn walks, judged by what a person would notice: steadiness of speed, jumps, slides.

import { describe, expect, test } from "bun:test";
import { createInterpolation, type InterpolatedPose } from "../../../shared/client/interpolation.ts";
import { Locomotion, type Pose } from "../../../shared/protocol/ext/pose.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";

const WALK_MPS = 1.4;
const FRAME_MS = 1000 / 60;

function pose(x: number, z = 0, more: Partial<Pose> = {}): Pose {
  return {
    mode: 0,
    tMs: 0,
    bodyYaw: 0,
    lookYaw: 0,
    lookPitch: 0,
    locomotion: Locomotion.walk,
    position: [x, 0, z],
    teleport: false,
    ...more,
  };
}

type Network = {
  readonly baseMs: number;
  readonly jitterMs: number;
  readonly stallChance: number;
  readonly stallMs: number;
};
type Arrival = { readonly atMs: number; readonly sampleMs: number };

/** A way through the network keeps the order: what is late makes late what is behind it. */
function passNetwork(rng: Rng, network: Network) {
  let lastMs = 0;
  return (sentAtMs: number): number => {
    const stallMs = rng() < network.stallChance ? network.stallMs : 0;
    lastMs = Math.max(lastMs, sentAtMs + network.baseMs + rng() * network.jitterMs + stallMs);
    return lastMs;
  };
}

/** Samples every 50 ms, through a room that ticks every 50 ms out of step with them and sends on the newest. */
function arrivalsOf(rng: Rng, network: Network, durationMs: number): Arrival[] {
  const [up, down] = [passNetwork(rng, network), passNetwork(rng, network)];
  const atRoom: Arrival[] = [];
  for (let sampleMs = 0; sampleMs < durationMs; sampleMs += 50) atRoom.push({ atMs: up(sampleMs), sampleMs });
  const arrivals: Arrival[] = [];
  let next = 0;
  for (let tickMs = rng() * 50; tickMs < durationMs + 1_000; tickMs += 50) {
    const before = next;
    while ((atRoom[next]?.atMs ?? Number.POSITIVE_INFINITY) <= tickMs) next++;
    const newest = atRoom[next - 1];
    if (next > before && newest !== undefined)
      arrivals.push({ atMs: down(tickMs), sampleMs: newest.sampleMs });
  }
  return arrivals;
}

/** Walks a straight line or a circle for a minute and answers how far the drawn speed was from the walked one, m/s. */
function walk(seed: bigint, network: Network, path: (ms: number) => readonly [x: number, z: number]) {
  const arrivals = arrivalsOf(seededRng(seed), network, 60_000);
  const drawn = createInterpolation();
  const errors: number[] = [];
  let before: InterpolatedPose | null = null;
  let speedErrorMax = 0;
  for (let nowMs = 0, next = 0; nowMs < 58_000; nowMs += FRAME_MS) {
    for (let a = arrivals[next]; a !== undefined && a.atMs <= nowMs; a = arrivals[++next])
      drawn.push(pose(...path(a.sampleMs)), a.sampleMs, a.atMs);
    const now = drawn.at(nowMs);
    if (nowMs > 5_000 && now !== null && before !== null) {
      const movedM = Math.hypot(now.position[0] - before.position[0], now.position[2] - before.position[2]);
      errors.push(Math.abs(movedM / (FRAME_MS / 1000) - WALK_MPS));
      speedErrorMax = Math.max(speedErrorMax, Math.abs(now.speedMps - WALK_MPS));
    }
    before = now;
  }
  return {
    rmsMps: Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length),
    maxMps: Math.max(...errors),
    speedErrorMax,
    delayMs: drawn.delayMs,
  };
}

const straight = (ms: number) => [(ms / 1000) * WALK_MPS, 0] as const;
const circle = (ms: number) => [Math.sin(ms / 2_000) * 2.8, Math.cos(ms / 2_000) * 2.8] as const;
const SEEDS = [1n, 2n, 3n, 4n, 5n];

describe("a walk of 1.4 m/s seen through the network", () => {
  const calm: Network = { baseMs: 5, jitterMs: 20, stallChance: 0, stallMs: 0 };
  const stalling: Network = { baseMs: 5, jitterMs: 20, stallChance: 0.01, stallMs: 150 };

  test("keeps its speed within 0.02 m/s under 20 ms of jitter each way, and never jerks", () => {
    for (const path of [straight, circle]) {
      for (const seed of SEEDS) {
        const { rmsMps, maxMps, speedErrorMax } = walk(seed, calm, path);
        expect(rmsMps).toBeLessThan(0.02);
        expect(maxMps).toBeLessThan(0.2);
        expect(speedErrorMax).toBeLessThan(0.05);
      }
    }
  });

  test("keeps it within 0.1 m/s when one packet in a hundred is 150 ms late", () => {
    for (const seed of SEEDS) expect(walk(seed, stalling, straight).rmsMps).toBeLessThan(0.1);
  });

  test("is drawn sooner the better the network is: 80 ms late at best, 400 ms at worst", () => {
    const none: Network = { baseMs: 1, jitterMs: 0, stallChance: 0, stallMs: 0 };
    const dreadful: Network = { baseMs: 200, jitterMs: 300, stallChance: 0.05, stallMs: 400 };
    const [best, usual, worst] = [none, calm, dreadful].map((n) => walk(1n, n, straight).delayMs);
    expect(best).toBeGreaterThanOrEqual(80);
    expect(best).toBeLessThan(110);
    expect(usual).toBeGreaterThan(best ?? 0);
    expect(usual).toBeLessThan(190);
    expect(worst).toBe(400);
  });
});

/** Pushes samples 50 ms apart, each 30 ms on its way, ending at `endMs`; answers the interpolation. */
function walked(endMs: number) {
  const drawn = createInterpolation();
  for (let ms = 0; ms <= endMs; ms += 50) drawn.push(pose(...straight(ms)), ms, ms + 30);
  return drawn;
}

describe("an interpolation", () => {
  test("has nothing to draw before the first pose, and draws that one standing", () => {
    const drawn = createInterpolation();
    expect(drawn.at(0)).toBeNull();
    drawn.push(pose(3, 4, { bodyYaw: 1 }), 1_000, 1_030);
    for (const nowMs of [1_030, 5_000, 100_000])
      expect(drawn.at(nowMs)).toMatchObject({ position: [3, 0, 4], bodyYaw: 1, speedMps: 0 });
  });

  test("carries a walk on for 100 ms when its next pose is late, then holds it", () => {
    const drawn = walked(5_000);
    const at = (afterEndMs: number) => drawn.at(5_000 + drawn.delayMs + afterEndMs);
    expect(at(0)?.position[0]).toBeCloseTo(7, 3);
    expect(at(60)?.position[0]).toBeCloseTo(7 + 0.06 * WALK_MPS, 2);
    const held = at(500);
    expect(held?.position[0]).toBeCloseTo(7 + 0.1 * WALK_MPS, 2);
    expect(held?.speedMps).toBe(0);
    expect(at(5_000)?.position).toEqual(held?.position ?? [Number.NaN, 0, 0]);
  });

  test("does not carry on whoever said that they stand", () => {
    const drawn = walked(5_000);
    drawn.push(pose(7.07, 0, { locomotion: Locomotion.idle }), 5_050, 5_080);
    expect(drawn.at(6_000)?.position[0]).toBe(7.07);
  });

  test("draws nothing between the two sides of a teleport", () => {
    const drawn = walked(5_000);
    drawn.push(pose(100, 0, { teleport: true }), 5_050, 5_080);
    for (let ms = 5_100; ms < 5_600; ms += 1) {
      const x = drawn.at(ms)?.position[0] ?? Number.NaN;
      expect(x <= 7.001 || x === 100).toBe(true);
    }
    expect(drawn.at(5_600)?.position[0]).toBe(100);
  });

  test("lets someone who stood for ten seconds set out from where they stood, without a slide or a jump", () => {
    const drawn = walked(2_000);
    drawn.push(pose(2.8, 0, { locomotion: Locomotion.idle }), 2_050, 2_080);
    for (let ms = 12_050; ms <= 13_000; ms += 50)
      drawn.push(pose(2.8 + ((ms - 12_000) / 1000) * WALK_MPS, 0), ms, ms + 30);
    let before = drawn.at(11_000)?.position[0] ?? Number.NaN;
    expect(before).toBe(2.8);
    for (let ms = 11_000; ms < 13_000; ms += FRAME_MS) {
      const x = drawn.at(ms)?.position[0] ?? Number.NaN;
      expect(Math.abs(x - before)).toBeLessThan((2 * WALK_MPS * FRAME_MS) / 1000);
      before = x;
    }
  });

  test("turns by the short way round", () => {
    const drawn = createInterpolation();
    const yaw = (degrees: number) => ({ bodyYaw: (degrees / 180) * Math.PI });
    drawn.push(pose(0, 0, yaw(170)), 1_000, 1_000);
    drawn.push(pose(0, 0, yaw(-170)), 1_100, 1_100);
    const middle = drawn.at(1_050 + drawn.delayMs)?.bodyYaw ?? Number.NaN;
    expect(Math.cos(middle)).toBeCloseTo(-1, 6);
  });

  test("begins anew when the clock of the samples went back", () => {
    const drawn = walked(5_000);
    drawn.push(pose(50), 1_000, 5_050);
    expect(drawn.at(5_060)?.position[0]).toBe(50);
  });
});

test("[POSES-4] the same moment in more detail takes the place of what was there, and the walk goes on", () => {
  const [plain, told] = [createInterpolation(), createInterpolation()];
  for (let timeMs = 0; timeMs <= 1_000; timeMs += 50) {
    for (const walk of [plain, told]) walk.push(pose(timeMs / 1000), timeMs, timeMs + 30);
    told.push(pose(timeMs / 1000, 0, { lookYaw: 0.5 }), timeMs, timeMs + 30);
  }
  for (let timeMs = 500; timeMs < 1_000; timeMs += 16)
    expect(told.at(timeMs)).toEqual({ ...(plain.at(timeMs) as InterpolatedPose), lookYaw: 0.5 });
});
