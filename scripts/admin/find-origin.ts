// Where the origin answers, and the token its own processes show it: said by the environment, or found in the data folder of
// the `bun run start` that runs beside us.

import { join, resolve } from "node:path";
import { EnvError, readEnv } from "../../shared/env.ts";
import { startSettings } from "../start/config.ts";
import { readPorts } from "../start/data-dir.ts";
import { readOrCreateSecrets } from "../start/secrets.ts";

const ROOT = join(import.meta.dir, "../..");

/** There is none to be found. */
export class OriginUnknown extends Error {}

/** Throws OriginUnknown, telling what to set. */
export async function findOrigin(
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly originUrl: string; readonly token: string }> {
  const { HIROBA_ORIGIN_URL: originUrl, HIROBA_INTERNAL_TOKEN: token } = env;
  if (originUrl !== undefined && token !== undefined)
    return { originUrl: originUrl.replace(/\/+$/, ""), token };
  try {
    const { dataDir: folder } = readEnv(env, { dataDir: startSettings.dataDir });
    const dataDir = resolve(ROOT, folder);
    const ports = await readPorts(dataDir);
    if (ports?.origin === undefined)
      throw new OriginUnknown(
        `No \`bun run start\` runs in ${dataDir}. Start one, or set HIROBA_ORIGIN_URL and HIROBA_INTERNAL_TOKEN.`,
      );
    const { internalToken } = await readOrCreateSecrets(dataDir);
    return { originUrl: `http://127.0.0.1:${ports.origin}`, token: internalToken };
  } catch (error) {
    if (error instanceof EnvError) throw new OriginUnknown(error.message);
    throw error;
  }
}
