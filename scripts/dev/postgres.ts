// The embedded Postgres: a real server from npm's binaries, for those who set no DATABASE_URL. Made once per data folder,
// listening on one address with a generated password, and gone when the process that started it is gone.

import { randomBytes } from "node:crypto";
import { chown, mkdir, open, readFile, readlink, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import postgres from "postgres";
import type { Log } from "../../shared/http/log.ts";
import { findPostgresBinaries } from "./postgres-binaries.ts";
import { ELSEWHERE, type PostgresHome, preparePostgresHome } from "./postgres-home.ts";

const READY_MAX_MS = 20_000;
/** A predecessor whose parent was just killed needs a moment to write its checkpoint. */
const PREDECESSOR_MAX_MS = 10_000;
const STOP_MAX_MS = 5_000;
const USER = "hiroba";
const DATABASE = "hiroba";

/**
 * Runs Postgres in place of the shell, and beside it a watcher that waits for the end of our pipe. The pipe ends when we
 * die, however we die, and the watcher then asks Postgres for a fast shutdown. Bun's noOrphans (bunfig.toml) ends it too,
 * but with SIGKILL, and only for a process started from this folder; `setpriv --pdeathsig` would do on Linux alone.
 * The double fork keeps the watcher from being a child that Postgres does not know.
 */
const RUN_WATCHED = `exec 3<&0
( ( cat <&3 >/dev/null; kill -INT $$ 2>/dev/null ) & )
exec "$@" 3<&- </dev/null`;

export type EmbeddedPostgres = {
  /** With user, password and database; the database exists and is UTF8. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server ends, asked or not. */
  readonly exited: Promise<number>;
  /** Fast shutdown: open transactions are rolled back. */
  stop(): Promise<void>;
};

export type PostgresOptions = {
  /** Made when missing; holds the cluster, its password (0600) and postgres.log. */
  readonly dataDir: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly bind: string;
  /** False for tests only: a power cut may cost the whole cluster. */
  readonly fsync?: boolean;
  readonly log?: Log;
};

/** Starts the server and waits until it answers. Throws an Error with the last lines of its log when it does not. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const home = await preparePostgresHome(options.dataDir, await findPostgresBinaries());
  const password = await readOrCreatePassword(home);
  if (!(await Bun.file(join(home.cluster, "PG_VERSION")).exists())) {
    await initCluster(home, password);
    options.log?.info("postgres.created", { dataDir: home.cluster });
  }
  await removeStalePidFile(home.cluster);

  const deadlineMs = Date.now() + PREDECESSOR_MAX_MS;
  while (true) {
    const started = await tryStart(options, home, password);
    if (!("failure" in started)) {
      options.log?.info("postgres.listening", { port: started.port, pid: started.pid });
      return started;
    }
    const mayPass = /postmaster\.pid|still in use/.test(started.failure);
    const tookOurFreePort = options.port === 0 && started.failure.includes("Address already in use");
    if (!(mayPass || tookOurFreePort) || Date.now() > deadlineMs)
      throw new Error(`Postgres did not start:\n${started.failure}`);
    await Bun.sleep(100);
  }
}

/** The URL of the server that runs in `dataDir` now; null when none does. Starts nothing. */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const folder = resolve(dataDir);
  const home = await readlink(join(folder, ELSEWHERE)).catch(() => folder);
  const pidFile = await readFile(join(home, "cluster", "postmaster.pid"), "utf8").catch(() => "");
  const password = await readFile(join(home, "password"), "utf8").catch(() => "");
  // postmaster.pid by its lines: process, data folder, start, port, socket folder, address.
  const [, , , port, , address] = pidFile.split("\n");
  if (password === "" || !port || !address) return null;
  const url = urlOf({ host: address, port: Number(port), password, database: DATABASE });
  return (await answers(url)) ? url : null;
}

type Address = {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  readonly database: string;
};

function urlOf({ host, port, password, database }: Address): string {
  return `postgres://${USER}:${password}@${host.includes(":") ? `[${host}]` : host}:${port}/${database}`;
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`SELECT 1`;
    return true;
  } catch {
    // Whatever keeps it from answering, it is not one that runs.
    return false;
  } finally {
    await sql.end({ timeout: 0 });
  }
}

async function tryStart(
  options: PostgresOptions,
  home: PostgresHome,
  password: string,
): Promise<EmbeddedPostgres | { failure: string }> {
  const port = options.port === 0 ? await findFreePort(options.bind) : options.port;
  const logPath = join(home.folder, "postgres.log");
  const logFile = await open(logPath, "w", 0o600);
  const settings: Record<string, string> = {
    listen_addresses: options.bind,
    port: String(port),
    unix_socket_directories: "",
    max_connections: "100",
    // Mapped files instead of System V segments or /dev/shm, which containers make tiny.
    dynamic_shared_memory_type: "mmap",
    log_line_prefix: "%m [%p] ",
    timezone: "UTC",
    ...(options.fsync === false ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const child = Bun.spawn(
    [
      "/bin/sh",
      "-c",
      RUN_WATCHED,
      "postgres",
      join(home.native, "bin", "postgres"),
      "-D",
      home.cluster,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    {
      ...home.runAs,
      cwd: "/",
      env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C" },
      stdin: "pipe",
      stdout: logFile.fd,
      stderr: logFile.fd,
      // A session of its own: Ctrl-C in the terminal reaches us, and we stop Postgres after those who use it.
      detached: true,
    },
  );
  await logFile.close();
  const at = { host: options.bind, port, password };
  const stop = async () => {
    child.kill("SIGINT");
    const stopped = await Promise.race([child.exited.then(() => true), Bun.sleep(STOP_MAX_MS)]);
    if (stopped !== true) child.kill("SIGQUIT");
    await child.exited;
    await child.stdin.end();
  };
  const ready = await waitUntilReady(urlOf({ ...at, database: "postgres" }), child.exited);
  if (!ready) {
    await stop();
    const log = await readFile(logPath, "utf8");
    return { failure: log.trimEnd().split("\n").slice(-12).join("\n") };
  }
  return { url: urlOf({ ...at, database: DATABASE }), port, pid: child.pid, exited: child.exited, stop };
}

/** Asks until the server answers; makes our database when it is not there. False when the server ended or took too long. */
async function waitUntilReady(url: string, exited: Promise<number>): Promise<boolean> {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  const deadlineMs = Date.now() + READY_MAX_MS;
  while (!ended && Date.now() < deadlineMs) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      const found = await sql`SELECT 1 FROM pg_database WHERE datname = ${DATABASE}`;
      if (found.length === 0) await sql.unsafe(`CREATE DATABASE ${DATABASE}`);
      return true;
    } catch (error) {
      if (isWrongPassword(error)) throw error;
      await Bun.sleep(25);
    } finally {
      await sql.end({ timeout: 0 });
    }
  }
  return false;
}

/** 28P01: another server has our port, or the password file was changed; waiting helps neither. */
function isWrongPassword(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === "28P01";
}

async function initCluster(home: PostgresHome, password: string): Promise<void> {
  // In place only when whole: initdb writes PG_VERSION early, and may be killed at any moment after.
  const unfinished = `${home.cluster}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const passwordFile = join(home.folder, "initdb-password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (home.runAs !== null) await chown(passwordFile, home.runAs.uid, home.runAs.gid);
  try {
    const child = Bun.spawn(
      [
        join(home.native, "bin", "initdb"),
        `--pgdata=${unfinished}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        // Syncing 1,000 new files costs more than all the rest, and the cluster is empty.
        "--no-sync",
      ],
      {
        ...home.runAs,
        cwd: "/",
        env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" },
        stdout: "pipe",
        stderr: "pipe",
      },
    );
    const [output, errors, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    if (code !== 0) throw new Error(`initdb ended with ${code}:\n${errors || output}`);
    await rm(home.cluster, { recursive: true, force: true });
    await rename(unfinished, home.cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function readOrCreatePassword(home: PostgresHome): Promise<string> {
  const path = join(home.folder, "password");
  const known = await readFile(path, "utf8").catch(() => null);
  if (known !== null && known !== "") return known;
  const password = randomBytes(24).toString("hex");
  await mkdir(home.folder, { recursive: true });
  await writeFile(path, password, { mode: 0o600 });
  return password;
}

/**
 * Postgres itself overrides a pid file whose process is gone. After a reboot or in a new container the number may belong
 * to somebody else, which it cannot tell: we can, where there is a /proc.
 */
async function removeStalePidFile(cluster: string): Promise<void> {
  const path = join(cluster, "postmaster.pid");
  const pid = Number((await readFile(path, "utf8").catch(() => "")).split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0 || process.platform !== "linux") return;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  if (!command.includes("postgres")) await rm(path, { force: true });
}

function findFreePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("the system gave no port")),
      );
    });
  });
}
