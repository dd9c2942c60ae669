// `bun run room top` as a person runs it, against a real host.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt from "mqtt";
import { topReportSchema } from "../../../room/metrics/top-report.ts";
import { type RoomProcess, startOpenHost } from "../../room/host.ts";

const ROOT = join(import.meta.dir, "../../..");

let host: RoomProcess;
let dataDir: string;
beforeAll(async () => {
  host = await startOpenHost();
  dataDir = await mkdtemp(join(tmpdir(), "hiroba-top-"));
}, 20_000);
afterAll(async () => {
  await host.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 10_000);

async function top(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = Bun.spawn([process.execPath, "scripts/room.ts", "top", ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", HIROBA_DATA_DIR: dataDir, ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  return { stdout, stderr, exitCode };
}

test("prints who is in which room, without a terminal's codes, and leaves", async () => {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${host.tcpPort}`, {
    protocolVersion: 5,
    clientId: "広場の人",
  });
  await client.publishAsync("r/rm_open/chat", '{"text":"hello"}', { qos: 1 });
  const refused = client.publishAsync("r/rm_open/pose/me", "no pose at all", { qos: 1 });
  expect(await refused.catch((error: { code: number }) => error.code)).toBe(0x99);
  const url = `http://127.0.0.1:${host.metricsPort}`;
  const { stdout, stderr, exitCode } = await top(["--once", "--url", url]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toStartWith(`Room host ${url}, up `);
  expect(stdout).toContain("1 room   1 participant   1 session");
  expect(stdout).toMatch(/^Open +1\/4,?000/m);
  expect(stdout).toContain("publish pose, invalid: ");
  expect(stdout).not.toContain("\u001b");

  const json = topReportSchema.parse(JSON.parse((await top(["--json", "--url", url])).stdout));
  expect(json.host).toMatchObject({ rooms: 1, sessions: 1 });
  expect(json.drops).toMatchObject([{ carrier: "publish", kind: "pose", reason: "invalid", count: 1 }]);
  await client.endAsync();
}, 20_000);

test("finds the host of the start that runs here, and says where it looked when there is none", async () => {
  await writeFile(join(dataDir, "ports.json"), JSON.stringify({ roomMetrics: host.metricsPort }));
  const found = await top([]);
  expect(found.stdout).toStartWith(`Room host http://127.0.0.1:${host.metricsPort}, up `);
  await rm(join(dataDir, "ports.json"));
  const { stdout, stderr, exitCode } = await top([], { HIROBA_ROOM_METRICS_PORT: "1" });
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toBe(
    "No room host answers at http://127.0.0.1:1. Start one (bun run start), or name where its metrics are with --url.\n",
  );
}, 20_000);

test("says so in one line when something else answers there", async () => {
  const { stderr, exitCode } = await top(["--url", `http://127.0.0.1:${host.wsPort}`]);
  expect(exitCode).toBe(1);
  expect(stderr).toStartWith(
    `What answers at http://127.0.0.1:${host.wsPort} is no room host's metrics port (404)`,
  );
  expect(stderr.trimEnd()).not.toContain("\n");
});
