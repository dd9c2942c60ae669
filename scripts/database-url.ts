// Which database an operator's command is about: DATABASE_URL, or the one `bun run start` embeds while it runs here.

import { readFile, readlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { EnvRecord } from "../shared/env.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PORT_LINE = 3;

/** No database can be found, in one sentence with what to do. */
export class NoDatabase extends Error {}

/** Throws NoDatabase. */
export async function findDatabaseUrl(env: EnvRecord): Promise<string> {
  const given = env["DATABASE_URL"];
  if (given !== undefined && given !== "") return given;
  const folder = resolve(ROOT, env["HIROBA_DATA_DIR"] ?? ".hiroba", "postgres");
  // Under root the cluster may live elsewhere (scripts/dev/postgres-home.ts).
  const home = await readlink(join(folder, "elsewhere")).catch(() => folder);
  const password = await readFile(join(home, "password"), "utf8").catch(() => null);
  const pidFile = await readFile(join(home, "cluster", "postmaster.pid"), "utf8").catch(() => "");
  const port = Number(pidFile.split("\n")[PORT_LINE]);
  if (password === null || !Number.isInteger(port) || port === 0)
    throw new NoDatabase(`DATABASE_URL is not set, and no bun run start has its Postgres in ${folder}.`);
  return `postgres://hiroba:${password}@127.0.0.1:${port}/hiroba`;
}
