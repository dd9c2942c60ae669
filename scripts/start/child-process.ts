// One of our processes as a child: spawned with its own environment and nothing of ours, its log lines read, its readiness
// asked over HTTP or read from its log.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Run, StartFailed } from "./service.ts";

/** On a machine that is busy with other things an origin alone has taken twenty. */
const READY_MAX_MS = 60_000;
const READY_POLL_MS = 15;
/** Above what our processes take to say goodbye. */
const STOP_MAX_MS = 4_000;
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LEAVE_WITH_PARENT = fileURLToPath(new URL("leave-with-parent.ts", import.meta.url));

export type ChildOptions = {
  /** From the root of the checkout. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** A URL that answers 2xx when it serves, or the log event that says so. */
  readonly ready: { readonly url: string } | { readonly event: string };
  /** Aborted when nobody waits any more: it is ended instead. */
  readonly stopping: AbortSignal;
  /** Longer than STOP_MAX_MS for one that has more to do before it goes. */
  readonly stopMaxMs?: number;
  /** Told its process id, as soon as it has one. */
  readonly started?: (pid: number) => void;
  /** Every line it writes to standard output and error. */
  readonly onLine: (line: string) => void;
};

/** Starts it and waits until it is ready. Throws StartFailed when it ends or takes too long; its last words went to `onLine`. */
export async function startChild(options: ChildOptions): Promise<Run> {
  const child = spawn(process.execPath, ["--preload", LEAVE_WITH_PARENT, options.script], {
    cwd: ROOT,
    env: options.env,
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which ends the others in order.
    detached: true,
  });
  if (child.pid !== undefined) options.started?.(child.pid);
  const said = Promise.withResolvers<void>();
  const exited = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      options.onLine(error.message);
      resolve(1);
    });
    child.once("close", (code) => resolve(code));
  });
  // The other end of its standard input is ours to hold; that it breaks when the child ends is no news.
  child.stdin.on("error", () => {});
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => {
      options.onLine(line);
      if ("event" in options.ready && eventOf(line) === options.ready.event) said.resolve();
    });

  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;

  async function stop(): Promise<void> {
    if (hasEnded()) return;
    child.kill("SIGTERM");
    const ended = await Promise.race([
      exited.then(() => true),
      Bun.sleep(options.stopMaxMs ?? STOP_MAX_MS).then(() => false),
    ]);
    if (!ended) child.kill("SIGKILL");
    await exited;
  }

  async function answersReady(url: string, deadlineMs: number): Promise<boolean> {
    while (!hasEnded() && !options.stopping.aborted && Date.now() < deadlineMs) {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      if (response?.ok === true) return true;
      await Bun.sleep(READY_POLL_MS);
    }
    return false;
  }

  const deadlineMs = Date.now() + READY_MAX_MS;
  const stopAsked = Promise.withResolvers<false>();
  const giveUp = () => stopAsked.resolve(false);
  if (options.stopping.aborted) giveUp();
  options.stopping.addEventListener("abort", giveUp, { once: true });
  const ready = await Promise.race([
    stopAsked.promise,
    "url" in options.ready ? answersReady(options.ready.url, deadlineMs) : said.promise.then(() => true),
    exited.then(() => false),
    Bun.sleep(READY_MAX_MS).then(() => false),
  ]);
  options.stopping.removeEventListener("abort", giveUp);
  if (ready) return { exited, stop };
  const ended = hasEnded();
  if (!ended) await stop();
  const late = options.stopping.aborted ? "was stopped" : `was not ready within ${READY_MAX_MS / 1000} s`;
  const how = ended ? `ended with ${await exited}` : late;
  throw new StartFailed(`${options.script} ${how}`);
}

/** The event of a JSON log line; null for anything else. */
function eventOf(line: string): string | null {
  if (!line.startsWith("{")) return null;
  try {
    const { event } = JSON.parse(line) as { event?: unknown };
    return typeof event === "string" ? event : null;
  } catch {
    return null;
  }
}
