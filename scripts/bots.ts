// bun run bots -- --count 10: guests that walk about in a world, for company, for a demonstration, for load.

import { createEdgeClient, type EdgeClient } from "../shared/client/edge-client.ts";
import { Problem } from "../shared/http/problem.ts";
import { type BotsOptions, readArguments, USAGE } from "./bots/arguments.ts";
import { type Bot, startBot } from "./bots/bot.ts";
import { type Counts, standingOf, statusLine } from "./bots/tally.ts";
import { findWorld } from "./visitor/find-world.ts";
import { exitCodeOf } from "./visitor/visit-failed.ts";

const EXIT_FAILED = 1;
/** Poses a second: what a room sends on at most, at its usual tick. */
const STEP_INTERVAL_MS = 50;
const STATUS_INTERVAL_MS = 1_000;
/** Where no terminal draws over it, a line a second would drown what else is said. */
const PLAIN_STATUS_INTERVAL_MS = 5_000;
const RATE_LIMIT_WAIT_MAX_S = 120;
/** For DISCONNECT to reach the host before the process ends. */
const GOODBYE_MS = 300;

const isTerminal = process.stdout.isTTY === true;
let statusShown = "";

function say(line: string): void {
  if (isTerminal && statusShown !== "") process.stdout.write(`\r\u001b[K${line}\n${statusShown}`);
  else process.stdout.write(`${line}\n`);
}

/** Draws over the last status on a terminal; elsewhere a line of its own. */
function showStatus(line: string): void {
  if (!isTerminal) return void process.stdout.write(`${line}\n`);
  statusShown = [...line].slice(0, Math.max(20, (process.stdout.columns || 80) - 1)).join("");
  process.stdout.write(`\r\u001b[K${statusShown}`);
}

/** Takes the status off the terminal: nothing is drawn under what comes next. */
function clearStatus(): void {
  if (statusShown !== "") process.stdout.write("\r\u001b[K");
  statusShown = "";
}

/** Sleeps, or wakes at once when `stop` says so. */
function sleep(ms: number, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      resolve();
    }
    stop.addEventListener("abort", done);
  });
}

/** A guest, however often the edge says to wait first. Null when told to stop meanwhile. */
async function signIn(
  options: BotsOptions,
  name: string,
  waits: { told: boolean },
  stop: AbortSignal,
): Promise<EdgeClient | null> {
  const edge = createEdgeClient({ edgeUrl: options.edgeUrl, session: "bearer", fetch, nowMs: Date.now });
  while (!stop.aborted) {
    try {
      await edge.signInAsGuest(name, "en");
      return edge;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 429) throw error;
      const seconds = Math.min(RATE_LIMIT_WAIT_MAX_S, Number(error.headers["retry-after"]) || 1);
      if (!waits.told) say(`Too many sign-ins at once for this edge (${error.message}); the rest follow.`);
      waits.told = true;
      // One token at a time is no pace for a crowd: let a few gather.
      await sleep(Math.max(5, seconds) * 1000, stop);
    }
  }
  return null;
}

function totalOf(bots: readonly Bot[]): Counts {
  const total = { posesSent: 0, posesHeard: 0, linesSaid: 0 };
  for (const { counts } of bots) {
    total.posesSent += counts.posesSent;
    total.posesHeard += counts.posesHeard;
    total.linesSaid += counts.linesSaid;
  }
  return total;
}

/** Steps all bots, and tells how they do. Answers how to end it. */
function live(options: BotsOptions, bots: readonly Bot[]): () => void {
  let steppedAtMs = performance.now();
  const steps = setInterval(() => {
    const nowMs = performance.now();
    for (const bot of bots) bot.step(nowMs - steppedAtMs);
    steppedAtMs = nowMs;
  }, STEP_INTERVAL_MS);
  let before = totalOf(bots);
  let toldAtMs = performance.now();
  const status = setInterval(
    () => {
      const [now, nowMs] = [totalOf(bots), performance.now()];
      const standing = standingOf(bots.map((bot) => bot.connection.name));
      const elapsedMs = nowMs - toldAtMs;
      showStatus(statusLine({ botCount: options.count, standing, before, now, elapsedMs }));
      [before, toldAtMs] = [now, nowMs];
    },
    isTerminal ? STATUS_INTERVAL_MS : PLAIN_STATUS_INTERVAL_MS,
  );
  return () => {
    clearInterval(steps);
    clearInterval(status);
  };
}

/** Brings them in, lets them be until it is time, takes them out. Answers whether any was still welcome at the end. */
async function run(options: BotsOptions, stop: AbortSignal): Promise<boolean> {
  const bots: Bot[] = [];
  const world = await findWorld(
    createEdgeClient({ edgeUrl: options.edgeUrl, session: "bearer", fetch, nowMs: Date.now }),
    options.world,
  );
  const crowd = options.count === 1 ? "1 bot enters" : `${options.count} bots enter`;
  say(`${crowd} “${world.name}” (--seed ${options.seed} for the same walk). Ctrl-C takes them out.`);
  const waits = { told: false };
  const allLeft = Promise.withResolvers<void>();
  const endLife = live(options, bots);
  try {
    const untilMs = options.seconds === null ? null : performance.now() + options.seconds * 1000;
    for (let index = 0; index < options.count && !stop.aborted; index++) {
      if (untilMs !== null && performance.now() >= untilMs) break;
      const name = `Bot ${index + 1}`;
      const edge = await signIn(options, name, waits, stop);
      if (edge === null) break;
      const seed = options.seed + BigInt(index);
      const left = (reason: string, code: string) => {
        say(`${name} was sent away: ${reason} [${code}]`);
        if (bots.length === options.count && bots.every((b) => b.connection.name === "left"))
          allLeft.resolve();
      };
      bots.push(startBot({ name, edge, world, seed, chat: options.chat, left }));
    }
    const restMs = untilMs === null ? 2 ** 31 - 1 : Math.max(0, untilMs - performance.now());
    await Promise.race([sleep(restMs, stop), allLeft.promise]);
  } finally {
    endLife();
  }
  const welcome = bots.filter((bot) => bot.connection.name !== "left");
  for (const bot of welcome) bot.leave();
  await Bun.sleep(GOODBYE_MS);
  clearStatus();
  const { posesSent, posesHeard } = totalOf(bots);
  say(
    `${welcome.length} ${welcome.length === 1 ? "bot" : "bots"} left. ${posesSent.toLocaleString("en")} poses sent, ${posesHeard.toLocaleString("en")} received.`,
  );
  return welcome.length > 0 || bots.length === 0;
}

let edgeUrl = "";

async function main(): Promise<number> {
  const freshSeed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const options = readArguments(Bun.argv.slice(2), BigInt(freshSeed));
  if (options === "help") {
    say(USAGE);
    return 0;
  }
  edgeUrl = options.edgeUrl;
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  try {
    return (await run(options, stop.signal)) ? 0 : EXIT_FAILED;
  } finally {
    clearStatus();
  }
}

process.exit(await exitCodeOf(() => edgeUrl, main));
