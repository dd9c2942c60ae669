// What `bun run build` makes, started once: in a folder with nothing of the checkout beside it, against a real Postgres, with the
// development object store. One avatar and one guest go all the way through.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDb } from "../../../origin/db/client.ts";
import { hosts } from "../../../origin/db/schema/rooms.ts";
import { type ExecutableName, executableNames } from "../../../scripts/build/executables.ts";
import { buildAll } from "../../../scripts/build.ts";
import { serveObjectStore } from "../../../scripts/dev/object-store/serve.ts";
import { readStartConfig, wantedPorts } from "../../../scripts/start/config.ts";
import { environmentOf, type ProcessName } from "../../../scripts/start/environments.ts";
import { findPorts } from "../../../scripts/start/free-ports.ts";
import { readOrCreateSecrets } from "../../../scripts/start/secrets.ts";
import { createLog } from "../../../shared/http/log.ts";
import { createTestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { startLambdaRuntime } from "../../support/lambda-runtime.ts";
import { joinAsMqttGuest, jsonOf } from "../../support/mqtt-guest.ts";
import { type Output, readOutput } from "../../support/output.ts";
import { enterWorld, listWorlds, signInAsGuest, uploadAvatar } from "../../support/public-api.ts";
import { FREE_PORTS } from "../../support/square.ts";

const BUILD = "9.9.9+0a1b2c3d4e";
const AVATAR = join(import.meta.dir, "../../fixtures/avatars/spec_mtoon_uv.vrm");
const BUILD_MAX_MS = 120_000;
/** A cold start of all four on a busy machine, and the work on one avatar. */
const STEP_MAX_MS = 60_000;

type Started = {
  readonly output: Output;
  /** Asks it to leave, and tells how it left. */
  stop(): Promise<number>;
};

let folder = "";
let programs = "";
let running: Record<"origin" | "ugc" | "edge" | "room", Started>;
let envOf: (name: ProcessName) => Record<string, string>;
let databaseUrl = "";
let edgeUrl = "";
let originUrl = "";
const cleanups: (() => Promise<unknown>)[] = [];

function start(name: ExecutableName, env: Readonly<Record<string, string>>): Started {
  const child = Bun.spawn([join(programs, name)], {
    cwd: programs,
    env: { ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const output = readOutput(child);
  return {
    output,
    stop: async () => {
      child.kill("SIGTERM");
      const killer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      const code = await child.exited;
      clearTimeout(killer);
      return code;
    },
  };
}

const answers = (url: string) => async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok === true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-build-"));
  const built = join(folder, "built");
  await buildAll(built, BUILD);
  // Not where they were made: what one finds there must be inside it.
  programs = join(folder, "programs");
  await mkdir(programs);
  for (const name of executableNames) await rename(join(built, name), join(programs, name));
  await rm(built, { recursive: true });
}, BUILD_MAX_MS);

beforeAll(async () => {
  const config = readStartConfig(FREE_PORTS);
  const ports = await findPorts(wantedPorts(config), config.bind);
  const secrets = await readOrCreateSecrets(folder);
  const database = await createTestDatabase("empty");
  cleanups.push(database.drop);
  databaseUrl = database.url;
  const known = { config, secrets, ports, dataDir: folder, webDir: "", databaseUrl: database.url };
  envOf = (name) => environmentOf(name, { PATH: process.env["PATH"] ?? "" }, known);
  edgeUrl = `http://127.0.0.1:${ports.edge}`;
  originUrl = `http://127.0.0.1:${ports.origin}`;
  const store = await serveObjectStore(
    {
      port: ports.s3 ?? 0,
      bind: "127.0.0.1",
      region: "us-east-1",
      accessKeyId: secrets.s3AccessKeyId,
      secretAccessKey: secrets.s3SecretAccessKey,
      uploadBucket: "hiroba-upload",
      deliveryBucket: "hiroba-delivery",
      eventUrl: `${originUrl}/hooks/s3-events?token=${encodeURIComponent(secrets.internalToken)}`,
    },
    {
      folder: join(folder, "objects"),
      nowMs: Date.now,
      log: createLog({ process: "s3", format: "json", nowMs: Date.now, write: () => {} }),
    },
  );
  cleanups.push(store.stop);
  running = {
    origin: start("hiroba-origin", envOf("origin")),
    ugc: start("hiroba-worker", envOf("ugc")),
    edge: start("hiroba-edge", envOf("edge")),
    room: start("hiroba-room", envOf("room")),
  };
  cleanups.push(() => Promise.all(Object.values(running).map(({ stop }) => stop())));
  await eventually("the origin is ready", answers(originUrl), STEP_MAX_MS);
  await eventually("the edge is ready", answers(edgeUrl), STEP_MAX_MS);
  await eventually("the room is ready", answers(`http://127.0.0.1:${ports.roomWs}`), STEP_MAX_MS);
}, STEP_MAX_MS * 2);

afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
  await rm(folder, { recursive: true, force: true });
}, STEP_MAX_MS);

/** The log lines of one process with this event. */
function said(name: keyof typeof running, event: string): Record<string, unknown>[] {
  return running[name].output
    .text()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line["event"] === event);
}

describe("the executables", () => {
  test("stand alone: nothing is beside them", async () => {
    expect((await readdir(programs)).toSorted()).toEqual([...executableNames].toSorted());
  });

  test("tell which build they are", async () => {
    for (const name of executableNames) {
      const { stdout } = Bun.spawnSync([join(programs, name), "--version"], { cwd: programs, env: {} });
      expect(`${name} ${stdout.toString().trim()}`).toBe(`${name} ${BUILD}`);
    }
    for (const url of [edgeUrl, originUrl])
      expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: "ok", build: BUILD });
  });

  test("refuse a configuration that leaves something out, and read none from a file beside them", async () => {
    await Bun.write(join(programs, ".env"), "DATABASE_URL=postgres://nobody@127.0.0.1:1/none\n");
    try {
      const { exitCode, stderr } = Bun.spawnSync([join(programs, "hiroba-origin")], {
        cwd: programs,
        env: {},
      });
      expect(exitCode).toBe(78);
      expect(stderr.toString()).toContain("DATABASE_URL");
    } finally {
      await rm(join(programs, ".env"));
    }
  });

  test("the edge has the page in itself", async () => {
    const html = await (await fetch(`${edgeUrl}/`)).text();
    const scripts = [...html.matchAll(/src="(\/[^"]+\.js)"/g)].map(([, path = ""]) => path);
    expect(scripts.length).toBeGreaterThan(0);
    for (const path of scripts) {
      const script = await fetch(`${edgeUrl}${path}`);
      expect(script.headers.get("content-type")).toMatch(/javascript/);
      expect((await script.text()).length).toBeGreaterThan(1_000);
    }
  });

  test(
    "the room registers as that build, and lets a guest in",
    async () => {
      const guest = await signInAsGuest(edgeUrl, "guest");
      const [world] = await listWorlds(edgeUrl);
      if (world === undefined) throw new Error("the origin seeded no world");
      const entry = await eventually(
        "a room host has registered",
        () => enterWorld(edgeUrl, guest, world.id).catch(() => null),
        STEP_MAX_MS,
      );
      const { db, close } = openDb(databaseUrl);
      const registered = await db.select({ build: hosts.build }).from(hosts);
      await close();
      expect(registered).toEqual([{ build: `${BUILD}, bun ${Bun.version}` }]);
      const inRoom = await joinAsMqttGuest(entry.host.wsUrl, entry.room, entry.ticket);
      await inRoom.sendChat("hello");
      await inRoom.hears(
        "its own line",
        (m) => m.topicName === `r/${entry.room}/chat` && jsonOf(m)["text"] === "hello",
      );
      await inRoom.leave();
    },
    STEP_MAX_MS,
  );

  test(
    "the worker judges an avatar and makes lighter ones of it, in subprocesses of itself",
    async () => {
      const owner = await signInAsGuest(edgeUrl, "owner");
      const bytes = await Bun.file(AVATAR).bytes();
      const status = await uploadAvatar(edgeUrl, owner, { name: "small.vrm", bytes });
      expect(status).toMatchObject({ status: "COMPLETED" });
      const ended = await eventually(
        "the refinement has ended",
        () => said("ugc", "ugc.job-ended")[1] ?? null,
        STEP_MAX_MS,
      );
      expect(ended["outcome"]).toBe("refined");
      expect(said("ugc", "ugc.variant-published").length).toBeGreaterThan(0);
      // Where there is a browser, its page came out of the executable too.
      const left = said("ugc", "ugc.pictures-left").filter(({ why }) => why !== "there is no browser");
      expect(left).toEqual([]);
    },
    STEP_MAX_MS,
  );

  test(
    "the worker is a Lambda where AWS runs it, and works off the same queue",
    async () => {
      await running.ugc.stop();
      const lambda = startLambdaRuntime();
      running.ugc = start("hiroba-worker", { ...envOf("ugc"), AWS_LAMBDA_RUNTIME_API: lambda.api });
      const owner = await signInAsGuest(edgeUrl, "other");
      const bytes = await Bun.file(AVATAR).bytes();
      let isUploaded = false;
      const uploading = uploadAvatar(edgeUrl, owner, { name: "again.vrm", bytes }).finally(() => {
        isUploaded = true;
      });
      while (!isUploaded) {
        const answer = await lambda.invoke({ source: "aws.scheduler" });
        expect(answer).toEqual({ kind: "response", body: { batchItemFailures: [] } });
        await Bun.sleep(200);
      }
      expect(await uploading).toMatchObject({ status: "COMPLETED" });
      expect(said("ugc", "ugc.variant-published").length).toBeGreaterThan(0);
      await running.ugc.stop();
      await lambda.stop();
      running.ugc = start("hiroba-worker", envOf("ugc"));
      await eventually("the worker works again", () => said("ugc", "ugc.ready")[0] ?? null, STEP_MAX_MS);
    },
    STEP_MAX_MS * 2,
  );

  test(
    "leave in order when asked to",
    async () => {
      for (const name of ["edge", "ugc", "room", "origin"] as const) {
        expect(`${name} ${await running[name].stop()}`).toBe(`${name} 0`);
        expect(said(name, `${name}.stopping`).length).toBe(1);
      }
    },
    STEP_MAX_MS,
  );
});
