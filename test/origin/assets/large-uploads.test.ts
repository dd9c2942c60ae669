// Files in parts, uploads nobody heard of again, and policies that are used again: with a store that really keeps them.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createPartUrlSigner, type SignPartUrl } from "../../../edge/s3/part-url.ts";
import { EVENT_GRACE_MS, EXPIRY_GRACE_MS, expireUploads } from "../../../origin/assets/expire-uploads.ts";
import { createObjectStore } from "../../../origin/s3/object-store.ts";
import { createdMultipartSchema, createdUploadSchema } from "../../../shared/schema/internal/uploads.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { uploadLimitsSchema } from "../../../shared/schema/upload.ts";
import { partSizes } from "../../../shared/upload-parts.ts";
import { eventually } from "../../support/eventually.ts";
import {
  type OriginWithStore,
  STORE_KEYS,
  startOriginWithStore,
  UPLOAD_BUCKET,
} from "../origin-with-store.ts";
import { published, uploadWalk } from "./upload-walk.ts";

const PART_BYTES = 5 * 1024 * 1024;
const uploadLimits = uploadLimitsSchema.parse({
  multipart: { overBytes: PART_BYTES, partBytes: PART_BYTES },
});
const FILE_BYTES = PART_BYTES * 2 + 1_000;

let origin: OriginWithStore;
let walk: ReturnType<typeof uploadWalk>;
let owner: string;
const start = async (options: { readonly told?: boolean } = {}) => {
  origin = await startOriginWithStore({ uploadLimits }, options);
  walk = uploadWalk(origin);
  owner = (await origin.createGuest()).userId;
};
beforeEach(() => start());
afterEach(() => origin.stop());

const ask = (path: string, json: unknown) => origin.ask(path, { as: owner, json });
const world = (fileSize = FILE_BYTES) => ({
  kind: "world",
  fileName: "plaza.glb",
  contentType: "model/gltf-binary",
  fileSize,
});
const begin = async () =>
  createdMultipartSchema.parse((await ask(internalPath.multipartUploads, world())).body);
const complete = (uploadId: string, as = owner) =>
  origin.ask(internalPath.completeUpload, { method: "POST", as, params: { uploadId } });
const abort = (uploadId: string, as = owner) =>
  origin.ask(internalPath.upload, { method: "DELETE", as, params: { uploadId } });
const signer = (): SignPartUrl =>
  createPartUrlSigner({
    endpoint: origin.storeUrl,
    region: "us-east-1",
    bucket: UPLOAD_BUCKET,
    ...STORE_KEYS,
  });

type Begun = Awaited<ReturnType<typeof begin>>;
/** Puts parts as a client would, by their URLs. */
async function putParts(begun: Begun, partNumbers: readonly number[], shorterBytes = 0): Promise<void> {
  const sizes = partSizes(FILE_BYTES, begun.partBytes);
  for (const partNumber of partNumbers) {
    const sizeBytes = (sizes[partNumber - 1] ?? 1) - shorterBytes;
    const url = await signer()({ ...begun, partNumber, sizeBytes }, Date.now());
    const answer = await fetch(url, { method: "PUT", body: new Uint8Array(sizeBytes) });
    expect(answer.status).toBe(200);
  }
}
const sweep = () => expireUploads(origin.deps);
const put = (objectKey: string, text: string) =>
  origin.store.put({ bucket: UPLOAD_BUCKET, key: objectKey }, new TextEncoder().encode(text), {
    contentType: "model/vrm",
    cacheControl: "",
  });
const head = (key: string) => origin.store.head({ bucket: UPLOAD_BUCKET, key });
const codesOf = async (uploadId: string) => (await walk.status(uploadId)).findings.map(({ code }) => code);

describe("a file in parts", () => {
  test("is put together when every part is there, and becomes one job, however often that is asked", async () => {
    const begun = await begin();
    expect(begun.partBytes).toBe(PART_BYTES);
    await putParts(begun, [3, 1, 2]);
    const answers = await Promise.all([complete(begun.uploadId), complete(begun.uploadId)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await complete(begun.uploadId)).body).toMatchObject({ status: "VALIDATING" });
    const job = await eventually("the job", () => walk.claim());
    expect(job).toMatchObject({
      uploadId: begun.uploadId,
      kind: "world",
      platform: null,
      sizeBytes: FILE_BYTES,
      sizeMaxBytes: uploadLimits.kinds.world.sizeMaxBytes,
    });
    await walk.done(job, { kind: "refused", reason: "x", findings: [] });
    expect((await complete(begun.uploadId)).body).toMatchObject({ status: "ERROR" });
  });

  test("is not put together with a part missing or of another size; the parts are named, and may be sent again", async () => {
    const begun = await begin();
    await putParts(begun, [1]);
    await putParts(begun, [2], 7);
    expect(await complete(begun.uploadId)).toMatchObject({
      status: 409,
      body: {
        code: "UPLOAD_PARTS_WRONG",
        errors: [
          { name: "parts.2", actual: PART_BYTES - 7, limit: PART_BYTES },
          { name: "parts.3", actual: 0, limit: 1_000 },
        ],
      },
    });
    await putParts(begun, [2, 3]);
    expect((await complete(begun.uploadId)).status).toBe(200);
  });

  test("is its owner's alone to complete or to give up", async () => {
    const begun = await begin();
    const other = (await origin.createGuest()).userId;
    for (const answer of [await complete(begun.uploadId, other), await abort(begun.uploadId, other)])
      expect(answer).toMatchObject({ status: 404, body: { code: "UPLOAD_NOT_FOUND" } });
    await putParts(begun, [1]);
    expect((await abort(begun.uploadId)).status).toBe(204);
    expect((await abort(begun.uploadId)).status).toBe(204);
    expect(await codesOf(begun.uploadId)).toEqual(["UPLOAD_ABORTED"]);
    const place = { bucket: UPLOAD_BUCKET, key: begun.objectKey };
    await expect(origin.store.listParts(place, begun.storeUploadId)).rejects.toMatchObject({
      code: "MULTIPART_GONE",
    });
    expect((await complete(begun.uploadId)).body).toMatchObject({ status: "ERROR" });
  });

  test("is not begun for a file that can be posted whole, and a posted one is not completed", async () => {
    expect(await ask(internalPath.multipartUploads, world(PART_BYTES))).toMatchObject({
      status: 422,
      body: { code: "UPLOAD_NOT_LARGE", errors: [{ actual: PART_BYTES, limit: PART_BYTES }] },
    });
    const { uploadId } = await walk.begin(owner);
    expect(await complete(uploadId)).toMatchObject({ status: 409, body: { code: "UPLOAD_NOT_IN_PARTS" } });
  });

  test("cannot be begun while the store is away, and then counts no bytes", async () => {
    await origin.stop();
    const away = createObjectStore({ endpoint: "http://127.0.0.1:1", region: "us-east-1", ...STORE_KEYS });
    origin = await startOriginWithStore({ uploadLimits, store: away });
    owner = (await origin.createGuest()).userId;
    expect(await ask(internalPath.multipartUploads, world())).toMatchObject({
      status: 503,
      body: { code: "STORE_AWAY" },
    });
    const { body } = await origin.ask(internalPath.uploads, { as: owner });
    expect(body).toMatchObject({ items: [{ status: "ERROR" }], quota: { storedBytes: 0 } });
  });
});

describe("an upload nobody heard of again", () => {
  test("ends with a reason when its time and a grace are over, and frees its parts", async () => {
    const begun = await begin();
    await putParts(begun, [1]);
    const { uploadId, lifetimeSeconds } = createdUploadSchema.parse(
      (await ask(internalPath.uploads, world(100))).body,
    );
    origin.clock.nowMs += lifetimeSeconds * 1000 + EXPIRY_GRACE_MS;
    expect(await sweep()).toEqual({ found: 0, expired: 0, failures: [] });
    origin.clock.nowMs += 1;
    expect(await sweep()).toEqual({ found: 0, expired: 1, failures: [] });
    expect(await walk.status(uploadId)).toMatchObject({
      status: "ERROR",
      reason: "The file “plaza.glb” did not arrive in time. Upload it again.",
      findings: [{ code: "UPLOAD_EXPIRED" }],
    });
    origin.clock.nowMs += begun.lifetimeSeconds * 1000;
    expect(await sweep()).toEqual({ found: 0, expired: 1, failures: [] });
    const place = { bucket: UPLOAD_BUCKET, key: begun.objectKey };
    await expect(origin.store.listParts(place, begun.storeUploadId)).rejects.toMatchObject({
      code: "MULTIPART_GONE",
    });
    expect(await sweep()).toEqual({ found: 0, expired: 0, failures: [] });
  });

  test("whose event was lost is found by the first sweep after the grace for events, and queued once", async () => {
    await origin.stop();
    await start({ told: false });
    const { uploadId, objectKey } = await walk.begin(owner);
    const never = await walk.begin(owner);
    await put(objectKey, "a file");
    origin.clock.nowMs += EVENT_GRACE_MS;
    expect(await sweep()).toEqual({ found: 0, expired: 0, failures: [] });
    origin.clock.nowMs += 1;
    expect(await Promise.all([sweep(), sweep()])).toContainEqual({ found: 1, expired: 0, failures: [] });
    expect(await walk.claimed()).toMatchObject({ uploadId: uploadId as never, sizeBytes: 6 });
    expect([await walk.claim(), await sweep()]).toEqual([null, { found: 0, expired: 0, failures: [] }]);
    expect((await walk.status(never.uploadId)).status).toBe("VALIDATING");
  });

  test("is processed after all when its file is there and only the event was lost", async () => {
    await origin.stop();
    await start({ told: false });
    const { uploadId, objectKey } = await walk.begin(owner);
    await put(objectKey, "a file");
    expect(await walk.claim()).toBeNull();
    origin.clock.nowMs += 60 * 60 * 1000;
    expect(await Promise.all([sweep(), sweep()])).toContainEqual({ found: 1, expired: 0, failures: [] });
    expect(await walk.claimed()).toMatchObject({ uploadId: uploadId as never, sizeBytes: 6 });
    expect([await walk.claim(), await sweep()]).toEqual([null, { found: 0, expired: 0, failures: [] }]);
  });
});

test("an upload the store will not speak of holds up no other, and stays to be looked for again", async () => {
  const [first, second] = [await begin(), await begin()];
  origin.clock.nowMs += first.lifetimeSeconds * 1000 + EXPIRY_GRACE_MS + 1;
  const store = {
    ...origin.store,
    head: (location: { readonly bucket: string; readonly key: string }) =>
      location.key === first.objectKey ? Promise.reject(new Error("forbidden")) : origin.store.head(location),
  };
  const swept = await expireUploads({ ...origin.deps, store });
  expect([swept.expired, swept.failures.length]).toEqual([1, 1]);
  expect((await walk.status(first.uploadId)).status).toBe("VALIDATING");
  expect((await walk.status(second.uploadId)).status).toBe("ERROR");
  expect(await sweep()).toMatchObject({ expired: 1, failures: [] });
});

test("what a policy brings once more after the verdict is thrown away", async () => {
  const { objectKey } = await walk.begin(owner);
  await put(objectKey, "first");
  const job = await eventually("the job", () => walk.claim());
  await walk.done(job, published());
  await put(objectKey, "second");
  await eventually("its removal", async () => (await head(objectKey)) === null);
  expect(await walk.claim()).toBeNull();
});
