// The folder in which everything is kept, and the lock that makes one supervisor its only user.

import { Database } from "bun:sqlite";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PortName } from "./config.ts";

/** What earlier starts made, and what `--fresh` removes: never anything else, whatever folder was named. */
const OURS = ["postgres", "object-store", "stripe", "web", "logs", "secrets.json"];
const PORTS_FILE = "ports.json";

export class DataDirUnusable extends Error {}

export type DataDirLock = { release(): Promise<void> };

/**
 * Makes the folder and takes it. The lock is SQLite's on a file: the system drops it with the process, however that ends, so
 * that none is ever stale. Throws DataDirUnusable: naming the process that has it, or why there can be no such folder.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  await mkdir(dataDir, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new DataDirUnusable(
      `${dataDir} cannot be used as the data folder (${error.code ?? error.message}). Set HIROBA_DATA_DIR to another.`,
    );
  });
  const pidFile = join(dataDir, "supervisor.pid");
  const db = new Database(join(dataDir, "supervisor.lock"), { create: true });
  try {
    db.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;");
  } catch (error) {
    db.close();
    if (!(error instanceof Error && "code" in error && error.code === "SQLITE_BUSY")) throw error;
    const pid = (await readFile(pidFile, "utf8").catch(() => "unknown")).trim();
    throw new DataDirUnusable(
      `${dataDir} is in use: another supervisor runs there (process ${pid}). Stop it, or set HIROBA_DATA_DIR to another folder.`,
    );
  }
  await writeFile(pidFile, `${process.pid}\n`);
  // Of a start that was killed: nothing listens there any more.
  const portsFile = join(dataDir, PORTS_FILE);
  await rm(portsFile, { force: true });
  return {
    async release() {
      await rm(pidFile, { force: true });
      await rm(portsFile, { force: true });
      db.close();
    },
  };
}

/** Forgets what earlier starts kept. Only with the lock held. */
export async function clearDataDir(dataDir: string): Promise<void> {
  await Promise.all(OURS.map((name) => rm(join(dataDir, name), { recursive: true, force: true })));
}

/** Where the start that uses this folder listens, or null when none does. */
export async function readPorts(
  dataDir: string,
): Promise<Readonly<Partial<Record<PortName, number>>> | null> {
  const text = await readFile(join(dataDir, PORTS_FILE), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as Partial<Record<PortName, number>>);
}

/** Says in `ports.json` where everything of this start listens: for scripts and tests that asked for free ports. */
export async function writePorts(
  dataDir: string,
  ports: Readonly<Partial<Record<PortName, number>>>,
): Promise<void> {
  const path = join(dataDir, PORTS_FILE);
  await writeFile(`${path}.new`, `${JSON.stringify(ports)}\n`);
  await rename(`${path}.new`, path);
}
