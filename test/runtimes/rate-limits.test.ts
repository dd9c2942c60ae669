// Two edges that count together, on each runtime's own store and in processes of their own. No origin is needed: whoever is over
// the limit is refused before anything is asked of it.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWorkerd } from "../../edge/entry/build-workerd.ts";
import { findRuntime } from "../../scripts/runtime-binary.ts";
import { ADDRESS_HEADER, privateJwk } from "./edge-surroundings.ts";
import { findFreePort, type Spawned, spawnListening } from "./spawn-listening.ts";

const PER_MINUTE = 4;
const START_MAX_MS = 30_000;

type Started = { readonly processes: readonly Spawned[]; readonly urls: readonly [string, string] };
type Place = { readonly folder: string; readonly env: Readonly<Record<string, string>> };

const urlOf = (port: number) => `http://127.0.0.1:${port}`;

/** Two processes of one command, each on a port of its own. */
async function startTwo(command: readonly string[], { env }: Place): Promise<Started> {
  const start = () =>
    spawnListening({ command, env: { ...env, HIROBA_EDGE_PORT: "0" }, event: "edge.listening" });
  const [one, other] = [await start(), await start()];
  return { processes: [one, other], urls: [urlOf(one.port), urlOf(other.port)] };
}

const onBun = (place: Place) => startTwo([process.execPath, "edge/entry/bun.ts"], place);

function onDeno(path: string) {
  return (place: Place) => {
    const flags = ["--cached-only", "--no-prompt", "--unstable-kv", "--allow-net", "--allow-env"];
    const files = [`--allow-read=${place.folder}`, `--allow-write=${place.folder}`];
    return startTwo([path, "run", ...flags, ...files, "edge/entry/deno.ts"], place);
  };
}

/** One process with two workers that share nothing but the objects: what two machines of a platform are to each other. */
function onWorkerd(path: string) {
  return async ({ folder, env }: Place): Promise<Started> => {
    const [port, secondPort] = [findFreePort(), findFreePort()];
    const config = await buildWorkerd(folder, { bind: "127.0.0.1", port, webDir: null });
    const text = await readFile(config, "utf8");
    const [head = "", worker = ""] = text.split("const edge :Workerd.Worker");
    const second = worker
      .replace(/^ *durableObject(Namespaces|Storage) = .*\n/gm, "")
      .replace(
        `durableObjectNamespace = "RateLimitBucket"`,
        `durableObjectNamespace = (className = "RateLimitBucket", serviceName = "edge")`,
      );
    const withSecond = head
      .replace("services = [", `services = [(name = "second", worker = .second),`)
      .replace(
        "sockets = [",
        `sockets = [(name = "http2", address = "127.0.0.1:${secondPort}", http = (), service = "second"),`,
      );
    await writeFile(
      config,
      `${withSecond}const edge :Workerd.Worker${worker}\nconst second :Workerd.Worker${second}`,
    );
    const command = [path, "serve", "--control-fd=1", config];
    const process = await spawnListening({
      command,
      env: { ...env, HIROBA_EDGE_PORT: String(port) },
      event: "listen",
    });
    return { processes: [process], urls: [urlOf(port), urlOf(secondPort)] };
  };
}

const deno = findRuntime("deno");
const workerd = findRuntime("workerd");
const RUNTIMES: readonly (readonly [string, ((place: Place) => Promise<Started>) | null])[] = [
  ["Bun, by a file", onBun],
  ["Deno, by a KV", "missing" in deno ? null : onDeno(deno.path)],
  ["workerd, by Durable Objects", "missing" in workerd ? null : onWorkerd(workerd.path)],
];

for (const [name, start] of RUNTIMES) {
  describe.skipIf(start === null)(`two edges on ${name}`, () => {
    let folder = "";
    let started: Started;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "hiroba-limits-"));
      const env = {
        HIROBA_ORIGIN_URL: urlOf(findFreePort()),
        HIROBA_EDGE_URL: "https://square.example",
        HIROBA_INTERNAL_TOKEN: "token-of-the-test",
        HIROBA_ACCESS_KEY: await privateJwk("access-of-the-test"),
        HIROBA_TICKET_KEY: await privateJwk("ticket-of-the-test"),
        HIROBA_COOKIE_KEY: Buffer.from(new Uint8Array(32)).toString("base64url"),
        HIROBA_CLIENT_ADDRESS_HEADER: ADDRESS_HEADER,
        HIROBA_SIGN_IN_PER_MINUTE: String(PER_MINUTE),
        HIROBA_RATE_LIMIT_STORE: join(folder, "limits"),
        S3_ACCESS_KEY_ID: "test-key",
        S3_SECRET_ACCESS_KEY: "test-secret",
      };
      if (start !== null) started = await start({ folder, env });
    }, START_MAX_MS);
    afterAll(async () => {
      await Promise.all(started.processes.map((process) => process.stop()));
      await rm(folder, { recursive: true, force: true });
    });

    const signIn = (at: 0 | 1, address: string) =>
      fetch(`${started.urls[at]}/v1/sign-in/guest`, {
        method: "POST",
        headers: { "content-type": "application/json", [ADDRESS_HEADER]: address },
        body: JSON.stringify({ displayName: "Aoi" }),
      });

    test("let an address through as often as one of them would, and name what is left", async () => {
      const answers: Response[] = [];
      for (let count = 0; count < PER_MINUTE; count += 1)
        answers.push(await signIn(count % 2 === 0 ? 0 : 1, "198.51.100.1"));
      // There is no origin; the limit has let it through to find that out.
      expect(answers.map(({ status }) => status)).toEqual(Array(PER_MINUTE).fill(503));
      expect(
        answers.map(({ headers }) => /"sign-in";r=(\d)/.exec(headers.get("ratelimit") ?? "")?.[1]),
      ).toEqual(["3", "2", "1", "0"]);
      for (const at of [0, 1] as const) {
        const refused = await signIn(at, "198.51.100.1");
        expect(refused.status).toBe(429);
        expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60 / PER_MINUTE);
      }
      expect((await signIn(1, "198.51.100.2")).status).toBe(503);
    });

    test("give no token twice to a crowd at both doors", async () => {
      const crowd = await Promise.all(
        Array.from({ length: 40 }, (_, at) => signIn(at % 2 === 0 ? 0 : 1, "198.51.100.3")),
      );
      const throughCount = crowd.filter(({ status }) => status === 503).length;
      expect(throughCount).toBeGreaterThanOrEqual(1);
      expect(throughCount).toBeLessThanOrEqual(PER_MINUTE);
      expect(crowd.every(({ status }) => status === 503 || status === 429)).toBe(true);
    });
  });
}
