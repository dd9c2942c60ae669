// One run of one program: how long, how much memory at most, and what it wrote.

import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { takeLead } from "../cores.ts";
import { parsePeakKb } from "../process-sample.ts";

/** The kernel keeps the peak, so that looking seldom misses only what came after the last look. */
const LOOK_EVERY_MS = 5;
const RUN_MAX_MS = 180_000;
const LAST_WORDS_MAX_CHARS = 300;

export type Run = {
  readonly tookMs: number;
  readonly peakKb: number;
  /** When each line came on its standard output. */
  readonly lines: readonly { readonly text: string; readonly atMs: number }[];
  /** What it wrote, by name; none of a program that was given no folder. */
  readonly files: readonly string[];
};

/**
 * Runs one that reads `stdin` or nothing, and writes into `folder` or nothing; its environment is ours unless it has one. Throws Error with
 * its last words when it does not end well, or takes too long. Linux alone knows the peak; elsewhere NaN.
 */
export async function runProgram(
  command: readonly string[],
  folder: string | null,
  stdin: Uint8Array | "ignore" = "ignore",
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Run> {
  const startedAtMs = performance.now();
  const child = Bun.spawn([...command], {
    detached: true,
    stdin,
    stdout: "pipe",
    stderr: "pipe",
    env: { ...env },
    timeout: RUN_MAX_MS,
  });
  takeLead(child.pid);
  let peakKb = Number.NaN;
  const look = () => {
    const kb = readPeakKb(child.pid);
    if (kb !== null) peakKb = Number.isNaN(peakKb) ? kb : Math.max(peakKb, kb);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  try {
    const sinceMs = () => performance.now() - startedAtMs;
    const [lines, errors, exitCode] = await Promise.all([
      readLines(child.stdout, sinceMs),
      child.stderr.text(),
      child.exited,
    ]);
    const tookMs = sinceMs();
    if (exitCode !== 0)
      throw new Error(
        `ended with ${child.signalCode ?? exitCode}: ${errors.trim().slice(-LAST_WORDS_MAX_CHARS)}`,
      );
    const files = folder === null ? [] : (await readdir(folder)).toSorted();
    if (folder !== null && files.length === 0) throw new Error("ended well, but wrote nothing");
    return { tookMs, peakKb, lines, files };
  } finally {
    clearInterval(timer);
    child.kill("SIGKILL");
  }
}

/** Null when the process has gone, or nobody says. */
function readPeakKb(pid: number): number | null {
  try {
    return parsePeakKb(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return null;
  }
}

async function readLines(stream: ReadableStream<Uint8Array>, sinceMs: () => number): Promise<Run["lines"]> {
  const decoder = new TextDecoder();
  const lines: { text: string; atMs: number }[] = [];
  let rest = "";
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    for (const text of parts) lines.push({ text, atMs: sinceMs() });
  }
  return lines;
}
