// The whole square as real processes for a flow test: the supervisor itself, on free ports, with its own data folder.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { readOutput } from "./output.ts";

const READY_MAX_MS = 80_000;
/** Its processes stop one after the other, each within some seconds: on a busy machine ten in all were too few. */
const STOP_MAX_MS = 45_000;

const portsSchema = z.object({
  edge: z.number(),
  origin: z.number(),
  s3: z.number(),
  roomWs: z.number(),
  idp: z.number(),
  stripe: z.number(),
  roomTcp: z.number(),
  roomMetrics: z.number(),
});

/** What makes a start take any ports. */
export const FREE_PORTS = {
  HIROBA_EDGE_PORT: "0",
  HIROBA_ORIGIN_PORT: "0",
  HIROBA_S3_PORT: "0",
  HIROBA_ROOM_WS_PORT: "0",
  HIROBA_ROOM_TCP_PORT: "0",
  HIROBA_ROOM_METRICS_PORT: "0",
  HIROBA_IDP_PORT: "0",
  HIROBA_STRIPE_PORT: "0",
};

export type Square = {
  readonly edgeUrl: string;
  readonly originUrl: string;
  readonly roomUrl: string;
  readonly dataDir: string;
  readonly ports: z.infer<typeof portsSchema>;
  /** Of the supervisor. */
  readonly pid: number;
  /** What the supervisor printed so far: for the message of a test that failed. */
  output(): string;
  stop(): Promise<void>;
};

export type SquareOptions = {
  /** Kept when the square stops; left out: a new one that goes with it. */
  readonly dataDir?: string;
  readonly args?: readonly string[];
};

/** Starts everything and waits until edge and room are ready. The caller stops it. */
export async function startSquare(
  env: Readonly<Record<string, string>> = {},
  options: SquareOptions = {},
): Promise<Square> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "hiroba-square-")));
  const child = Bun.spawn([process.execPath, "scripts/start.ts", ...(options.args ?? [])], {
    cwd: join(import.meta.dir, "../.."),
    env: {
      ...process.env,
      HIROBA_DATA_DIR: dataDir,
      ...FREE_PORTS,
      ...env,
    },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const output = readOutput(child);

  const stop = async () => {
    child.kill("SIGTERM");
    const stopped = await Promise.race([
      child.exited.then(() => true),
      Bun.sleep(STOP_MAX_MS).then(() => false),
    ]);
    if (!stopped) child.kill("SIGKILL");
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    if (!stopped) throw new Error(`the supervisor did not stop within ${STOP_MAX_MS} ms:\n${output.text()}`);
  };

  const deadlineMs = Date.now() + READY_MAX_MS;
  while (Date.now() < deadlineMs && child.exitCode === null) {
    const ports = await readPorts(dataDir);
    if (
      ports !== null &&
      (await isReady(`http://127.0.0.1:${ports.edge}`, `http://127.0.0.1:${ports.roomWs}`))
    ) {
      return {
        edgeUrl: `http://127.0.0.1:${ports.edge}`,
        originUrl: `http://127.0.0.1:${ports.origin}`,
        roomUrl: `http://127.0.0.1:${ports.roomWs}`,
        dataDir,
        ports,
        pid: child.pid,
        output: output.text,
        stop,
      };
    }
    await Bun.sleep(50);
  }
  const why =
    child.exitCode === null ? `not ready within ${READY_MAX_MS} ms` : `exited with ${child.exitCode}`;
  await stop().catch(() => {});
  throw new Error(`the square did not come up, ${why}:\n${output.text()}`);
}

async function readPorts(dataDir: string): Promise<z.infer<typeof portsSchema> | null> {
  const text = await readFile(join(dataDir, "ports.json"), "utf8").catch(() => null);
  if (text === null) return null;
  return portsSchema.parse(JSON.parse(text));
}

async function isReady(...urls: string[]): Promise<boolean> {
  const answers = await Promise.all(
    urls.map((url) =>
      fetch(`${url}/readyz`)
        .then((r) => r.ok)
        .catch(() => false),
    ),
  );
  return answers.every(Boolean);
}
