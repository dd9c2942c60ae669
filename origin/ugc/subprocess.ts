// Runs the work on one file in a process of its own: out of memory, an endless loop or a crash in a decoder ends that
// process and nothing else.

import type * as z from "zod";

/** A picture made again, of IMAGE_SIDE_MAX_PX, with its thumbnail, in base64; and room for findings. */
const LINE_MAX_BYTES = 48 * 1024 * 1024;
const MEMORY_CHECK_INTERVAL_MS = 100;
const LAST_WORDS_MAX_CHARS = 2_000;

export type Bounds = { readonly timeMaxMs: number; readonly memoryMaxBytes: number };

/** What runs, and what each line of its standard output must be to be heard. */
export type Program<Message> = {
  /** As child-command.ts makes it, or another script of Bun's. */
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** On its standard input. */
  readonly bytes: Uint8Array;
  readonly message: z.ZodType<Message>;
};

export type SubprocessEvents<Message> = {
  readonly said: (message: Message) => void;
  readonly overTime: () => void;
  readonly overMemory: () => void;
  /** Always the last event. `lastWords` is the end of its standard error. */
  readonly exited: (code: number | null, lastWords: string) => void;
};

export type Subprocess = { kill(): void };

/** What it finds in its environment: no keys and no addresses. */
export const CHILD_ENV: Readonly<Record<string, string>> = {
  // Milliseconds after which the allocator gives free pages back. Pictures are decoded and dropped by the dozen: left to its default,
  // some 15 MB of what they leave lie about when an avatar of 30 MB takes most; at 0 its variants take a twentieth longer.
  MIMALLOC_PURGE_DELAY: "1",
};

/** Starts it, in CHILD_ENV. */
export function startSubprocess<Message>(
  { command, args, bytes, message: schema }: Program<Message>,
  bounds: Bounds,
  events: SubprocessEvents<Message>,
): Subprocess {
  const child = Bun.spawn([...command, ...args], {
    stdin: bytes,
    stdout: "pipe",
    stderr: "pipe",
    env: CHILD_ENV,
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
    const message = schema.safeParse(parseJson(line));
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
    if (rest.length > LINE_MAX_BYTES) throw new Error("a line without end");
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
