// Brings up what is compared, each on the server core: our room host and the brokers that this machine has.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinned, SERVER_CORE, takeLead } from "../cores.ts";
import type { ServerName } from "../plan.ts";

const ROOT = join(import.meta.dir, "../../..");
const START_MAX_MS = 10_000;
const STOP_MAX_MS = 3_000;
const LOOK_AGAIN_MS = 20;
/** Debian puts daemons where a user's path does not look. */
const SBIN = "/usr/sbin";

export type RunningServer = {
  readonly name: ServerName;
  readonly version: string;
  readonly pid: number;
  readonly tcpPort: number;
  /** Null where it has none. */
  readonly wsPort: number | null;
  stop(): Promise<void>;
};

const which = (program: string): string | null =>
  Bun.which(program, { PATH: `${process.env["PATH"] ?? ""}:${SBIN}` });

/** Whether this machine can run it. */
export function isInstalled(name: ServerName): boolean {
  if (name === "mosquitto") return which("mosquitto") !== null;
  if (name === "nats") return which("nats-server") !== null;
  if (name === "floor") return which("gcc") !== null;
  return true;
}

type Launch = { readonly command: readonly string[]; readonly version: string };
type Ports = { readonly tcp: number; readonly ws: number; readonly other: number };

/** A server in the lead runs before whatever else its core has to do; one among equals has its memory looked after as usual. */
export type Standing = "lead" | "equal";

/** Starts a server on free ports and waits until it accepts connections. Throws with what it printed when it does not. */
export async function startServer(name: ServerName, standing: Standing): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-bench-"));
  const ports = { tcp: await freePort(), ws: await freePort(), other: await freePort() };
  const { command, version } = await launchOf(name, ports, folder);
  const child = Bun.spawn(pinned(SERVER_CORE, command), {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "" },
    detached: true,
    stdin: "ignore",
    stdout: Bun.file(join(folder, "stdout")),
    stderr: Bun.file(join(folder, "stderr")),
  });
  if (standing === "lead") takeLead(child.pid);
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MAX_MS);
    await child.exited;
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
  };
  const untilMs = performance.now() + START_MAX_MS;
  for (;;) {
    const open = await openPorts(name, ports, folder);
    if (open !== null) return { name, version, pid: child.pid, ...open, stop };
    if (child.exitCode !== null || performance.now() >= untilMs) break;
    await Bun.sleep(LOOK_AGAIN_MS);
  }
  const said = await Bun.file(join(folder, "stderr")).text();
  await stop();
  throw new Error(`${name} did not start:\n${said}`);
}

type Open = Pick<RunningServer, "tcpPort" | "wsPort">;

/** Where a server that is starting can be reached by now, or null. */
async function openPorts(name: ServerName, ports: Ports, folder: string): Promise<Open | null> {
  if (name === "hiroba") return toldPorts(await Bun.file(join(folder, "stdout")).text());
  if (!(await accepts(ports.tcp))) return null;
  return { tcpPort: ports.tcp, wsPort: name === "mosquitto" ? ports.ws : null };
}

/** The ports our own host took and says in its log: one that was free a moment ago may be somebody else's by the time it listens. */
function toldPorts(log: string): Open | null {
  const line = log.split("\n").find((one) => one.includes('"event":"room.listening"') && one.endsWith("}"));
  if (line === undefined) return null;
  const { tcpPort, wsPort } = JSON.parse(line);
  return { tcpPort: Number(tcpPort), wsPort: Number(wsPort) };
}

async function launchOf(name: ServerName, ports: Ports, folder: string): Promise<Launch> {
  switch (name) {
    case "hiroba":
      return {
        command: [process.execPath, "room/main.ts", "--open", "--tcp-port=0", "--ws-port=0"],
        version: `bun ${Bun.version}`,
      };
    case "aedes":
      return {
        command: [process.execPath, join(import.meta.dir, "aedes-server.ts"), String(ports.tcp)],
        version: `aedes on bun ${Bun.version}`,
      };
    case "mosquitto": {
      const config = join(folder, "mosquitto.conf");
      await writeFile(config, mosquittoConfig(ports));
      return {
        command: [which("mosquitto") ?? "mosquitto", "-c", config],
        version: firstLine("mosquitto", "-h"),
      };
    }
    case "nats": {
      const config = join(folder, "nats.conf");
      await writeFile(config, natsConfig(ports, folder));
      return {
        command: [which("nats-server") ?? "nats-server", "-c", config],
        version: firstLine("nats-server", "-v"),
      };
    }
    case "floor": {
      const program = join(folder, "floor");
      Bun.spawnSync(["gcc", "-O2", "-o", program, join(import.meta.dir, "floor.c")], { stderr: "inherit" });
      return { command: [program, String(ports.tcp)], version: firstLine("gcc", "--version") };
    }
  }
}

function firstLine(program: string, flag: string): string {
  const { stdout } = Bun.spawnSync([which(program) ?? program, flag]);
  return stdout.toString().split("\n")[0] ?? "";
}

/** Nothing logged, nothing stored, no limit that a benchmark would meet, and no wait for more to send. */
function mosquittoConfig(ports: Ports): string {
  return [
    "log_type error",
    "persistence false",
    "allow_anonymous true",
    "set_tcp_nodelay true",
    "max_queued_messages 0",
    `listener ${ports.tcp} 127.0.0.1`,
    `listener ${ports.ws} 127.0.0.1`,
    "protocol websockets",
    "",
  ].join("\n");
}

/** MQTT needs a name and JetStream's store, which QoS 0 does not touch. */
function natsConfig(ports: Ports, folder: string): string {
  return [
    'server_name: "bench"',
    `listen: "127.0.0.1:${ports.other}"`,
    `jetstream { store_dir: "${folder}" }`,
    `mqtt { listen: "127.0.0.1:${ports.tcp}" }`,
    `log_file: "${folder}/nats.log"`,
    "",
  ].join("\n");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = address === null || typeof address === "string" ? 0 : address.port;
      server.close(() => resolve(port));
    });
  });
}

async function accepts(port: number): Promise<boolean> {
  try {
    const socket = await Bun.connect({ hostname: "127.0.0.1", port, socket: { data: () => {} } });
    socket.end();
    return true;
  } catch {
    return false;
  }
}
