// Where the room host tells its metrics that nobody named: the one of `bun run start` in this checkout, else the one a host
// started by hand would have.

import { resolve } from "node:path";
import { roomSettings } from "../../room/config.ts";
import { type EnvRecord, readEnv } from "../../shared/env.ts";
import { startSettings } from "../start/config.ts";
import { readPorts } from "../start/data-dir.ts";
import { connectable } from "../start/environments.ts";

/** Without a trailing slash. Throws EnvError when a variable it needs is wrong. */
export async function metricsUrl(root: string, env: EnvRecord): Promise<string> {
  const { metricsPort, metricsBind } = roomSettings;
  const { dataDir } = startSettings;
  const config = readEnv(env, { metricsPort, metricsBind, dataDir });
  const ports = await readPorts(resolve(root, config.dataDir));
  return `http://${connectable(config.metricsBind)}:${ports?.roomMetrics ?? config.metricsPort}`;
}
