// A room host as a process of its own, watched from outside: whether it lives, what it logs as its own failure, how much memory it has.

import { readRssKb, sampleProcess } from "../bench/process-sample.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const START_MAX_MS = 60_000;
const STOP_MAX_MS = 5_000;
const KB = 1024;
const NS_PER_MS = 1e6;

export type LiveHost = {
  readonly tcpPort: number;
  /** Why it is no longer well, or null. */
  problem(): string | null;
  /** Resident memory, or null where the system does not say. */
  rssBytes(): number | null;
  /** What its busiest thread has had of a processor, or null where the system does not say. */
  processorMs(): number | null;
  stop(): Promise<void>;
};

/** Starts room/main.ts --open on free ports. Rejects when it does not listen. */
export async function startLiveHost(): Promise<LiveHost> {
  const child = Bun.spawn([process.execPath, "room/main.ts", "--open", "--tcp-port", "0", "--ws-port", "0"], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", HIROBA_LOG: "json" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
  });
  let failed: string | null = null;
  const listening = Promise.withResolvers<number>();
  const timer = setTimeout(() => listening.reject(new Error("the host did not listen")), START_MAX_MS);
  void readLines(child.stdout, (line) => {
    const event: Readonly<Record<string, unknown>> = JSON.parse(line);
    if (event["event"] === "room.listening") listening.resolve(Number(event["tcpPort"]));
    if (event["level"] === "error") failed ??= line;
  });
  void child.exited.then((code) => {
    failed ??= `the host ended with exit code ${code}`;
    listening.reject(new Error(failed));
  });
  const tcpPort = await listening.promise.finally(() => clearTimeout(timer));
  return {
    tcpPort,
    problem: () => failed,
    rssBytes: () => {
      try {
        return readRssKb(child.pid) * KB;
      } catch {
        return null;
      }
    },
    processorMs: () => {
      try {
        const { threads } = sampleProcess(child.pid);
        return Math.max(...[...threads.values()].map(({ runNs }) => runNs)) / NS_PER_MS;
      } catch {
        return null;
      }
    },
    stop: async () => {
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), STOP_MAX_MS);
      await child.exited;
      clearTimeout(force);
    },
  };
}

async function readLines(stream: ReadableStream<Uint8Array>, take: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") take(line);
  }
}
