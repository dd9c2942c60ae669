import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { ATTEMPTS_MAX, LEASE_MS } from "../../../origin/assets/job-limits.ts";
import { makeFinding } from "../../../shared/avatar/findings.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginWithStore, startOriginWithStore } from "../origin-with-store.ts";
import { type Begun, BUCKET, published, uploadWalk } from "./upload-walk.ts";

/** A claim that waits must be told by something real: how long these tests are ready to. */
const SOON_MS = 900;
/** Said as every other end of an upload is: with a finding, in both languages. */
const GIVEN_UP = makeFinding("JOB_GIVEN_UP");
const LOST = { status: 409, body: { code: "JOB_LEASE_LOST" } };

let origin: OriginWithStore;
let walk: ReturnType<typeof uploadWalk>;
let upload: Begun;
beforeEach(async () => {
  origin = await startOriginWithStore({}, { told: false });
  walk = uploadWalk(origin);
  upload = await walk.begin((await origin.createGuest()).userId);
});
afterEach(() => origin.stop());

describe("a job", () => {
  test("is everything a worker needs, and is given to one of many who ask", async () => {
    await walk.tell(upload.objectKey, { size: 999 });
    const claims = await Promise.all(Array.from({ length: 12 }, () => walk.claim()));
    const [job, ...others] = claims.filter((claim) => claim !== null);
    expect(others).toEqual([]);
    expect(job).toMatchObject({
      uploadId: upload.uploadId,
      kind: "avatar",
      bucket: BUCKET,
      objectKey: upload.objectKey,
      etag: "e1",
      sizeBytes: 999,
      fileName: "me.vrm",
      attempt: 1,
      leaseMs: LEASE_MS,
    });
  });

  test("many jobs go to many workers, each once", async () => {
    const { userId } = await origin.createGuest();
    const begun = await Promise.all(Array.from({ length: 40 }, () => walk.begin(userId)));
    await Promise.all(begun.map(({ objectKey }) => walk.tell(objectKey)));
    const claims: string[] = [];
    for (let wave = 0; wave < 5; wave++) {
      const jobs = await Promise.all(Array.from({ length: 10 }, () => walk.claim()));
      claims.push(...jobs.flatMap((job) => job?.uploadId ?? []));
    }
    expect(claims.toSorted()).toEqual(begun.map(({ uploadId }) => uploadId).toSorted());
  });

  test("that waited longest comes first", async () => {
    const { userId } = await origin.createGuest();
    const waiting = [upload, await walk.begin(userId), await walk.begin(userId)];
    for (const { objectKey } of waiting) {
      origin.clock.nowMs += 1;
      await walk.tell(objectKey);
    }
    for (const { uploadId } of waiting) expect((await walk.claimed()).uploadId as string).toBe(uploadId);
  });

  test("shows how far it is, and keeps its lease by that", async () => {
    await walk.tell(upload.objectKey);
    const job = await walk.claimed();
    for (let step = 0; step < 3; step++) {
      origin.clock.nowMs += LEASE_MS - 1;
      expect((await walk.progress(job, "validate-vrm", step)).status).toBe(204);
    }
    expect(await walk.status(upload.uploadId)).toMatchObject({
      status: "VALIDATING",
      progress: { step: "validate-vrm", stepsDone: 2, stepsTotal: 4 },
    });
    expect(await walk.claim()).toBeNull();
  });

  test("published is an avatar and a finished upload in one moment", async () => {
    await walk.tell(upload.objectKey);
    const job = await walk.claimed();
    const outcome = {
      ...published(),
      findings: [makeFinding("META_TEXT_STRIPPED", { name: "title", pointer: "/x" })],
    };
    expect((await walk.done(job, outcome)).status).toBe(204);
    expect(await walk.status(upload.uploadId)).toMatchObject({
      status: "COMPLETED",
      avatar: { id: outcome.asset.assetId, name: "Godette" },
      findings: outcome.findings,
    });
    // Told again because its answer was lost: nothing happens twice.
    expect(await walk.done(job, outcome)).toMatchObject(LOST);
    expect(await origin.deps.db.query.assets.findMany()).toHaveLength(1);
    expect(await walk.claim()).toBeNull();
  });

  test("refused says why, with every finding, and is not tried again", async () => {
    await walk.tell(upload.objectKey);
    const findings = [makeFinding("FILE_KIND", { actual: "PNG", limit: "VRM" })];
    await walk.done(await walk.claimed(), { kind: "refused", reason: "This is a PNG.", findings });
    expect(await walk.status(upload.uploadId)).toMatchObject({
      status: "ERROR",
      reason: "This is a PNG.",
      findings,
    });
    origin.clock.nowMs += 60 * 60 * 1000;
    expect(await walk.claim()).toBeNull();
  });

  test("put back for a fault of ours comes again, each time later, and is given up in the end", async () => {
    await walk.tell(upload.objectKey);
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const job = await walk.claimed();
      expect(job.attempt).toBe(attempt);
      expect((await walk.done(job, { kind: "retry", reason: "store away" })).status).toBe(204);
      const waitMs = 1_000 * 2 ** (attempt - 1);
      origin.clock.nowMs += waitMs - 1;
      expect(await walk.claim()).toBeNull();
      origin.clock.nowMs += 1;
    }
    expect(await walk.status(upload.uploadId)).toMatchObject({
      status: "ERROR",
      reason: GIVEN_UP.message.en,
      findings: [GIVEN_UP],
    });
    expect(await walk.claim()).toBeNull();
  });

  test("whose worker fell silent goes to another; what the first still says no longer counts", async () => {
    await walk.tell(upload.objectKey);
    const first = await walk.claimed();
    origin.clock.nowMs += LEASE_MS - 1;
    expect(await walk.claim()).toBeNull();
    origin.clock.nowMs += 1;
    expect(await walk.progress(first, "scan", 0)).toMatchObject(LOST);
    const second = await walk.claimed();
    expect([second.jobId, second.attempt]).toEqual([first.jobId, 2]);
    expect(await walk.done(first, published())).toMatchObject(LOST);
    expect((await walk.status(upload.uploadId)).status).toBe("VALIDATING");
    expect((await walk.done(second, published())).status).toBe(204);
  });

  test("that kills every worker who takes it is given up, and the next job comes", async () => {
    await walk.tell(upload.objectKey);
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      expect((await walk.claimed()).attempt).toBe(attempt);
      origin.clock.nowMs += LEASE_MS;
    }
    const next = await walk.begin((await origin.createGuest()).userId);
    await walk.tell(next.objectKey);
    expect((await walk.claimed()).uploadId as string).toBe(next.uploadId);
    expect(await walk.status(upload.uploadId)).toMatchObject({
      status: "ERROR",
      reason: GIVEN_UP.message.en,
      findings: [GIVEN_UP],
    });
  });

  test("of a key written twice does not undo the verdict on the first file", async () => {
    await walk.tell(upload.objectKey, { eTag: "e1", sequencer: "01" });
    await walk.tell(upload.objectKey, { eTag: "e2", sequencer: "02" });
    const [first, second] = [await walk.claimed(), await walk.claimed()];
    await walk.done(first, published({ name: "First" }));
    await walk.done(second, { kind: "refused", reason: "second", findings: [] });
    expect(await walk.status(upload.uploadId)).toMatchObject({
      status: "COMPLETED",
      avatar: { name: "First" },
    });
    // And a third, after the verdict, is no work any more.
    await walk.tell(upload.objectKey, { eTag: "e3", sequencer: "03" });
    expect(await walk.claim()).toBeNull();
  });
});

describe("a worker that waits", () => {
  test("is woken the moment a file arrives", async () => {
    const waiting = walk.claim(20_000);
    await Bun.sleep(20);
    const toldAtMs = performance.now();
    await walk.tell(upload.objectKey);
    expect((await waiting)?.uploadId as string).toBe(upload.uploadId);
    expect(performance.now() - toldAtMs).toBeLessThan(SOON_MS);
  });

  test("hears after its time that there is nothing", async () => {
    await origin.stop();
    origin = await startOriginWithStore({ nowMs: Date.now }, { told: false });
    walk = uploadWalk(origin);
    const startedAtMs = performance.now();
    expect((await walk.claimAnswer(60)).status).toBe(204);
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(55);
  });

  test("is let go at once when the origin is to stop", async () => {
    const stopping = new AbortController();
    await origin.stop();
    origin = await startOriginWithStore({ stopping: stopping.signal }, { told: false });
    walk = uploadWalk(origin);
    const waiting = walk.claimAnswer(25_000);
    await Bun.sleep(20);
    stopping.abort();
    expect((await waiting).status).toBe(204);
  });

  test("may not ask to wait for ever, nor finish a job that never was", async () => {
    expect((await walk.claimAnswer(25_001)).status).toBe(422);
    const json = { leaseToken: "x", outcome: { kind: "retry", reason: "x" } };
    expect(await origin.ask(internalPath.jobDone, { params: { jobId: "job_x" }, json })).toMatchObject(LOST);
  });
});
