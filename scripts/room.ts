// bun run room top: a running room host at a glance, again and again on a terminal, once elsewhere. Rim only: what is shown,
// scripts/room/ decides.

import { fileURLToPath } from "node:url";
import type { TopReport } from "../room/metrics/top-report.ts";
import { readArguments, USAGE } from "./room/arguments.ts";
import { fetchReport } from "./room/fetch-report.ts";
import { metricsUrl } from "./room/metrics-url.ts";
import { takeScreen } from "./room/screen.ts";
import { renderTop, type Size } from "./room/top-view.ts";
import { exitCodeOf, VisitFailed } from "./visitor/visit-failed.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LOOK_INTERVAL_MS = 1_000;
/** For who prints it once: wide enough for any table, high enough for ten rows of each. */
const PRINTED_SIZE: Size = { columns: 160, rows: 44 };
const LEAVE_HINT = "q leaves";
/** The last two are Ctrl-C and Escape. */
const LEAVE_KEYS = ["q", "Q", "\u0003", "\u001b"];

let url = "";
process.exitCode = await exitCodeOf(
  () => url,
  async () => {
    const options = readArguments(Bun.argv.slice(2));
    if (options === "help") {
      console.log(USAGE);
      return 0;
    }
    url = options.url ?? (await metricsUrl(ROOT, process.env));
    if (options.form === "live" && process.stdout.isTTY === true) await watch(await fetchReport(url));
    else await printOnce(options.form === "json");
    return 0;
  },
);

/** Rates are of the second between two looks. */
async function printOnce(asJson: boolean): Promise<void> {
  await fetchReport(url);
  await Bun.sleep(LOOK_INTERVAL_MS);
  const report = await fetchReport(url);
  if (asJson) return console.log(JSON.stringify(report, null, 2));
  for (const { text } of renderTop(report, url, PRINTED_SIZE, "")) console.log(text);
}

/** Draws until it is told to leave. A host that stops answering is asked again: it may be starting anew. */
async function watch(first: TopReport): Promise<void> {
  const leaving = Promise.withResolvers<void>();
  let report = first;
  let note = LEAVE_HINT;
  const draw = () => screen.draw(renderTop(report, url, screen.size(), note));
  const onKey = (key: string) => {
    if (LEAVE_KEYS.includes(key)) leaving.resolve();
  };
  const screen = takeScreen(onKey, draw);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => leaving.resolve());
  let looking: Promise<void> | null = null;
  const look = async () => {
    try {
      report = await fetchReport(url);
      note = LEAVE_HINT;
    } catch (error) {
      if (!(error instanceof VisitFailed)) throw error;
      note = "DOES NOT ANSWER; asking again";
    }
    draw();
    looking = null;
  };
  const timer = setInterval(() => {
    looking ??= look();
    looking.catch(leaving.reject);
  }, LOOK_INTERVAL_MS);
  try {
    draw();
    await leaving.promise;
  } finally {
    clearInterval(timer);
    screen.restore();
  }
}
