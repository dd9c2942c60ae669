// A room host as its own process, as an operator starts it: open, or with tickets and a small origin and edge of this file's.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPair } from "jose";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import {
  type Heartbeat,
  heartbeatSchema,
  type RoomReport,
  registerHostSchema,
  roomReportSchema,
} from "../../shared/schema/internal/hosts.ts";
import type { HeldSanction } from "../../shared/schema/internal/moderation.ts";
import { type RoomEvidence, roomEvidenceSchema } from "../../shared/schema/room-evidence.ts";
import type { Participant, RoomSpec, Seat } from "../../shared/schema/room-spec.ts";
import { eventually } from "../support/eventually.ts";
import { identity, SPEC } from "./support.ts";
import { startTicketEdge } from "./ticket-edge.ts";

const ROOT = `${import.meta.dir}/../..`;
const STOP_MAX_MS = 4_000;

export type Ports = { readonly tcpPort: number; readonly wsPort: number };
/** A line of the host's log. */
export type LogEvent = Readonly<Record<string, unknown>> & { readonly event: string };

export type RoomProcess = Ports & {
  readonly metricsPort: number;
  readonly pid: number;
  events(name: string): LogEvent[];
  /** What it printed on stderr. */
  stderr(): string;
  /** SIGTERM, then waits. Answers the exit code. */
  stop(): Promise<number>;
};

/** Runs room/main.ts and answers what it printed and its exit code, for runs that end by themselves. */
export async function runRoom(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = Bun.spawn([process.execPath, "room/main.ts", ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  clearTimeout(timer);
  return { stdout, stderr, exitCode };
}

/** Starts one on these ports, or any; `within` is a command that runs it, as `ip netns exec` does. */
export async function startRoom(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  within: readonly string[] = [],
): Promise<RoomProcess> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-room-"));
  const child = Bun.spawn([...within, process.execPath, "room/main.ts", ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", HIROBA_LOG: "json", HIROBA_ROOM_SPOOL_DIR: folder, ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const lines: LogEvent[] = [];
  let stderr = "";
  void (async () => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of child.stdout) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts.map((line) => JSON.parse(line) as LogEvent));
    }
  })();
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of child.stderr) stderr += decoder.decode(chunk, { stream: true });
  })();
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MAX_MS);
    const exitCode = await child.exited;
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
    return exitCode;
  };
  const events = (name: string) => lines.filter((line) => line.event === name);
  const listening = await eventually("room.listening", () => {
    if (child.exitCode !== null) throw new Error(`the host ended with ${child.exitCode}:\n${stderr}`);
    return events("room.listening")[0];
  });
  return {
    tcpPort: Number(listening["tcpPort"]),
    wsPort: Number(listening["wsPort"]),
    metricsPort: Number(listening["metricsPort"]),
    pid: child.pid,
    events,
    stderr: () => stderr,
    stop,
  };
}

export function startOpenHost(
  env: Readonly<Record<string, string>> = {},
  limits: readonly string[] = [],
): Promise<RoomProcess> {
  return startRoom(["--open", "--tcp-port", "0", "--ws-port=0", "--metrics-port=0", ...limits], env);
}

/** What the small origin was told, and what it answers. */
export type SmallOrigin = {
  hostId: HostId | null;
  readonly heartbeats: Heartbeat[];
  readonly entries: RoomReport["entries"];
  /** Rooms to give away with the next heartbeat. */
  close: string[];
  /** Whether it has forgotten the host. */
  forgetful: boolean;
  participant: Participant | null;
  /** What moderators decided, by user. */
  readonly sanctions: Map<string, readonly HeldSanction[]>;
  /** What rooms said of themselves for a report. */
  readonly evidence: RoomEvidence[];
  /** Tells the host that these changed. */
  tell(...tags: readonly string[]): void;
};

export type TicketedHost = RoomProcess & {
  readonly origin: SmallOrigin;
  /** A ticket for this host's room, as the edge would sign it now, or with parts of it changed. */
  ticket(
    user: string,
    over?: {
      readonly host?: HostId;
      readonly signedAtMs?: number;
      readonly seat?: Seat;
      readonly key?: "other";
      readonly room?: RoomId;
      readonly participant?: Partial<Participant>;
    },
  ): Promise<string>;
};

const TOKEN = "a-token-of-the-test";

/** Starts a host with an origin of these rooms and a key server on free ports; `stop` ends all of them. Tickets are for the first. */
export async function startTicketedHost(
  spec: RoomSpec = SPEC,
  ...others: readonly RoomSpec[]
): Promise<TicketedHost> {
  const edge = await startTicketEdge();
  const other = await generateKeyPair("EdDSA");
  const news: News = { untold: [], waiting: null };
  const origin: SmallOrigin = {
    hostId: null,
    heartbeats: [],
    entries: [],
    close: [],
    forgetful: false,
    participant: null,
    sanctions: new Map(),
    evidence: [],
    tell: (...tags) => {
      news.untold.push(...tags);
      news.waiting?.(news.untold.splice(0));
      news.waiting = null;
    },
  };
  const originServer = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: async (request) => {
      if (request.headers.get("authorization") !== `Bearer ${TOKEN}`)
        return new Response(null, { status: 401 });
      const url = new URL(request.url);
      if (url.pathname === "/internal/room-news") return awaitNews(news, url.searchParams.has("after"));
      return answer(origin, [spec, ...others], url, request);
    },
  });
  const host = await startRoom(["--tcp-port", "0", "--ws-port", "0", "--metrics-port", "0"], {
    HIROBA_INTERNAL_TOKEN: TOKEN,
    HIROBA_ORIGIN_URL: `http://127.0.0.1:${originServer.port}`,
    HIROBA_TICKET_JWKS_URL: edge.jwksUrl,
  });
  await eventually("registration", () => host.events("room.registered").length > 0);
  return {
    ...host,
    origin,
    ticket: async (
      user,
      { host: aud, signedAtMs = Date.now(), key, room = spec.room, seat = "visible", participant } = {},
    ) => {
      const hostId = aud ?? origin.hostId;
      if (hostId === null) throw new Error("the host has not registered");
      const ticket = {
        room,
        host: hostId,
        participant: { ...identity(user), ...participant },
        seat,
        requestId: `req-${user}`,
      };
      return edge.sign(ticket, signedAtMs, key === "other" ? other.privateKey : undefined);
    },
    stop: async () => {
      const exitCode = await host.stop();
      await Promise.all([edge.stop(), originServer.stop(true)]);
      return exitCode;
    },
  };
}

type News = { readonly untold: string[]; waiting: ((tags: readonly string[]) => void) | null };

/** At once where the feed stands, and where something is untold; else when something is told. */
async function awaitNews(news: News, isFollowing: boolean): Promise<Response> {
  const told = new Promise<readonly string[]>((resolve) => {
    if (isFollowing && news.untold.length === 0) news.waiting = resolve;
    else resolve(news.untold.splice(0));
  });
  return Response.json({ tags: await told, cursor: "1", isReset: false, hasMore: false });
}

const problem = (status: number, code: string) =>
  Response.json(
    { type: "about:blank", status, code, title: code },
    { status, headers: { "content-type": "application/problem+json" } },
  );

async function answer(
  origin: SmallOrigin,
  specs: readonly RoomSpec[],
  url: URL,
  request: Request,
): Promise<Response> {
  const path = url.pathname;
  if (path === "/internal/hosts") {
    const host = registerHostSchema.parse(await request.json());
    origin.hostId = host.hostId;
    origin.forgetful = false;
    return Response.json({ heartbeatIntervalMs: 50 });
  }
  if (path === `/internal/hosts/${origin.hostId}/heartbeat`) {
    origin.heartbeats.push(heartbeatSchema.parse(await request.json()));
    if (origin.forgetful) return problem(404, "HOST_NOT_FOUND");
    return Response.json({ close: origin.close.splice(0) });
  }
  const user = /^\/internal\/users\/([^/]+)\/brought-along$/.exec(path)?.[1];
  if (user !== undefined) return Response.json({ users: [], sanctions: origin.sanctions.get(user) ?? [] });
  const spec = specs.find(({ room }) => path.startsWith(`/internal/rooms/${room}/`));
  if (spec === undefined) return problem(404, "NOT_FOUND");
  if (path === `/internal/rooms/${spec.room}/spec`)
    return url.searchParams.get("host") === origin.hostId
      ? Response.json(spec)
      : problem(409, "ROOM_ELSEWHERE");
  if (path === `/internal/rooms/${spec.room}/evidence`) {
    origin.evidence.push(roomEvidenceSchema.parse(await request.json()));
    return new Response(null, { status: 204 });
  }
  if (path === `/internal/rooms/${spec.room}/report`) {
    origin.entries.push(...roomReportSchema.parse(await request.json()).entries);
    return new Response(null, { status: 204 });
  }
  if (path.startsWith(`/internal/rooms/${spec.room}/participants/`) && origin.participant !== null)
    return Response.json(origin.participant);
  return problem(404, "NOT_FOUND");
}
