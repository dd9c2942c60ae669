// The worker as it runs: jobs from a real origin on its database, files in a real store that tells the origin of them.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { createObjectStore, ObjectMissing, type ObjectStore } from "../../../origin/s3/object-store.ts";
import { runLanes } from "../../../origin/ugc/lanes.ts";
import { openVariant } from "../../../origin/ugc/optimise/open-variant.ts";
import { DEFAULT_PLAN } from "../../../origin/ugc/optimise/variant.ts";
import { createOriginJobs, type OriginJobs } from "../../../origin/ugc/origin-jobs.ts";
import { encodePng } from "../../../origin/ugc/portrait/png.ts";
import { findBrowser } from "../../../origin/ugc/thumbnail/find-browser.ts";
import { ThumbnailBrowser } from "../../../origin/ugc/thumbnail/thumbnail-browser.ts";
import { runWorker, type WorkerDeps } from "../../../origin/ugc/worker.ts";
import { checkAvatar } from "../../../shared/avatar/check-avatar.ts";
import { generateAvatar } from "../../../shared/avatar/generate/generate-avatar.ts";
import { PRESETS } from "../../../shared/avatar/generate/spec.ts";
import { createInternalClient } from "../../../shared/http/internal-client.ts";
import { createLog } from "../../../shared/http/log.ts";
import { seededRng } from "../../../shared/rng.ts";
import { assetVariantListSchema } from "../../../shared/schema/asset-variant.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { avatarDetailSchema, type UploadStatus } from "../../../shared/schema/public-api.ts";
import { plainModel, pngOfSize, put, toGlb, vrm1 } from "../../shared/avatar/avatar-builder.ts";
import { buildVase } from "../../shared/avatar/hall-builder.ts";
import { bundle, oggOpus } from "../../shared/media/media-builder.ts";
import { eventually } from "../../support/eventually.ts";
import { BUCKET, uploadWalk } from "../assets/upload-walk.ts";
import { decide, person } from "../moderation/people.ts";
import {
  DELIVERY_BUCKET,
  type OriginWithStore,
  STORE_KEYS,
  startOriginWithStore,
} from "../origin-with-store.ts";

const MB = 1024 * 1024;
/** Of a small avatar on a busy machine. */
const REFINED_MAX_MS = 120_000;
const silent = createLog({ process: "test", format: "json", nowMs: Date.now, write: () => {} });
const child = (name: string) => join(import.meta.dir, "children", `${name}.ts`);

let origin: OriginWithStore;
let walk: ReturnType<typeof uploadWalk>;
let store: ObjectStore;
let storeUrl: string;
let stops: (() => Promise<unknown>)[];

beforeEach(async () => {
  origin = await startOriginWithStore();
  walk = uploadWalk(origin);
  ({ store, storeUrl } = origin);
  stops = [() => origin.stop()];
});
afterEach(async () => {
  for (const stop of stops) await stop();
});

/** Starts a worker; `stop` ends it and waits until it has. `through`: what its calls to the origin pass through. */
function startWorker(
  change: Partial<WorkerDeps> = {},
  through = (jobs: OriginJobs): OriginJobs => jobs,
  run: (deps: WorkerDeps, stop: AbortSignal) => Promise<void> = runWorker,
) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const jobsUntil = (until: readonly AbortSignal[]) =>
    createOriginJobs(
      createInternalClient({
        originUrl: "http://origin.test",
        credential: "test-token",
        fetch: Object.assign(
          async (url: string | URL | Request, init: RequestInit = {}) =>
            origin.app.request(url, { ...init, signal: AbortSignal.any([...until]) }),
          { preconnect: () => {} },
        ),
      }),
    );
  // As in entry/queue.ts: a claim that waits ends with the worker, a job is still handed back.
  const jobs = { ...jobsUntil([]), claim: jobsUntil([signal]).claim };
  const deps = {
    name: "w",
    jobs: through(jobs),
    store,
    deliveryBucket: DELIVERY_BUCKET,
    log: silent,
    ...change,
  };
  const ended = run(deps, signal);
  const stop = (): Promise<void> => {
    stopping.abort();
    return ended;
  };
  stops.unshift(stop);
  return { stop };
}

/** 40 × 20 px: what any program may draw. */
const PICTURE = encodePng({ widthPx: 40, heightPx: 20, rgba: new Uint8Array(40 * 20 * 4).fill(200) });

/** Where uploads were put, by their ids. */
const objectKeys = new Map<string, string>();

/** Begins an upload and puts its file; the store tells the origin. Returns its id. */
async function upload(bytes: Uint8Array, as: Readonly<Record<string, string>> = {}): Promise<string> {
  const { uploadId, objectKey } = await walk.begin((await origin.createGuest()).userId, as);
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
    expect(progress).toEqual({ step: "publish", stepsDone: 5, stepsTotal: 5 });
    const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    expect(avatar).toMatchObject({ name: "Test", file: { sha256, sizeBytes: bytes.length } });

    const delivered = async (url: string | undefined) =>
      fetch((url ?? "").replace("http://delivery.test", storeUrl));
    const file = await delivered(avatar?.file.url);
    expect(new URL(avatar?.file.url ?? "").pathname).toBe(`/${DELIVERY_BUCKET}/avatars/${sha256}.vrm`);
    expect(await file.bytes()).toEqual(bytes);
    const picture = await delivered(avatar?.thumbnailUrl);
    expect([file, picture].map(({ headers }) => headers.get("content-type"))).toEqual([
      "model/gltf-binary",
      "image/webp",
    ]);
    for (const { headers } of [file, picture])
      expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  test(
    "makes lighter variants of an avatar afterwards, the smallest first, and draws its pictures",
    async () => {
      const browserPath = findBrowser(process.env["CHROMIUM_PATH"]);
      const browser =
        browserPath === null
          ? null
          : new ThumbnailBrowser({ path: browserPath, pictureMaxMs: REFINED_MAX_MS });
      stops.push(async () => browser?.close());
      startWorker({ browser });
      const uploadId = await upload(await generateAvatar(PRESETS.ordinary, seededRng(1n)));
      const { avatar } = await verdict(uploadId);
      const detail = async () =>
        avatarDetailSchema.parse(
          (await origin.ask(internalPath.avatar, { params: { avatarId: avatar?.id ?? "" } })).body,
        );
      const seen: string[][] = [];
      const whole = await eventually(
        "every variant",
        async () => {
          const shown = await detail();
          const names = shown.variants.map(({ profile, level }) => `${profile} ${level}`);
          if (names.length !== seen.at(-1)?.length) seen.push(names);
          return names.includes("compat lod0") && (browser === null || shown.figureUrl !== null) && shown;
        },
        REFINED_MAX_MS,
      );
      const { variants } = await eventually("the end of the refinement", async () => {
        const status = await walk.status(uploadId);
        return status.variants?.status === "READY" && status;
      });
      const made = whole.variants.map(({ profile, level }) => `${profile} ${level}`);
      for (const { profile, level, status, texturesDone, texturesTotal } of variants?.progress ?? []) {
        const name = `${profile} ${level}`;
        expect([name, status]).toEqual([name, made.includes(name) ? "READY" : "SKIPPED"]);
        expect([name, texturesTotal > 0, texturesDone]).toEqual([name, true, texturesTotal]);
      }
      expect(variants?.progress.map(({ profile, level }) => `${profile} ${level}`)).toEqual(
        DEFAULT_PLAN.map(({ profile, level }) => `${profile} ${level}`),
      );
      for (const { facts: of, level } of whole.variants)
        expect([level, of.morphVertexCount !== undefined]).toEqual([level, true]);
      // Whatever was seen on the way had the smallest in it.
      for (const names of seen) if (names.length > 0) expect(names).toContain("web lod2");
      for (const { file, facts } of whole.variants) {
        const bytes = await (await fetch(file.url.replace("http://delivery.test", storeUrl))).bytes();
        expect(bytes.length).toBe(file.sizeBytes);
        expect(file.sizeBytes).toBeLessThan(avatar?.file.sizeBytes ?? 0);
        expect(new Bun.CryptoHasher("sha256").update(bytes).digest("hex")).toBe(file.sha256);
        expect((await openVariant(bytes)).bones.size).toBeGreaterThan(15);
        expect(facts.triangleCount).toBeGreaterThan(0);
      }
      if (browser === null) return expect(whole.figureUrl).toBeNull();
      expect(whole.thumbnailUrl).not.toBe(avatar?.thumbnailUrl as string);
      const figure = await fetch((whole.figureUrl ?? "").replace("http://delivery.test", storeUrl));
      expect(figure.headers.get("content-type")).toBe("image/webp");
    },
    REFINED_MAX_MS + 60_000,
  );

  test.each([
    ["hangs", "hang", { timeMaxMs: 500, memoryMaxBytes: 1024 * MB }, { code: "VARIANTS_TIME", limit: 0.5 }],
    ["crashes", "crash", { timeMaxMs: 20_000, memoryMaxBytes: 1024 * MB }, { code: "VARIANTS_FAILED" }],
    [
      "takes all memory",
      "grow",
      { timeMaxMs: 20_000, memoryMaxBytes: 200 * MB },
      { code: "VARIANTS_MEMORY", limit: 200 },
    ],
  ])(
    "goes on when a refinement %s: the avatar stays, its owner reads why, and the next file is served",
    async (_, script, bounds, finding) => {
      startWorker({ refinement: { childScript: child(script), bounds } });
      const first = await verdict(await upload(toGlb(vrm1())));
      expect(first.status).toBe("COMPLETED");
      expect((await verdict(await upload(toGlb(vrm1())))).status).toBe("COMPLETED");
      await eventually("both refinements to end", async () => {
        const jobs = await origin.deps.db.query.jobs.findMany();
        return jobs.filter(({ task, finishedAt }) => task === "refine" && finishedAt !== null).length === 2;
      });
      const { body } = await origin.ask(internalPath.avatar, {
        params: { avatarId: first.avatar?.id ?? "" },
      });
      expect(body).toMatchObject({ id: first.avatar?.id, variants: [] });
      expect((await walk.status(first.uploadId)).variants).toMatchObject({ status: "FAILED", finding });
    },
  );

  test("publishes no file of the bytes that a moderator took down", async () => {
    startWorker({ refinement: { childScript: child("crash") } });
    const bytes = toGlb(vrm1());
    const { avatar } = await verdict(await upload(bytes));
    const moderator = await person(origin, "moderator");
    const target = { kind: "asset", id: avatar?.id };
    expect((await decide(origin, moderator, { kind: "takedown", target })).status).toBe(201);
    expect(await verdict(await upload(bytes))).toMatchObject({
      status: "ERROR",
      findings: [{ code: "FILE_TAKEN_DOWN" }],
    });
  });

  const GLB = { contentType: "model/gltf-binary" };
  test.each([
    [
      "an item",
      { kind: "item", fileName: "cup.glb", ...GLB },
      () => toGlb(plainModel()),
      { path: "items/HASH.glb", type: "model/gltf-binary", facts: { format: "glb", triangleCount: 2 } },
    ],
    [
      "an accessory",
      { kind: "accessory", fileName: "hat.glb", ...GLB },
      () => toGlb(plainModel()),
      {
        path: "accessories/HASH.glb",
        type: "model/gltf-binary",
        facts: { sizeM: [0.5, 1.6, 0], attachBone: "head" },
      },
    ],
    [
      "a world",
      { kind: "world", fileName: "plaza.glb", ...GLB },
      () => toGlb(plainModel()),
      { path: "worlds/HASH.glb", type: "model/gltf-binary", facts: { format: "glb" } },
    ],
    [
      "an AssetBundle",
      { kind: "world", platform: "ios", fileName: "plaza.bundle", contentType: "application/vnd.unity" },
      () => bundle({ target: 9 }),
      {
        path: "worlds/ios/HASH.assetbundle",
        type: "application/octet-stream",
        facts: { format: "unity-bundle", platform: "ios", unityVersion: "2022.3.22f1" },
      },
    ],
    [
      "background music",
      { kind: "audio", fileName: "bgm.opus", contentType: "audio/ogg" },
      () => oggOpus(30),
      { path: "audio/HASH.ogg", type: "audio/ogg", facts: { format: "audio", durationS: 30 } },
    ],
  ])("publishes %s as what it is, named by its file", async (_what, as, make, expected) => {
    startWorker();
    const bytes = make();
    const { status, asset, avatar, progress } = await verdict(await upload(bytes, as));
    expect(status).toBe("COMPLETED");
    expect(avatar).toBeUndefined();
    expect(asset).toMatchObject({ kind: as.kind, name: as.fileName.split(".")[0], facts: expected.facts });
    expect(asset?.thumbnailUrl === null).toBe(as.kind === "world" || as.kind === "audio");
    expect(progress?.stepsDone).toBe(progress?.stepsTotal as number);
    const file = await fetch((asset?.file.url ?? "").replace("http://delivery.test", storeUrl));
    const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    expect(new URL(file.url).pathname).toBe(`/${DELIVERY_BUCKET}/${expected.path.replace("HASH", sha256)}`);
    expect(file.headers.get("content-type")).toBe(expected.type);
    expect(await file.bytes()).toEqual(new Uint8Array(bytes));
    // Nothing but an avatar is listed among avatars.
    expect((await origin.ask(internalPath.avatars)).body).toMatchObject({ items: [] });
  });

  test(
    "makes lighter variants of an item, and last of all one whose textures are KTX2; its owner waits for the first alone",
    async () => {
      startWorker();
      const { asset, uploadId } = await verdict(
        await upload(buildVase(128), { kind: "item", fileName: "vase.glb", ...GLB }),
      );
      const params = { itemId: asset?.id ?? "", assetId: asset?.id ?? "" };
      const variants = async (path: string) =>
        assetVariantListSchema.parse((await origin.ask(path, { params })).body).variants;
      const seen: string[][] = [];
      const all = await eventually(
        "the variant with KTX2",
        async () => {
          const made = await variants(internalPath.item);
          seen.push(made.map(({ profile }) => profile));
          return made.some(({ profile }) => profile === "ktx2") && made;
        },
        REFINED_MAX_MS,
      );
      expect(await variants(internalPath.assetVariants)).toEqual(all);
      const ready = { status: "READY", texturesDone: 1, texturesTotal: 1 } as const;
      expect((await walk.status(uploadId)).variants).toEqual({
        status: "READY",
        finding: null,
        progress: [
          { profile: "web", level: "lod2", ...ready },
          { profile: "web", level: "lod1", ...ready },
          { profile: "web", level: "lod0", ...ready },
          { profile: "compat", level: "lod0", ...ready },
        ],
      });
      expect(all.map(({ profile, level }) => `${profile} ${level}`).toSorted()).toEqual([
        "compat lod0",
        "ktx2 lod1",
        "web lod0",
        "web lod1",
        "web lod2",
      ]);
      // The lightest is listed first, and KTX2 never came before what else there is.
      expect(all[0]).toMatchObject({ profile: "web", level: "lod2" });
      for (const profiles of seen) if (profiles.includes("ktx2")) expect(profiles).toContain("compat");
      for (const { file } of all) {
        const answer = await fetch(file.url.replace("http://delivery.test", storeUrl));
        expect(new URL(file.url).pathname).toBe(`/${DELIVERY_BUCKET}/items/${file.sha256}.glb`);
        expect(answer.headers.get("content-type")).toBe("model/gltf-binary");
        expect((await answer.bytes()).length).toBe(file.sizeBytes);
      }
    },
    REFINED_MAX_MS + 60_000,
  );

  test("tells how far it is one step after the other, however long the origin takes: none is seen to go back", async () => {
    let openCount = 0;
    const seen: number[] = [];
    const slowly = (jobs: OriginJobs): OriginJobs => ({
      ...jobs,
      async progress(job, progress) {
        openCount += 1;
        seen.push(openCount);
        await Bun.sleep(200); // longer than a step of so small a file
        const isOurs = await jobs.progress(job, progress);
        openCount -= 1;
        return isOurs;
      },
    });
    startWorker({}, slowly);
    expect(await verdict(await upload(toGlb(vrm1())))).toMatchObject({ status: "COMPLETED" });
    expect(new Set(seen)).toEqual(new Set([1]));
  });

  test("makes a picture anew: where it was taken, and all else that was hidden in it, is gone", async () => {
    startWorker();
    const secret = "Exif\0\0 taken at 35.68N 139.77E";
    const plain = Buffer.from(await new Bun.Image(PICTURE).jpeg().bytes());
    const segment = Buffer.concat([
      Buffer.from([0xff, 0xe1, 0, secret.length + 2]),
      Buffer.from(secret, "latin1"),
    ]);
    const bytes = Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)]);
    const as = { kind: "image", fileName: "poster.jpg", contentType: "image/jpeg" };
    const { status, asset } = await verdict(await upload(bytes, as));
    expect([status, asset?.facts]).toEqual(["COMPLETED", { format: "image", widthPx: 40, heightPx: 20 }]);
    const file = await fetch((asset?.file.url ?? "").replace("http://delivery.test", storeUrl));
    const delivered = Buffer.from(await file.bytes());
    expect(delivered.includes("139.77E")).toBe(false);
    expect(delivered.subarray(8, 12).toString("latin1")).toBe("WEBP");
    expect(asset?.file.sha256).toBe(new Bun.CryptoHasher("sha256").update(delivered).digest("hex"));
  });

  test.each([
    [
      "a picture sent as music",
      { kind: "audio", fileName: "a.mp3", contentType: "audio/mpeg" },
      () => PICTURE,
      "FILE_KIND",
    ],
    [
      "a page sent as a picture",
      { kind: "image", fileName: "a.png", contentType: "image/png" },
      () => Buffer.from("<html>"),
      "PICTURE_FORMAT",
    ],
    [
      "a bundle of another platform",
      { kind: "world", platform: "mac", fileName: "a.bundle", contentType: "application/vnd.unity" },
      () => bundle(),
      "BUNDLE_PLATFORM",
    ],
    [
      "a model of a kilometre as an item",
      { kind: "item", fileName: "a.glb", ...GLB },
      () => toGlb(put(plainModel(), "/nodes/0/scale", [1000, 1000, 1000])),
      "BOUNDS_SIZE",
    ],
    [
      "a picture whose pixels are broken",
      { kind: "image", fileName: "a.png", contentType: "image/png" },
      () => pngOfSize(64, 64),
      "PICTURE_BROKEN",
    ],
  ])("refuses %s in both languages", async (_what, as, make, code) => {
    startWorker();
    const { status, findings, asset } = await verdict(await upload(make(), as));
    expect([status, findings.map((finding) => finding.code), asset]).toEqual(["ERROR", [code], undefined]);
    expect(findings[0]?.message.ja).toMatch(/。/);
  });

  test("judges an upload while the variants of the one before are being made, however long that takes", async () => {
    const refining = Promise.withResolvers<void>();
    const watched = (jobs: OriginJobs): OriginJobs => ({
      ...jobs,
      claim: async (...how) => {
        const job = await jobs.claim(...how);
        if (job?.task === "refine") refining.resolve();
        return job;
      },
    });
    startWorker({ refinement: { childScript: child("hang") } }, watched, runLanes);
    const first = await upload(toGlb(vrm1()));
    await verdict(first);
    await refining.promise;
    expect((await verdict(await upload(toGlb(vrm1())))).status).toBe("COMPLETED");
    expect((await walk.status(first)).variants?.status).toBe("UNDER_WAY");
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

  test("delivers a file in which something was fixed as it was fixed, and says what that was", async () => {
    startWorker();
    const bytes = toGlb(put(vrm1(), "/extensions/VRMC_vrm/meta/thumbnailImage", 5));
    const { avatar, findings } = await verdict(await upload(bytes));
    expect(findings).toMatchObject([{ code: "META_IMAGE_RANGE", fixed: true }]);
    const file = await fetch((avatar?.file.url ?? "").replace("http://delivery.test", storeUrl));
    const delivered = await file.bytes();
    expect(avatar?.file.sha256).toBe(new Bun.CryptoHasher("sha256").update(delivered).digest("hex"));
    expect(avatar?.file.sizeBytes).toBe(delivered.length);
    expect(checkAvatar(delivered)).toMatchObject({ ok: true, findings: [] });
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
    const away = createObjectStore({ endpoint: "http://127.0.0.1:1", region: "us-east-1", ...STORE_KEYS });
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
    const gone = createInternalClient({ originUrl: "http://127.0.0.1:1", credential: "t", fetch });
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
