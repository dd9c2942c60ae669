// The Lambda as AWS runs it, a process that asks for invocations: with a real origin, which hears of uploads by it alone, and a
// real store.

import { afterEach, beforeEach, expect, test } from "bun:test";
import { join } from "node:path";
import { expireUploads } from "../../../../origin/assets/expire-uploads.ts";
import type { ObjectStore } from "../../../../origin/s3/object-store.ts";
import { makeServiceKeys, publicServiceKeys } from "../../../../scripts/keys/make-key.ts";
import { readEnv } from "../../../../shared/env.ts";
import { serviceKeys } from "../../../../shared/service-keys.ts";
import { createServiceTokens } from "../../../../shared/service-token.ts";
import { toGlb, vrm1 } from "../../../shared/avatar/avatar-builder.ts";
import { startLambdaRuntime } from "../../../support/lambda-runtime.ts";
import { type Output, readOutput } from "../../../support/output.ts";
import { BUCKET, uploadWalk } from "../../assets/upload-walk.ts";
import { type OriginWithStore, STORE_KEYS, startOriginWithStore } from "../../origin-with-store.ts";
import { inQueue, inSns, ofS3, snsEnvelope } from "./events.ts";

const EXECUTABLE = join(import.meta.dir, "../../../../origin/ugc/entry/executable.ts");
/** An event is waited for no longer, a lease has run out, and a token is good still. */
const LEASE_OVER_MS = 31_000;
const SCHEDULE = { source: "aws.events", "detail-type": "Scheduled Event" };

let origin: OriginWithStore;
let walk: ReturnType<typeof uploadWalk>;
let store: ObjectStore;
let env: Record<string, string>;
let aheadMs: number;
let cleanups: (() => unknown)[];

beforeEach(async () => {
  const keys = await makeServiceKeys();
  const known = readEnv({ HIROBA_SERVICE_KEYS: publicServiceKeys(keys) }, { serviceKeys }).serviceKeys;
  if (known === null) throw new Error("no keys");
  aheadMs = 0;
  // Tokens are of now, so the origin's clock goes on.
  const over = { serviceTokens: createServiceTokens(known), nowMs: () => Date.now() + aheadMs };
  origin = await startOriginWithStore(over, { told: false });
  walk = uploadWalk(origin);
  ({ store } = origin);
  env = {
    PATH: process.env["PATH"] ?? "",
    AWS_LAMBDA_LOG_STREAM_NAME: "2026/11/24/[$LATEST]0123",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: STORE_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: STORE_KEYS.secretAccessKey,
    HIROBA_ORIGIN_URL: origin.originUrl,
    HIROBA_INTERNAL_TOKEN: "another secret than the origin's, so that only the key opens it",
    HIROBA_SERVICE_KEY: JSON.stringify(keys.ugc),
    S3_ENDPOINT: origin.storeUrl,
  };
  cleanups = [() => origin.stop()];
});
afterEach(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
});

/** Starts one environment of the function. */
function startFunction(change: Readonly<Record<string, string>> = {}) {
  const runtime = startLambdaRuntime();
  const child = Bun.spawn([process.execPath, EXECUTABLE], {
    env: { ...env, AWS_LAMBDA_RUNTIME_API: runtime.api, ...change },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const output: Output = readOutput(child);
  cleanups.push(async () => {
    child.kill("SIGKILL");
    await child.exited;
    await runtime.stop();
  });
  return { ...runtime, output, child };
}

/** An upload whose file lies in the store, and of which nobody has been told. */
async function uploaded(bytes: Uint8Array = toGlb(vrm1())) {
  const begun = await walk.begin((await origin.createGuest()).userId);
  await put(begun.objectKey, bytes);
  return begun;
}
const put = (key: string, bytes: Uint8Array) =>
  store.put({ bucket: BUCKET, key }, bytes, { contentType: "model/vrm", cacheControl: "" });
const assets = () => origin.deps.db.query.assets.findMany();
const statusOf = async (uploadId: string) => (await walk.status(uploadId)).status;
const all = { kind: "response", body: { batchItemFailures: [] } } as const;

test("an event in the envelope of SNS becomes an avatar in the catalog with its variants, told with the worker's own key", async () => {
  const { invoke } = startFunction();
  const { uploadId, objectKey } = await uploaded();
  expect(await invoke(inSns(ofS3({ key: objectKey })))).toEqual(all);
  const { status, avatar } = await walk.status(uploadId);
  expect(status).toBe("COMPLETED");
  expect((await fetch((avatar?.file.url ?? "").replace("http://delivery.test", origin.storeUrl))).ok).toBe(
    true,
  );
  // It has worked off all that came of it.
  const jobs = await origin.deps.db.query.jobs.findMany();
  expect(jobs.map(({ task, finishedAt }) => [task, finishedAt !== null]).toSorted()).toEqual([
    ["check", true],
    ["refine", true],
  ]);
});

test("events that come twice, at once, late and in another order lead to one version of each", async () => {
  const [one, other] = [startFunction(), startFunction()];
  const uploads = [await uploaded(), await uploaded()];
  const [first = "", second = ""] = uploads.map(({ objectKey }) => objectKey);
  const late = ofS3({ key: first, eTag: "e0", sequencer: "00" });
  const answers = await Promise.all([
    one.invoke(inQueue(["m1", ofS3({ key: first })], ["m2", snsEnvelope(ofS3({ key: second }))])),
    other.invoke(inQueue(["m3", snsEnvelope(ofS3({ key: second }))], ["m4", ofS3({ key: first })])),
    other.invoke(inQueue(["m5", late])),
    one.invoke(inSns(ofS3({ key: first }))),
  ]);
  expect(answers).toEqual([all, all, all, all]);
  for (const { uploadId } of uploads) expect(await statusOf(uploadId)).toBe("COMPLETED");
  expect(await assets()).toHaveLength(2);
  expect((await assets()).map(({ version }) => version)).toEqual([1, 1]);
});

test("an event that never comes is found by the origin's sweep, and its file is judged at the next schedule", async () => {
  const { invoke } = startFunction();
  const { uploadId } = await uploaded();
  expect(await invoke(SCHEDULE)).toEqual(all);
  expect(await statusOf(uploadId)).toBe("VALIDATING");
  aheadMs = LEASE_OVER_MS;
  expect((await expireUploads(origin.deps)).found).toBe(1);
  expect(await invoke(SCHEDULE)).toEqual(all);
  expect(await statusOf(uploadId)).toBe("COMPLETED");
});

test("of a batch, the messages that failed are named and no others; they come again", async () => {
  const { invoke, output } = startFunction();
  const [good, bad] = [await uploaded(), await uploaded(new Uint8Array(20))];
  const held = await uploaded();
  // Another worker has this one, until it falls silent.
  await walk.tell(held.objectKey);
  const job = await walk.claimed();
  expect(job.uploadId as string).toBe(held.uploadId);
  const heartbeat = setInterval(() => void walk.progress(job, "scan", 0), 2_000);
  cleanups.push(() => clearInterval(heartbeat));
  const batch = inQueue(
    ["m1", ofS3({ key: good.objectKey })],
    ["m2", { hello: "world" }],
    ["m3", ofS3({ key: held.objectKey })],
    ["m4", ofS3({ key: bad.objectKey })],
    ["m5", ofS3({ key: "uploads/avatar/upl_nobodys" })],
  );
  expect(await invoke(batch)).toEqual({
    kind: "response",
    body: { batchItemFailures: [{ itemIdentifier: "m2" }, { itemIdentifier: "m3" }] },
  });
  // A file that is refused has its verdict.
  expect(await Promise.all([good, bad, held].map(({ uploadId }) => statusOf(uploadId)))).toEqual([
    "COMPLETED",
    "ERROR",
    "VALIDATING",
  ]);
  clearInterval(heartbeat);
  // Its lease has run out when the message is shown again.
  aheadMs = LEASE_OVER_MS;
  expect(await invoke(inQueue(["m3", ofS3({ key: held.objectKey })]))).toEqual(all);
  expect(await statusOf(held.uploadId)).toBe("COMPLETED");
  expect(output.text()).toContain('"event":"lambda.answered"');
}, 90_000);

test("what is no batch fails as a whole, and AWS invokes again", async () => {
  const { invoke } = startFunction();
  expect(await invoke({ hello: "world" })).toMatchObject({
    kind: "error",
    body: { errorMessage: "1 of 1 events have no verdict yet" },
  });
  expect(await invoke(SCHEDULE, 60_000)).toMatchObject({
    kind: "error",
    body: { errorMessage: "the function's timeout leaves 60 s; give it 150 s or more" },
  });
  expect(await invoke(SCHEDULE)).toEqual(all);
});

test("with an origin that is away, every message comes again", async () => {
  const { invoke } = startFunction({ HIROBA_ORIGIN_URL: "http://127.0.0.1:1" });
  const { objectKey } = await uploaded();
  expect(await invoke(inQueue(["m1", ofS3({ key: objectKey })]))).toEqual({
    kind: "response",
    body: { batchItemFailures: [{ itemIdentifier: "m1" }] },
  });
});

test("a configuration that leaves something out is told to Lambda", async () => {
  const { failedToStart, child } = startFunction({ HIROBA_INTERNAL_TOKEN: "" });
  expect(await failedToStart).toMatchObject({
    errorMessage: expect.stringContaining("HIROBA_INTERNAL_TOKEN: is required and not set"),
  });
  expect(await child.exited).not.toBe(0);
});
