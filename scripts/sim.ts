// bun run sim: rooms, clients and a network out of a seed. Prints what broke, the smallest trace that breaks it, and the command that
// shows it again.

import { runParts } from "./parts/run-parts.ts";
import { againOf } from "./sim/again.ts";
import { readArguments, type SimOptions, SimUsageError, USAGE } from "./sim/arguments.ts";
import type { Game } from "./sim/game.ts";
import { gameNamed } from "./sim/games.ts";
import { rooms } from "./sim/rooms-game.ts";
import { playStretch, type Stretch, type Tally } from "./sim/stretch.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 64;
const PROGRAM = new URL("sim/part.ts", import.meta.url).pathname;
const isTerminal = process.stdout.isTTY === true;
const NOTHING: Tally = { runs: 0, virtualMs: 0, brokenSeed: null, peakBytes: 0 };

/** Each core has every so manyth seed. */
function stretchesOf(game: Game, { from, seeds, seconds, cores, scenario, canary }: SimOptions): Stretch[] {
  const endsAtMs = seconds === null ? null : Date.now() + seconds * 1000;
  return Array.from({ length: Math.min(cores, seeds) }, (_, part) => ({
    game: game.name,
    rules: { scenario, canary },
    from: from + BigInt(part),
    every: cores,
    seeds: Math.ceil((seeds - part) / cores),
    endsAtMs,
  }));
}

const together = (one: Tally, other: Tally): Tally => ({
  runs: one.runs + other.runs,
  virtualMs: one.virtualMs + other.virtualMs,
  brokenSeed: one.brokenSeed ?? other.brokenSeed,
  peakBytes: Math.max(one.peakBytes, other.peakBytes),
});

/** Plays until all are through or one seed breaks something. */
async function play(game: Game, options: SimOptions): Promise<Tally> {
  const stretches = stretchesOf(game, options);
  const tallies = stretches.map(() => NOTHING);
  const tell = (tally: Tally, part: number): "go on" | "enough" => {
    tallies[part] = tally;
    if (isTerminal) process.stdout.write(`\r${tallies.reduce(together).runs}`);
    return tally.brokenSeed === null ? "go on" : "enough";
  };
  const [first] = stretches;
  if (stretches.length > 1) await runParts<Stretch, Tally>(PROGRAM, stretches, tell);
  else if (first !== undefined) await playStretch(first, (tally) => void tell(tally, 0));
  return tallies.reduce(together);
}

function summary(
  game: Game,
  { from, cores }: SimOptions,
  { runs, virtualMs, brokenSeed, peakBytes }: Tally,
  tookMs: number,
): string {
  const perSecond = ((runs / tookMs) * 1000).toFixed(1);
  return [
    `${runs} seeds from ${from}: ${brokenSeed === null ? game.fine : "one breaks"}`,
    `${perSecond} a second${cores === 1 ? "" : ` in ${cores} processes`}`,
    ...(virtualMs === 0 ? [] : [`${(virtualMs / tookMs).toFixed(0)} times as fast as life`]),
    `${cores === 1 ? "" : "each "}with ${(peakBytes / 1024 / 1024).toFixed(0)} MB at most`,
  ].join(", ");
}

async function run(game: Game, options: SimOptions): Promise<boolean> {
  // Whether there are such names is said before anything is played; nothing may be planted twice.
  game.begin(options)[Symbol.dispose]();
  const beganAtMs = performance.now();
  const tally = await play(game, options);
  console.log(`${isTerminal ? "\r" : ""}${summary(game, options, tally, performance.now() - beganAtMs)}`);
  if (tally.brokenSeed === null) return true;
  using table = game.begin(options);
  console.log("");
  for (const line of await table.explain(tally.brokenSeed)) console.log(line);
  const { before, after } = againOf(game.name, options);
  console.log(`\nAgain:  ${before}${tally.brokenSeed}${after}\n`);
  return false;
}

try {
  const argv = process.argv.slice(2).filter((arg) => arg !== "--");
  const instead = gameNamed(argv[0] ?? "");
  const game = instead ?? rooms;
  const options = readArguments(instead === null ? argv : argv.slice(1));
  if (options === "help") console.log(USAGE);
  else if (options === "list")
    for (const { name, about } of game.names) console.log(`${name.padEnd(22)} ${about}`);
  else if (!(await run(game, options))) process.exitCode = EXIT_FAILED;
} catch (error) {
  if (!(error instanceof SimUsageError)) throw error;
  console.error(error.message);
  process.exitCode = EXIT_USAGE;
}
