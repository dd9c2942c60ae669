// What an edge under measure needs about it: an origin that answers at once, keys, a folder, and a port that is free.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import { type AccessTokens, createAccessTokens } from "../../../edge/auth/access-token.ts";
import { importKeys } from "../../../edge/auth/keys.ts";
import { edgeSettings } from "../../../edge/config.ts";
import { readEnv } from "../../../shared/env.ts";
import { GENERATOR_CORE, pinned, takeLead } from "../cores.ts";
import type { ScenarioContext } from "../scenario.ts";
import { hasRuntime, prepare, RUNTIMES, type Subject, type SubjectName, start } from "./subject.ts";

const ORIGIN_START_MAX_MS = 10_000;
const NEVER_REACHED = "1000000";
/** More than a window can ask: what is measured is the limit's cost, not its effect. */
const NO_LIMITS = {
  HIROBA_POLICIES_PER_MINUTE: NEVER_REACHED,
  HIROBA_USER_POLICIES_PER_MINUTE: NEVER_REACHED,
  HIROBA_REQUESTS_PER_MINUTE: "10000000",
  HIROBA_USER_REQUESTS_PER_MINUTE: "10000000",
};

export type Surroundings = {
  /** Starts one more subject, which ends when the scenario does. */
  start(subject: SubjectName, runtime: Subject["runtime"]): Promise<Subject>;
  /** What signs the access tokens of the edge at `url`, as that edge would itself. */
  tokensOf(url: string): Promise<AccessTokens>;
};

/** Starts the origin; all ends with the scenario. */
export async function surround(context: ScenarioContext): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-bench-edge-"));
  context.endAfterwards({ stop: () => rm(folder, { recursive: true, force: true }) });
  const originPort = freePort();
  const script = join(import.meta.dir, "stand-in-origin.ts");
  const origin = Bun.spawn(pinned(GENERATOR_CORE, [process.execPath, script, String(originPort)]), {
    detached: true,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "inherit",
  });
  takeLead(origin.pid);
  context.endAfterwards({
    stop: () => {
      origin.kill();
      return origin.exited;
    },
  });
  const originUrl = `http://127.0.0.1:${originPort}`;
  await waitFor(`${originUrl}/healthz`);
  const settings = {
    HIROBA_BIND: "127.0.0.1",
    HIROBA_ORIGIN_URL: originUrl,
    HIROBA_INTERNAL_TOKEN: "token-of-the-bench",
    HIROBA_ACCESS_KEY: await privateJwk("access-of-the-bench"),
    HIROBA_TICKET_KEY: await privateJwk("ticket-of-the-bench"),
    HIROBA_COOKIE_KEY: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url"),
    ...NO_LIMITS,
    S3_ACCESS_KEY_ID: "key-of-the-bench",
    S3_SECRET_ACCESS_KEY: "secret-of-the-bench",
  };
  return {
    async tokensOf(url) {
      const { accessKey, ticketKey, revokedKids } = edgeSettings;
      const keys = await importKeys(readEnv(settings, { accessKey, ticketKey, revokedKids }));
      return createAccessTokens(keys.access, url);
    },
    async start(subject, runtime) {
      const port = freePort();
      const env = {
        ...settings,
        HIROBA_EDGE_PORT: String(port),
        HIROBA_EDGE_URL: `http://127.0.0.1:${port}`,
      };
      const place = { folder, port, env };
      const started = await start({ subject, runtime }, await prepare(subject, runtime, place), place);
      context.endAfterwards(started);
      return started;
    },
  };
}

/** The runtimes this machine has. */
export function presentRuntimes(): readonly Subject["runtime"][] {
  return RUNTIMES.filter(hasRuntime);
}

async function waitFor(url: string): Promise<void> {
  const untilMs = performance.now() + ORIGIN_START_MAX_MS;
  while (performance.now() < untilMs) {
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await Bun.sleep(10);
  }
  throw new Error(`${url} does not answer`);
}

async function privateJwk(kid: string): Promise<string> {
  const { privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  return JSON.stringify({ kty, crv, x, d, kid });
}

/** A port that was free a moment ago. */
function freePort(): number {
  const probe = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}
