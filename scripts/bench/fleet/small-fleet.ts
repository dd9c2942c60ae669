// What a hand-over takes, as real processes: Postgres, an origin and two room hosts, with tickets of our own signing. The rehearsal
// (scripts/rehearse/) has edges and proxies as well; here the room hosts are what is measured.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import postgres from "postgres";
import { createLog } from "../../../shared/http/log.ts";
import { type AllocatedRoom, entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { ACTING_USER_HEADER, internalPath } from "../../../shared/schema/internal-api.ts";
import type { Participant } from "../../../shared/schema/room-spec.ts";
import { signTicket } from "../../../shared/ticket.ts";
import { startPostgres } from "../../dev/postgres.ts";
import { startChild } from "../../start/child-process.ts";
import type { Run } from "../../start/service.ts";
import { takeLead } from "../cores.ts";

const LOOPBACK = "127.0.0.1";
const TOKEN = "token-of-the-bench";
const WORLD = "wld_hiroba-plaza";
const HOSTS = 2;
/** A host hands its rooms over before it goes. */
const STOP_MAX_MS = 25_000;
/** Hosts find one another with their first beats. */
const ACQUAINTED_MS = 4_000;
const GUESTS_AT_ONCE = 8;

export type SmallFleet = {
  /** A place for each of so many people, all in one room of one world. */
  place(count: number): Promise<{ readonly room: AllocatedRoom; readonly tickets: readonly string[] }>;
  /** Asks the host that has the room to go. Resolves when it has gone. */
  drain(room: AllocatedRoom): Promise<void>;
  stop(): Promise<void>;
};

/** Starts it, with room for `capacity` in a room. Throws StartFailed with what did not come up. */
export async function startSmallFleet(capacity: number): Promise<SmallFleet> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-bench-fleet-"));
  const stopping = new AbortController();
  const log = createLog({ process: "bench", format: "json", nowMs: Date.now, write: () => {} });
  const database = await startPostgres({ dataDir: join(folder, "postgres"), port: 0, bind: LOOPBACK, log });
  for (const pid of [database.pid, process.pid]) takeLead(pid);
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  const jwk = { ...(await exportJWK(publicKey)), kid: "bench", alg: "EdDSA", use: "sig" };
  const keys = Bun.serve({ hostname: LOOPBACK, port: 0, fetch: () => Response.json({ keys: [jwk] }) });
  const origin = await start("origin/entry/bun.ts", "origin.listening", {
    DATABASE_URL: database.url,
    HIROBA_ORIGIN_PORT: "0",
    S3_ACCESS_KEY_ID: "unused",
    S3_SECRET_ACCESS_KEY: "unused",
  });
  const originUrl = `http://${LOOPBACK}:${origin.said["port"]}`;
  const hosts = new Map<string, Run>();
  for (let index = 0; index < HOSTS; index++) {
    const host = await start("room/main.ts", "room.registered", {
      HIROBA_ORIGIN_URL: originUrl,
      HIROBA_TICKET_JWKS_URL: `http://${LOOPBACK}:${keys.port}/jwks.json`,
      HIROBA_ROOM_TCP_PORT: "0",
      HIROBA_ROOM_WS_PORT: "0",
      HIROBA_ROOM_METRICS_PORT: "0",
      HIROBA_ROOM_SPOOL_DIR: join(folder, `reports-${index}`),
    });
    hosts.set(String(host.said["hostId"]), host.run);
  }
  const sql = postgres(database.url, { max: 1 });
  await sql`UPDATE worlds SET capacity = ${capacity} WHERE id = ${WORLD}`;
  await sql.end();
  await Bun.sleep(ACQUAINTED_MS);

  async function start(script: string, event: string, env: Readonly<Record<string, string>>) {
    let said: Readonly<Record<string, unknown>> = {};
    const run = await startChild({
      script,
      env: {
        PATH: process.env["PATH"] ?? "",
        HIROBA_LOG: "json",
        HIROBA_BIND: LOOPBACK,
        HIROBA_INTERNAL_TOKEN: TOKEN,
        ...env,
      },
      ready: { event },
      stopping: stopping.signal,
      stopMaxMs: STOP_MAX_MS,
      started: takeLead,
      onLine: (line) => {
        if (line.includes(`"event":"${event}"`)) said = JSON.parse(line);
      },
    });
    return { run, said };
  }

  async function ask(path: string, json: unknown, as?: string): Promise<unknown> {
    const response = await fetch(`${originUrl}${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${TOKEN}`,
        "content-type": "application/json",
        ...(as === undefined ? {} : { [ACTING_USER_HEADER]: as }),
      },
      body: JSON.stringify(json),
    });
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  async function newGuest(index: number): Promise<Participant> {
    const displayName = `Guest ${index + 1}`;
    const { user } = (await ask(internalPath.createGuest, { displayName, locale: "en" })) as {
      user: { id: Participant["user"] };
    };
    return { user: user.id, name: displayName, role: "guest", avatar: null };
  }

  return {
    async place(count) {
      const guests: Participant[] = [];
      for (let index = 0; index < count; index += GUESTS_AT_ONCE) {
        const some = Array.from({ length: Math.min(GUESTS_AT_ONCE, count - index) }, (_, at) =>
          newGuest(index + at),
        );
        guests.push(...(await Promise.all(some)));
      }
      const wish = { kind: "world", id: WORLD, regionHint: null, ifFull: "refuse" };
      const outcome = entryOutcomeSchema.parse(await ask(internalPath.enter, wish, guests[0]?.user));
      if (outcome.outcome !== "entered") throw new Error("there is no place in an empty world");
      const { place } = outcome;
      const tickets = guests.map(async (participant) => {
        const ticket = { room: place.room, host: place.hostId, participant, requestId: "bench" };
        return (await signTicket(ticket, { privateKey, kid: "bench" }, Date.now())).token;
      });
      return { room: place, tickets: await Promise.all(tickets) };
    },
    async drain({ hostId }) {
      await hosts.get(hostId)?.stop();
    },
    async stop() {
      stopping.abort();
      await Promise.all([...hosts.values()].map((host) => host.stop()));
      await origin.run.stop();
      await keys.stop(true);
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
