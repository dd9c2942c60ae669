// Some of the seeds of a run, one after the other, until one breaks something. What comes of them is data, so that it may be of another
// process.

import { breathe } from "../parts/serve-part.ts";
import { startWatchdog } from "../parts/watchdog.ts";
import { againOf } from "./again.ts";
import type { Rules, Table } from "./game.ts";
import { gameNamed } from "./games.ts";

const TELL_INTERVAL_MS = 1_000;
const KB = 1024;

export type Stretch = {
  readonly game: string;
  readonly rules: Rules;
  /** This one, and then each so many further. */
  readonly from: bigint;
  readonly every: number;
  readonly seeds: number;
  /** By the wall clock; null for as long as it takes. */
  readonly endsAtMs: number | null;
};

/** All there is to say so far. */
export type Tally = {
  readonly runs: number;
  readonly virtualMs: number;
  readonly brokenSeed: bigint | null;
  /** The largest resident set the process ever had. */
  readonly peakBytes: number;
};

/** `tell` is told about every second, and at the end. Throws Error for a game there is not. */
export async function playStretch(stretch: Stretch, tell: (tally: Tally) => void): Promise<void> {
  const game = gameNamed(stretch.game);
  if (game === null) throw new Error(`no game ${stretch.game}`);
  using table = game.begin(stretch.rules);
  const watchdog = startWatchdog(againOf(stretch.game, stretch.rules));
  try {
    await playAll(stretch, table, watchdog.began, tell);
  } finally {
    await watchdog.stop();
  }
}

async function playAll(
  { from, every, seeds, endsAtMs }: Stretch,
  table: Table,
  began: (seed: bigint) => void,
  tell: (tally: Tally) => void,
): Promise<void> {
  let [runs, virtualMs, toldAtMs] = [0, 0, Date.now()];
  let brokenSeed: bigint | null = null;
  const say = (): void =>
    tell({ runs, virtualMs, brokenSeed, peakBytes: process.resourceUsage().maxRSS * KB });
  while (runs < seeds && brokenSeed === null) {
    const seed = BigInt.asUintN(64, from + BigInt(runs) * BigInt(every));
    began(seed);
    const outcome = await table.play(seed);
    runs++;
    virtualMs += outcome.virtualMs;
    if (outcome.isBroken) brokenSeed = seed;
    const nowMs = Date.now();
    if (endsAtMs !== null && nowMs >= endsAtMs) break;
    if (nowMs - toldAtMs < TELL_INTERVAL_MS) continue;
    toldAtMs = nowMs;
    say();
    await breathe();
  }
  say();
}
