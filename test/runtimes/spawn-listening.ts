// A process of ours, started as it is started for real, and waited for until it says that it listens.

import { join } from "node:path";
import { eventually } from "../support/eventually.ts";
import { readOutput } from "../support/output.ts";

const READY_MAX_MS = 15_000;
const STOP_MAX_MS = 5_000;

export type Spawned = {
  readonly port: number;
  readonly pid: number;
  /** When it ends, asked or not. */
  readonly exited: Promise<number>;
  /** Everything it wrote so far. */
  output(): string;
  /** Asks it to stop; resolves with its exit code. Throws when it stays. */
  stop(): Promise<number>;
  /** Ends it as a power cut would (SIGKILL), and waits until it is gone. */
  kill(): Promise<void>;
};

type SpawnOptions = {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** In the line that tells the port: `origin.listening`, or workerd's `listen`. */
  readonly event: string;
};

/** A process that ended before it listened. */
export class EndedEarly extends Error {
  readonly exitCode: number;
  readonly output: string;
  constructor(exitCode: number, output: string) {
    super(`it ended with ${exitCode}:\n${output}`);
    this.exitCode = exitCode;
    this.output = output;
  }
}

/** Starts it with `env` and little else. Throws EndedEarly, or an Error with its output when it stays silent. */
export async function spawnListening(options: SpawnOptions): Promise<Spawned> {
  const child = Bun.spawn([...options.command], {
    cwd: join(import.meta.dir, "../.."),
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: process.env["HOME"] ?? "",
      HIROBA_BIND: "127.0.0.1",
      ...options.env,
    },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const output = readOutput(child);

  const stop = async () => {
    child.kill("SIGTERM");
    const code = await Promise.race([child.exited, Bun.sleep(STOP_MAX_MS).then(() => null)]);
    if (code !== null) return code;
    child.kill("SIGKILL");
    throw new Error(`${options.command.join(" ")} did not stop within ${STOP_MAX_MS} ms:\n${output.text()}`);
  };

  const kill = async () => {
    child.kill("SIGKILL");
    await child.exited;
  };

  try {
    const port = await eventually(
      `${options.event} of ${options.command.join(" ")}`,
      async () => {
        const told = portOf(output.text(), options.event);
        if (told === null && child.exitCode !== null) {
          await output.ended;
          throw new EndedEarly(child.exitCode, output.text());
        }
        return told;
      },
      READY_MAX_MS,
    );
    return { port, pid: child.pid, exited: child.exited, output: output.text, stop, kill };
  } catch (error) {
    child.kill("SIGKILL");
    if (error instanceof EndedEarly) throw error;
    throw new Error(`did not start:\n${output.text()}`, { cause: error });
  }
}

function portOf(output: string, event: string): number | null {
  for (const line of output.split("\n")) {
    if (!line.includes(`"event":"${event}"`)) continue;
    const { port } = JSON.parse(line) as { port?: unknown };
    if (typeof port === "number") return port;
  }
  return null;
}

/** A port that was free a moment ago: for two processes that must know of each other before either listens. */
export function findFreePort(): number {
  const probe = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}
