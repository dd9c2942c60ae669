// Agones, through the Kubernetes API. A host is a GameServer. Which one gets a room is decided by us, so that one is allocated by a
// label which nothing else has; it goes back to Ready as by its SDK, by RequestReady. Hosts need no SDK: new ones are made Ready here.

import { readFile } from "node:fs/promises";
import * as z from "zod";
import type { EngineUnit, HostDriver } from "../host-driver.ts";
import type { AgonesEngine } from "./engine-table.ts";

const HOST_LABEL = "hiroba-host";
const MERGE_PATCH = "application/merge-patch+json";
const JSON_PATCH = "application/json-patch+json";
/** Of an answer that is told in a log line. */
const TOLD_MAX_CHARS = 300;

const gameServerSchema = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    deletionTimestamp: z.string().optional(),
  }),
  status: z.object({ state: z.string() }),
});
type GameServer = z.infer<typeof gameServerSchema>;
const allocationSchema = z.object({
  status: z.object({ state: z.string(), gameServerName: z.string().default("") }),
});
const fleetSchema = z.object({
  spec: z.object({ replicas: z.number().int() }),
  status: z.object({
    readyReplicas: z.number().int().default(0),
    reservedReplicas: z.number().int().default(0),
    allocatedReplicas: z.number().int().default(0),
  }),
});

/** From these it does not come back. */
const ENDING: ReadonlySet<string> = new Set(["Shutdown", "Error", "Unhealthy"]);

type Ask = { readonly method?: "POST" | "PATCH"; readonly body?: unknown; readonly type?: string };
type Deps = { readonly fetch: (url: string, init: RequestInit) => Promise<Response> };

export function createAgonesDriver(engines: ReadonlyMap<string, AgonesEngine>, { fetch }: Deps): HostDriver {
  const engineOf = (region: string): AgonesEngine => {
    const engine = engines.get(region);
    if (engine === undefined) throw new Error(`no Agones is known in ${region}`);
    return engine;
  };

  /** What it answers; null for what is not there. */
  async function ask(
    engine: AgonesEngine,
    path: string,
    signal: AbortSignal,
    { method, body, type }: Ask = {},
  ) {
    // Read each time: Kubernetes puts another in its place every hour.
    const token = (await readFile(engine.tokenFile, "utf8")).trim();
    const response = await fetch(`${engine.api}/apis/${path}`, {
      method: method ?? "GET",
      signal,
      headers: { authorization: `Bearer ${token}`, "content-type": type ?? "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 404) return null;
    if (!response.ok)
      throw new Error(`Agones answered ${response.status} to ${path}: ${text.slice(0, TOLD_MAX_CHARS)}`);
    return JSON.parse(text) as unknown;
  }

  async function askFor(engine: AgonesEngine, path: string, signal: AbortSignal, of?: Ask): Promise<unknown> {
    const answer = await ask(engine, path, signal, of);
    if (answer === null) throw new Error(`Agones has no ${path}`);
    return answer;
  }

  const pathOf = ({ namespace }: AgonesEngine, kind: "gameservers" | "fleets", name: string) =>
    `agones.dev/v1/namespaces/${namespace}/${kind}/${encodeURIComponent(name)}`;

  /** Null for one that is no more, or goes. */
  async function find({ region, engineId }: EngineUnit, signal: AbortSignal): Promise<GameServer | null> {
    const engine = engineOf(region);
    const answer = await ask(engine, pathOf(engine, "gameservers", engineId), signal);
    if (answer === null) return null;
    const server = gameServerSchema.parse(answer);
    const isGoing = server.metadata.deletionTimestamp !== undefined || ENDING.has(server.status.state);
    return isGoing ? null : server;
  }

  async function patch(unit: EngineUnit, signal: AbortSignal, body: unknown, type: string): Promise<void> {
    const engine = engineOf(unit.region);
    await ask(engine, pathOf(engine, "gameservers", unit.engineId), signal, { method: "PATCH", body, type });
  }

  /** From the state it is in, or not at all. */
  async function makeReady(unit: EngineUnit, state: string, signal: AbortSignal): Promise<void> {
    const path = "/status/state";
    await patch(
      unit,
      signal,
      [
        { op: "test", path, value: state },
        { op: "replace", path, value: "RequestReady" },
      ],
      JSON_PATCH,
    );
  }

  async function allocate({ region, engineId }: EngineUnit, signal: AbortSignal): Promise<void> {
    const engine = engineOf(region);
    const path = `allocation.agones.dev/v1/namespaces/${engine.namespace}/gameserverallocations`;
    const selector = { matchLabels: { [HOST_LABEL]: engineId }, gameServerState: "Ready" };
    const body = {
      apiVersion: "allocation.agones.dev/v1",
      kind: "GameServerAllocation",
      spec: { selectors: [selector] },
    };
    const { status } = allocationSchema.parse(await askFor(engine, path, signal, { method: "POST", body }));
    if (status.state !== "Allocated" || status.gameServerName !== engineId)
      throw new Error(
        `Agones answered ${status.state} ${status.gameServerName} when ${engineId} was to be allocated`,
      );
  }

  return {
    regions: [...engines.keys()],
    occupied: async (unit, signal) => {
      const server = await find(unit, signal);
      if (server === null || server.status.state === "Allocated") return;
      if (server.status.state === "Scheduled") await makeReady(unit, "Scheduled", signal);
      if (server.status.state !== "Ready") throw notYet(unit, server);
      if (server.metadata.labels[HOST_LABEL] !== unit.engineId)
        await patch(unit, signal, { metadata: { labels: { [HOST_LABEL]: unit.engineId } } }, MERGE_PATCH);
      await allocate(unit, signal);
    },
    vacated: async (unit, signal) => {
      const server = await find(unit, signal);
      if (server === null) return;
      const { state } = server.status;
      if (state === "Allocated" || state === "Scheduled") await makeReady(unit, state, signal);
      else if (state !== "Ready" && state !== "RequestReady" && state !== "Reserved")
        throw notYet(unit, server);
    },
    wanted: async (region, signal) => {
      const engine = engineOf(region);
      if (engine.fleet === null) return;
      const path = pathOf(engine, "fleets", engine.fleet);
      const { spec, status } = fleetSchema.parse(await askFor(engine, path, signal));
      const { replicas } = spec;
      const thereCount = status.readyReplicas + status.reservedReplicas + status.allocatedReplicas;
      if (thereCount < replicas || replicas >= engine.hostsMax) return;
      // By the number it was asked for at, so that two who ask at once ask for one.
      const body = [
        { op: "test", path: "/spec/replicas", value: replicas },
        { op: "replace", path: "/spec/replicas", value: replicas + 1 },
      ];
      await ask(engine, path, signal, { method: "PATCH", body, type: JSON_PATCH });
    },
    close: () => {},
  };
}

function notYet({ engineId }: EngineUnit, { status }: GameServer): Error {
  return new Error(`GameServer ${engineId} is ${status.state} yet`);
}
