// bun run start: the whole square on this machine. Prepares data folder, ports and keys, starts every process in the order
// they need one another, and keeps them until it is told to stop. Rim only: what is decided, scripts/start/ decides.

import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { EnvError } from "../shared/env.ts";
import { createLog, type Log } from "../shared/http/log.ts";
import { startPostgres } from "./dev/postgres.ts";
import { shownLine } from "./start/child-log.ts";
import { type ChildOptions, startChild } from "./start/child-process.ts";
import {
  type Flags,
  type PortName,
  parseFlags,
  readStartConfig,
  type StartConfig,
  USAGE,
  UsageError,
  wantedPorts,
} from "./start/config.ts";
import { clearDataDir, DataDirUnusable, lockDataDir, writePorts } from "./start/data-dir.ts";
import { addressesOf, connectable, environmentOf, type ProcessName } from "./start/environments.ts";
import { findPorts, PortsUnusable } from "./start/free-ports.ts";
import { openLogFiles } from "./start/log-files.ts";
import { readOrCreateSecrets, type Secrets } from "./start/secrets.ts";
import { type Service, StartFailed } from "./start/service.ts";
import { summary } from "./start/summary.ts";
import { createSupervisor } from "./start/supervisor.ts";
import { createSteps, type Screen } from "./start/terminal.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 64; // EX_USAGE
const EXIT_CONFIG = 78; // EX_CONFIG
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const startedAtMs = Date.now() - Math.round(process.uptime() * 1000);

const flags = orRefuse(() => parseFlags(process.argv.slice(2)));
if (flags.help) {
  console.log(USAGE);
  process.exit(0);
}
const config = orRefuse(() => readStartConfig(process.env));
const screen: Screen = {
  isTerminal: config.log === "pretty" && process.stdout.isTTY === true,
  // 0 is a terminal that does not know how wide it is.
  columns: process.stdout.columns || 100,
  write: (text) => void process.stdout.write(text),
};
const log = createLog({
  process: "start",
  format: config.log,
  nowMs: Date.now,
  write: (line) => console.log(line),
});
await run(config, flags, log).catch(refuse);

async function run(config: StartConfig, flags: Flags, log: Log): Promise<void> {
  const dataDir = resolve(ROOT, config.dataDir);
  const lock = await lockDataDir(dataDir);
  if (flags.fresh) await clearDataDir(dataDir);
  const ports = await findPorts(wantedPorts(config), config.bind);
  const secrets = await readOrCreateSecrets(dataDir);
  const supervisor = createSupervisor({ log, nowMs: Date.now });

  let leaving = false;
  const leave = async (exitCode: number): Promise<void> => {
    if (leaving) return;
    leaving = true;
    if (config.log === "pretty") screen.write("\nStopping…\n");
    await supervisor.stop();
    await lock.release();
    process.exit(exitCode);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave(0));

  try {
    await startAll({ config, flags, dataDir, ports, secrets, log, start: supervisor.start });
  } catch (error) {
    // Stopped while starting: what failed for it is no news.
    if (leaving) return;
    tell(error);
    console.error(`The logs of this start are in ${join(dataDir, "logs")}.`);
    return leave(EXIT_FAILED);
  }
  const service = await supervisor.gaveUp;
  if (leaving) return;
  log.error("start.gave-up", { service: service.name, logs: join(dataDir, "logs", `${service.name}.log`) });
  await leave(EXIT_FAILED);
}

type Setting = {
  readonly config: StartConfig;
  readonly flags: Flags;
  readonly dataDir: string;
  readonly ports: Readonly<Partial<Record<PortName, number>>>;
  readonly secrets: Secrets;
  readonly log: Log;
  start(service: Service): Promise<void>;
};

/** Starts everything and says where it is. Throws StartFailed with what did not come up. */
async function startAll({ config, flags, dataDir, ports, secrets, log, start }: Setting): Promise<void> {
  const files = openLogFiles(join(dataDir, "logs"));
  // While steps are drawn, a line between them would be drawn over.
  let held: string[] | null = config.log === "pretty" ? [] : null;
  const show = (line: string): void => void (held === null ? console.log(line) : held.push(line));
  const onLine = (name: string) => (line: string) => {
    files.write(name, line);
    const shown = config.log === "json" ? line : shownLine(name, line, flags.verbose);
    if (shown !== null) show(shown);
  };

  const webDir = join(dataDir, "web");
  let databaseUrl = config.databaseUrl ?? "";
  const child = (
    name: ProcessName,
    title: string,
    script: string,
    ready: ChildOptions["ready"],
  ): Service => ({
    name,
    title,
    start: (stopping) => {
      const env = environmentOf(name, process.env, { config, secrets, ports, dataDir, webDir, databaseUrl });
      return startChild({ script, env, ready, stopping, onLine: onLine(name) });
    },
  });
  const readyAt = (port: number | undefined, bind = config.bind) => ({
    url: `http://${connectable(bind)}:${port}/readyz`,
  });

  const postgresLog = createLog({
    process: "postgres",
    format: "json",
    nowMs: Date.now,
    write: onLine("postgres"),
  });
  let postgresPort = 0;
  const postgres: Service = {
    name: "postgres",
    title: "Postgres",
    start: async () => {
      const options = { dataDir: join(dataDir, "postgres"), port: postgresPort, bind: "127.0.0.1" };
      const embedded = await startPostgres({ ...options, log: postgresLog }).catch((error: unknown) => {
        throw new StartFailed(error instanceof Error ? error.message : String(error));
      });
      // Started again, it must be where the origin looks for it.
      postgresPort = embedded.port;
      databaseUrl = embedded.url;
      return embedded;
    },
  };
  const s3 = child("s3", "object store", "scripts/dev/object-store/main.ts", readyAt(ports.s3));
  const idp = child("idp", "identity provider", "scripts/dev/identity-provider.ts", readyAt(ports.idp));
  const stripe = child("stripe", "Stripe double", "scripts/dev/stripe.ts", readyAt(ports.stripe));
  const origin = child("origin", "origin", "origin/entry/bun.ts", readyAt(ports.origin, "127.0.0.1"));
  const ugc = child("ugc", "UGC worker", "origin/ugc/entry/queue.ts", { event: "ugc.ready" });
  const room = child("room", "room host", "room/main.ts", readyAt(ports.roomWs));
  const edge = child("edge", "edge", "edge/entry/bun.ts", readyAt(ports.edge));

  const embedded = [
    ...(config.databaseUrl === null ? [postgres] : []),
    ...(config.s3Endpoint === null ? [s3] : []),
    ...(config.oidcIssuer === null ? [idp] : []),
    ...(config.stripeSecretKey === null ? [stripe] : []),
  ];
  const PAGE = "page";
  const titles = [...embedded, origin, ugc, room, edge].map((service) => service.title);
  const steps = config.log === "pretty" ? createSteps(screen, [PAGE, ...titles], Date.now) : null;
  const step = (title: string, work: () => Promise<void>) =>
    steps === null ? work() : steps.run(title, work);
  try {
    const page = step(PAGE, async () => {
      if (process.env["HIROBA_WEB_DIR"] !== undefined) return;
      const { buildPage } = await import("../edge/web/build.ts");
      await buildPage(webDir);
    });
    // Awaited with the last; that it failed must not be nobody's business until then.
    page.catch(() => {});
    await Promise.all(embedded.map((service) => step(service.title, () => start(service))));
    await step(origin.title, () => start(origin));
    await Promise.all([
      page,
      ...[ugc, room, edge].map((service) => step(service.title, () => start(service))),
    ]);
  } finally {
    steps?.end();
    const lines = held ?? [];
    held = null;
    for (const line of lines) console.log(line);
  }
  await writePorts(dataDir, ports);
  const addresses = addressesOf(config, ports, process.env);
  const tookMs = Date.now() - startedAtMs;
  if (config.log === "json") log.info("start.ready", { ...addresses, tookMs });
  else screen.write(summary({ config, addresses, databaseUrl, dataDir, tookMs }));
}

/** Says what went wrong as far as a person can do something about it; a bug of ours is shown with its stack. */
function tell(error: unknown): void {
  const known = [EnvError, UsageError, DataDirUnusable, PortsUnusable, StartFailed].some(
    (kind) => error instanceof kind,
  );
  console.error(known && error instanceof Error ? error.message : error);
}

function refuse(error: unknown): never {
  tell(error);
  process.exit(error instanceof UsageError ? EXIT_USAGE : EXIT_CONFIG);
}

function orRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return refuse(error);
  }
}
