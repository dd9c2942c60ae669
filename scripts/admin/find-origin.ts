// Where the origin answers, and what opens it: said by the environment, or found in the data folder of
// the `bun run start` that runs beside us.

import { join, resolve } from "node:path";
import { EnvError, readEnv } from "../../shared/env.ts";
import { type Credential, credentialOf } from "../../shared/http/internal-client.ts";
import { serviceKey } from "../../shared/service-keys.ts";
import { startSettings } from "../start/config.ts";
import { readPorts } from "../start/data-dir.ts";
import { readOrCreateSecrets } from "../start/secrets.ts";

const ROOT = join(import.meta.dir, "../..");

/** There is none to be found. */
export class OriginUnknown extends Error {}

/** Throws OriginUnknown, telling what to set. */
export async function findOrigin(
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly originUrl: string; readonly credential: Credential }> {
  const { HIROBA_ORIGIN_URL: originUrl, HIROBA_INTERNAL_TOKEN: internalToken = "" } = env;
  try {
    const told = readEnv(env, { serviceKey });
    if (originUrl !== undefined && (internalToken !== "" || told.serviceKey !== null)) {
      const config = { serviceKey: told.serviceKey, internalToken };
      return {
        originUrl: originUrl.replace(/\/+$/, ""),
        credential: credentialOf("admin", config, Date.now),
      };
    }
    const { dataDir: folder } = readEnv(env, { dataDir: startSettings.dataDir });
    const dataDir = resolve(ROOT, folder);
    const ports = await readPorts(dataDir);
    if (ports?.origin === undefined)
      throw new OriginUnknown(
        `No \`bun run start\` runs in ${dataDir}. Start one, or set HIROBA_ORIGIN_URL, and HIROBA_SERVICE_KEY or HIROBA_INTERNAL_TOKEN.`,
      );
    const { serviceKeys } = await readOrCreateSecrets(dataDir);
    const own = readEnv({ HIROBA_SERVICE_KEY: JSON.stringify(serviceKeys.admin) }, { serviceKey });
    const config = { serviceKey: own.serviceKey, internalToken };
    return {
      originUrl: `http://127.0.0.1:${ports.origin}`,
      credential: credentialOf("admin", config, Date.now),
    };
  } catch (error) {
    if (error instanceof EnvError) throw new OriginUnknown(error.message);
    throw error;
  }
}
