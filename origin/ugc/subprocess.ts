// Runs the checking of one file in a process of its own: out of memory, an endless loop or a crash in a decoder ends that
// process and nothing else.

import { fileURLToPath } from "node:url";
import type { Purpose } from "../../shared/media/check-file.ts";
import { CHILD_LINE_MAX_BYTES, type ChildMessage, childMessageSchema } from "./child-message.ts";

const CHILD = fileURLToPath(new URL("entry/child.ts", import.meta.url));
const MEMORY_CHECK_INTERVAL_MS = 100;
const LAST_WORDS_MAX_CHARS = 2_000;

export type Bounds = { readonly timeMaxMs: number; readonly memoryMaxBytes: number };

export type SubprocessEvents = {
  readonly said: (message: ChildMessage) => void;
  readonly overTime: () => void;
  readonly overMemory: () => void;
  /** Always the last event. `lastWords` is the end of its standard error. */
  readonly exited: (code: number | null, lastWords: string) => void;
};

export type Subprocess = { kill(): void };

/** Starts it on `bytes`. `script` is for tests of what a child may do wrong. */
export function startSubprocess(
  bytes: Uint8Array,
  { kind, platform }: Purpose,
  bounds: Bounds,
  events: SubprocessEvents,
  script: string = CHILD,
): Subprocess {
  const child = Bun.spawn([process.execPath, script, kind, ...(platform === null ? [] : [platform])], {
    stdin: bytes,
    stdout: "pipe",
    stderr: "pipe",
    env: {}, // no keys, no addresses
  });
  let killed = false;
  const kill = (): void => {
    killed = true;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => {
    kill();
    events.overTime();
  }, bounds.timeMaxMs);
  const watch = setInterval(() => {
    void residentBytes(child.pid).then((resident) => {
      if (killed || resident <= bounds.memoryMaxBytes) return;
      kill();
      events.overMemory();
    });
  }, MEMORY_CHECK_INTERVAL_MS);
  const lines = readLines(child.stdout, (line) => {
    const message = childMessageSchema.safeParse(parseJson(line));
    if (message.success) events.said(message.data);
  }).catch(kill); // a line without end
  const errors = readTail(child.stderr);
  void Promise.all([child.exited, lines, errors]).then(([, , lastWords]) => {
    clearTimeout(timer);
    clearInterval(watch);
    events.exited(killed ? null : child.exitCode, lastWords);
  });
  return { kill };
}

/** Resident memory of a process; 0 where the system does not say (only Linux has /proc), which leaves the time bound. */
async function residentBytes(pid: number): Promise<number> {
  const status = await Bun.file(`/proc/${pid}/status`)
    .text()
    .catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

async function readLines(stream: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    // Only what is new is looked through: a line without end must not cost more with every piece of it.
    const [first = "", ...others] = decoder.decode(chunk, { stream: true }).split("\n");
    rest += first;
    for (const next of others) {
      onLine(rest);
      rest = next;
    }
    if (rest.length > CHILD_LINE_MAX_BYTES) throw new Error("a line without end");
  }
}

async function readTail(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let tail = "";
  for await (const chunk of stream)
    tail = (tail + decoder.decode(chunk, { stream: true })).slice(-LAST_WORDS_MAX_CHARS);
  return tail;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // a library that prints: not for us
  }
}
