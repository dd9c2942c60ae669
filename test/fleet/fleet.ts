// A small fleet as real processes: Postgres, one origin, some room hosts, and people with tickets. On loopback, where every way from
// one to another may be one that fails, or each host in a network namespace of its own.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDb } from "../../origin/db/client.ts";
import { type AllocatedRoom, entryOutcomeSchema } from "../../shared/schema/internal/entry.ts";
import { ACTING_USER_HEADER, internalPath } from "../../shared/schema/internal-api.ts";
import { type Ports, type RoomProcess, startRoom } from "../room/host.ts";
import { startTicketEdge } from "../room/ticket-edge.ts";
import { type Spawned, spawnListening } from "../runtimes/spawn-listening.ts";
import { createTestDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest, type MqttGuest } from "../support/mqtt-guest.ts";
import type { Network } from "./namespaces.ts";
import type { Ways } from "./ways.ts";

const TOKEN = "token-of-the-test";
const PLAZA = "wld_hiroba-plaza";
const LOOPBACK = "127.0.0.1";

export type FleetHost = RoomProcess & {
  readonly address: string;
  readonly hostId: string;
  readonly index: number;
  /** Where it keeps what it has to tell. */
  readonly spoolDirectory: string;
};

/** Somebody with an account. */
export type Person = { readonly userId: string };

/** Of the origin. */
export type Answer = { readonly status: number; readonly body: unknown; readonly tookMs: number };

export type Fleet = {
  /** By no way that fails. */
  readonly databaseUrl: string;
  readonly hosts: readonly FleetHost[];
  readonly origin: Spawned;
  /** Ends the origin as a power cut would; nobody is there until it is started again, on the port it had. */
  killOrigin(): Promise<void>;
  startOrigin(): Promise<void>;
  /** Another process in the place of one that is gone: on its ports, with the folder it kept reports in. */
  startAgain(host: FleetHost): Promise<FleetHost>;
  newPerson(name: string): Promise<Person>;
  /** A place in the world, or in this very room of it; refused, its problem's code. */
  place(person: Person, room?: string): Promise<AllocatedRoom | string>;
  /** What the origin answers when that person asks the same. */
  enter(person: Person, room?: string): Promise<Answer>;
  /** As the edge would sign it, then if not now. */
  ticketTo(place: AllocatedRoom, signedAtMs?: number): Promise<string>;
  /** Connects there as a plain MQTT client, as somebody does who was given that place. */
  join(place: AllocatedRoom, ticket?: string): Promise<MqttGuest>;
  hostOf(place: AllocatedRoom): FleetHost;
  stop(): Promise<void>;
};

export type FleetOptions = {
  readonly network?: Network;
  readonly ways?: Ways;
  /** What hosts find in their environment besides. */
  readonly hostEnv?: Readonly<Record<string, string>>;
  /** Where the folder is made for what hosts have to tell; the system's place for such by itself. */
  readonly reportsIn?: string;
};

/** Starts it: with the network, each host in a namespace of it; with ways, whoever asks somebody else does by them. The caller stops it. */
export async function startFleet(
  count: number,
  { network, ways, hostEnv = {}, reportsIn = tmpdir() }: FleetOptions = {},
): Promise<Fleet> {
  const database = await createTestDatabase();
  const originAddress = network?.originAddress ?? LOOPBACK;
  const edge = await startTicketEdge(originAddress);
  const reports = await mkdtemp(join(reportsIn, "hiroba-fleet-reports-"));
  const databaseUrl = new URL(database.url);
  if (ways !== undefined) {
    ways.ends.postgres = Number(databaseUrl.port);
    databaseUrl.port = String(ways.toPostgres.port);
  }
  const spawnOrigin = (port: number) =>
    spawnListening({
      command: [process.execPath, "origin/entry/bun.ts"],
      event: "origin.listening",
      env: {
        DATABASE_URL: databaseUrl.href,
        HIROBA_ORIGIN_PORT: String(port),
        HIROBA_BIND: network === undefined ? LOOPBACK : "0.0.0.0",
        HIROBA_INTERNAL_TOKEN: TOKEN,
        S3_ACCESS_KEY_ID: "unused",
        S3_SECRET_ACCESS_KEY: "unused",
      },
    });
  let origin = await spawnOrigin(0);
  const originPort = origin.port;
  if (ways !== undefined) ways.ends.origin = originPort;

  async function startHost(index: number, { tcpPort, wsPort }: Ports): Promise<FleetHost> {
    const namespace = network?.namespaces[index];
    const address = namespace?.address ?? LOOPBACK;
    const spoolDirectory = join(reports, String(index));
    const toOrigin = ways?.toOrigin[index]?.port ?? originPort;
    const fromPeers = ways?.fromPeers[index];
    const env = {
      ...hostEnv,
      HIROBA_INTERNAL_TOKEN: TOKEN,
      HIROBA_ORIGIN_URL: `http://${originAddress}:${toOrigin}`,
      HIROBA_TICKET_JWKS_URL: edge.jwksUrl,
      HIROBA_ROOM_ADDRESS: address,
      HIROBA_BIND: namespace === undefined ? LOOPBACK : "0.0.0.0",
      HIROBA_ROOM_SPOOL_DIR: spoolDirectory,
      ...(fromPeers === undefined ? {} : { HIROBA_ROOM_WS_URL: `ws://${LOOPBACK}:${fromPeers.port}/mqtt` }),
    };
    const ports = ["--tcp-port", String(tcpPort), "--ws-port", String(wsPort), "--metrics-port", "0"];
    const host = await startRoom(ports, env, namespace?.within);
    if (ways !== undefined) ways.ends.peers[index] = host.wsPort;
    const registered = await eventually("registration", () => host.events("room.registered")[0]);
    return { ...host, address, hostId: String(registered["hostId"]), index, spoolDirectory };
  }
  const anyPorts = { tcpPort: 0, wsPort: 0 };
  const hosts = await Promise.all(Array.from({ length: count }, (_, index) => startHost(index, anyPorts)));

  if (count > 1) await untilHeirsAreKnown(database.url);

  async function ask(path: string, json: unknown, as?: string): Promise<Answer> {
    const askedAtMs = performance.now();
    const response = await fetch(`http://${LOOPBACK}:${originPort}${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${TOKEN}`,
        "content-type": "application/json",
        ...(as === undefined ? {} : { [ACTING_USER_HEADER]: as }),
      },
      body: JSON.stringify(json),
    });
    const body: unknown = await response.json();
    return { status: response.status, body, tookMs: performance.now() - askedAtMs };
  }

  const enter: Fleet["enter"] = ({ userId }, room) => {
    const wish = {
      kind: "world",
      id: PLAZA,
      regionHint: null,
      ifFull: "refuse",
      ...(room === undefined ? {} : { room }),
    };
    return ask(internalPath.enter, wish, userId);
  };

  const ticketTo: Fleet["ticketTo"] = ({ room, hostId, participant, seat }, signedAtMs) =>
    edge.sign({ room, host: hostId, participant, seat, requestId: "fleet" }, signedAtMs);

  return {
    databaseUrl: database.url,
    hosts,
    get origin() {
      return origin;
    },
    killOrigin: () => origin.kill(),
    startOrigin: async () => {
      origin = await spawnOrigin(originPort);
    },
    startAgain: async (host) => {
      const next = await startHost(host.index, host);
      hosts.push(next);
      return next;
    },
    newPerson: async (name) => {
      const { body } = await ask(internalPath.createGuest, { displayName: name, locale: "en" });
      return { userId: (body as { user: { id: string } }).user.id };
    },
    enter,
    ticketTo,
    place: async (person, room) => {
      const { status, body } = await enter(person, room);
      if (status !== 200) return String((body as { code: unknown }).code);
      const outcome = entryOutcomeSchema.parse(body);
      return outcome.outcome === "entered" ? outcome.place : outcome.outcome;
    },
    join: async (place, ticket) => {
      const { address, tcpPort } = place.host;
      const shown = ticket ?? (await ticketTo(place));
      const options = { protocolVersion: 5, connectTimeout: 5_000 } as const;
      return joinAsMqttGuest(`mqtt://${address}:${tcpPort}`, place.room, shown, options);
    },
    hostOf: ({ hostId }) => {
      const host = hosts.find((other) => other.hostId === hostId);
      if (host === undefined) throw new Error(`${hostId} is none of ours`);
      return host;
    },
    stop: async () => {
      for (const { pid } of hosts) signal(pid, "SIGCONT");
      await Promise.all(hosts.map((host) => host.stop()));
      await origin.stop();
      await edge.stop();
      await database.drop();
      await rm(reports, { recursive: true, force: true });
    },
  };
}

/** Each has said its heirs and is young no more: until then it serves nothing beyond a lease. */
async function untilHeirsAreKnown(databaseUrl: string): Promise<void> {
  const { db, close } = openDb(databaseUrl);
  try {
    await eventually("heirs of every host", async () =>
      (await db.query.hosts.findMany()).every(({ heirs, isYoung }) => (heirs?.length ?? 0) > 0 && !isYoung),
    );
  } finally {
    await close();
  }
}

/** Nothing happens to a process that is gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Of what the host has to tell still, whole lines or not. */
export async function linesOnDisk({ spoolDirectory }: FleetHost): Promise<number> {
  const segments = new Bun.Glob("**/*.jsonl").scan({ cwd: spoolDirectory, absolute: true });
  const texts = await Array.fromAsync(segments, (path) => Bun.file(path).text());
  return texts.join("").split("\n").filter(Boolean).length;
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
