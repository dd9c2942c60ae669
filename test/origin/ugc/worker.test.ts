// The worker as it runs: jobs from a real origin on its database, files in a real store that tells the origin of them.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createObjectStore, ObjectMissing, type ObjectStore } from "../../../origin/s3/object-store.ts";
import { createOriginJobs } from "../../../origin/ugc/origin-jobs.ts";
import { runWorker, type WorkerDeps } from "../../../origin/ugc/worker.ts";
import { serveObjectStore } from "../../../scripts/dev/object-store/serve.ts";
import { createInternalClient } from "../../../shared/http/internal-client.ts";
import { createLog } from "../../../shared/http/log.ts";
import type { UploadStatus } from "../../../shared/schema/public-api.ts";
import { put, toGlb, vrm1 } from "../../shared/avatar/avatar-builder.ts";
import { eventually } from "../../support/eventually.ts";
import { BUCKET, uploadWalk } from "../assets/upload-walk.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const DELIVERY = "hiroba-delivery";
const keys = { accessKeyId: "TESTKEY", secretAccessKey: "test/secret+key" };
const MB = 1024 * 1024;
const silent = createLog({ process: "test", format: "json", nowMs: Date.now, write: () => {} });
const child = (name: string) => join(import.meta.dir, "children", `${name}.ts`);

let origin: OriginUnderTest;
let walk: ReturnType<typeof uploadWalk>;
let store: ObjectStore;
let storeUrl: string;
let stops: (() => Promise<unknown>)[];

beforeEach(async () => {
  stops = [];
  origin = await startOrigin();
  walk = uploadWalk(origin);
  const served = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => origin.app.fetch(request) });
  const folder = await mkdtemp(join(tmpdir(), "hiroba-ugc-"));
  const objects = await serveObjectStore(
    {
      port: 0,
      bind: "127.0.0.1",
      region: "us-east-1",
      ...keys,
      uploadBucket: BUCKET,
      deliveryBucket: DELIVERY,
      eventUrl: `http://127.0.0.1:${served.port}/hooks/s3-events?token=test-token`,
    },
    { folder, log: silent, nowMs: Date.now },
  );
  storeUrl = `http://127.0.0.1:${objects.port}`;
  store = createObjectStore({ endpoint: storeUrl, region: "us-east-1", ...keys });
  stops.push(
    async () => store.close(),
    () => objects.stop(),
    () => origin.stop(),
    () => served.stop(true),
    () => rm(folder, { recursive: true, force: true }),
  );
});
afterEach(async () => {
  for (const stop of stops) await stop();
});

/** Starts a worker; `stop` ends it and waits until it has. */
function startWorker(change: Partial<WorkerDeps> = {}) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const jobsUntil = (until: readonly AbortSignal[]) =>
    createOriginJobs(
      createInternalClient({
        originUrl: "http://origin.test",
        token: "test-token",
        fetch: Object.assign(
          async (url: string | URL | Request, init: RequestInit = {}) =>
            origin.app.request(url, { ...init, signal: AbortSignal.any([...until]) }),
          { preconnect: () => {} },
        ),
      }),
    );
  // As in entry/queue.ts: a claim that waits ends with the worker, a job is still handed back.
  const jobs = { ...jobsUntil([]), claim: jobsUntil([signal]).claim };
  const deps = { name: "w", jobs, store, deliveryBucket: DELIVERY, log: silent, ...change };
  const ended = runWorker(deps, signal);
  const stop = (): Promise<void> => {
    stopping.abort();
    return ended;
  };
  stops.unshift(stop);
  return { stop };
}

/** Where uploads were put, by their ids. */
const objectKeys = new Map<string, string>();

/** Begins an upload and puts its file; the store tells the origin. Returns its id. */
async function upload(bytes: Uint8Array): Promise<string> {
  const { uploadId, objectKey } = await walk.begin((await origin.createGuest()).userId);
  await store.put({ bucket: BUCKET, key: objectKey }, bytes, { contentType: "model/vrm", cacheControl: "" });
  objectKeys.set(uploadId, objectKey);
  return uploadId;
}
const verdict = (uploadId: string): Promise<UploadStatus> =>
  eventually("a verdict", async () => {
    const status = await walk.status(uploadId);
    return status.status !== "VALIDATING" && status;
  });

const isGone = (uploadId: string) =>
  eventually("the upload's removal", async () => {
    const key = objectKeys.get(uploadId) ?? "";
    return (await store.get({ bucket: BUCKET, key }, MB).catch((e: unknown) => e)) instanceof ObjectMissing;
  });

describe("the worker", () => {
  test("takes a file from the store's event to the catalog, its bytes and its picture delivered for ever", async () => {
    startWorker();
    const bytes = toGlb(vrm1());
    const { status, avatar, progress } = await verdict(await upload(bytes));
    expect(status).toBe("COMPLETED");
    expect(progress).toEqual({ step: "publish", stepsDone: 4, stepsTotal: 4 });
    const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    expect(avatar).toMatchObject({ name: "Test", file: { sha256, sizeBytes: bytes.length } });

    const delivered = async (url: string | undefined) =>
      fetch((url ?? "").replace("http://delivery.test", storeUrl));
    const file = await delivered(avatar?.file.url);
    expect(new URL(avatar?.file.url ?? "").pathname).toBe(`/${DELIVERY}/avatars/${sha256}.vrm`);
    expect(await file.bytes()).toEqual(bytes);
    const picture = await delivered(avatar?.thumbnailUrl);
    expect([file, picture].map(({ headers }) => headers.get("content-type"))).toEqual([
      "model/gltf-binary",
      "image/webp",
    ]);
    for (const { headers } of [file, picture])
      expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  test("leaves nothing in quarantine once it has judged, for better or worse", async () => {
    startWorker();
    const ids = [await upload(toGlb(vrm1())), await upload(new Uint8Array(20))];
    for (const id of ids) {
      await verdict(id);
      await isGone(id);
    }
  });

  test("names an avatar that has no name by its file", async () => {
    startWorker();
    const { avatar } = await verdict(await upload(toGlb(put(vrm1(), "/extensions/VRMC_vrm/meta/name", ""))));
    expect(avatar?.name).toBe("me");
  });

  test("refuses a bad file with every finding, publishes nothing of it, and goes on with the next", async () => {
    startWorker();
    const picture = await upload(Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"));
    const good = await upload(toGlb(vrm1()));
    const { status, reason, findings } = await verdict(picture);
    expect([status, findings.map(({ code }) => code)]).toEqual(["ERROR", ["FILE_KIND"]]);
    expect(reason).toBe(findings[0]?.message.en as string);
    expect((await verdict(good)).status).toBe("COMPLETED");
    expect(await origin.deps.db.query.assets.findMany()).toHaveLength(1);
  });

  test.each([
    ["hangs", "hang", { timeMaxMs: 300, memoryMaxBytes: 1024 * MB }, "JOB_TIME"],
    ["takes all memory", "grow", { timeMaxMs: 10_000, memoryMaxBytes: 256 * MB }, "JOB_MEMORY"],
    ["crashes", "crash", { timeMaxMs: 10_000, memoryMaxBytes: 1024 * MB }, "JOB_CRASHED"],
  ])("outlives a file whose check %s", async (_what, script, bounds, code) => {
    startWorker({ childScript: child(script), bounds });
    const { status, findings } = await verdict(await upload(toGlb(vrm1())));
    expect([status, findings.map((finding) => finding.code)]).toEqual(["ERROR", [code]]);
  });

  test("puts a job back when the store is at fault, and it comes again", async () => {
    const away = createObjectStore({ endpoint: "http://127.0.0.1:1", region: "us-east-1", ...keys });
    const unlucky = startWorker({ store: away });
    const uploadId = await upload(toGlb(vrm1()));
    await eventually("the job put back", async () => {
      const [job] = await origin.deps.db.query.jobs.findMany();
      return job?.attempt === 1 && job.leaseToken === null;
    });
    expect((await walk.status(uploadId)).status).toBe("VALIDATING");
    await unlucky.stop();
    away.close();
    startWorker();
    origin.clock.nowMs += 1_000;
    expect((await verdict(uploadId)).status).toBe("COMPLETED");
  });

  test("asked to end hands its job back, so that another need not wait for the lease", async () => {
    const worker = startWorker({ childScript: child("hang") });
    const uploadId = await upload(toGlb(vrm1()));
    await eventually("the job under way", async () => (await walk.status(uploadId)).progress !== null);
    await worker.stop();
    origin.clock.nowMs += 1_000;
    expect(await walk.claim()).toMatchObject({ uploadId, attempt: 2 });
  });

  test("keeps asking an origin that is not there, and still ends when asked to", async () => {
    const gone = createInternalClient({ originUrl: "http://127.0.0.1:1", token: "t", fetch });
    let asked = 0;
    const jobs = createOriginJobs(async (options) => {
      asked += 1;
      return gone(options);
    });
    const worker = startWorker({ jobs });
    await eventually("a second try", () => asked >= 2);
    await worker.stop();
    expect(asked).toBeLessThan(5);
  });
});
