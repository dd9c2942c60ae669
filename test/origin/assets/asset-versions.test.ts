// A new file for an asset that is there: the same asset, with the files before kept, against a real store.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { eraseAccount } from "../../../origin/account/erase-account.ts";
import { assetVersions } from "../../../origin/db/schema/asset-versions.ts";
import { assets, users } from "../../../origin/db/schema/users.ts";
import { makeFinding } from "../../../shared/avatar/findings.ts";
import { ASSET_VERSIONS_MAX, assetVersionListSchema } from "../../../shared/schema/asset-version.ts";
import { assetIdSchema, userIdSchema } from "../../../shared/schema/ids.ts";
import { changePageSchema } from "../../../shared/schema/internal/changes.ts";
import type { JobDone, JobVariant } from "../../../shared/schema/internal/jobs.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { decidedSanctionSchema } from "../../../shared/schema/moderation.ts";
import { avatarDetailSchema, ownUploadPageSchema } from "../../../shared/schema/public-api.ts";
import { participantSchema } from "../../../shared/schema/room-spec.ts";
import { decide, person } from "../moderation/people.ts";
import { DELIVERY_BUCKET, type OriginWithStore, startOriginWithStore } from "../origin-with-store.ts";
import { runJobs } from "../run-jobs.ts";
import { published, uploadWalk } from "./upload-walk.ts";

type PublishedAsset = Extract<JobDone["outcome"], { kind: "published" }>["asset"];

const HEADERS = { contentType: "model/gltf-binary", cacheControl: "public, max-age=31536000, immutable" };
const ONLY_OWNER: PublishedAsset["licence"] = {
  name: "Mine",
  authors: [],
  licenceUrl: null,
  avatarPermission: "onlyAuthor",
  creditNotation: "unnecessary",
  allowRedistribution: false,
};

let origin: OriginWithStore;
let walk: ReturnType<typeof uploadWalk>;
let owner: string;
beforeEach(async () => {
  origin = await startOriginWithStore({}, { told: false });
  walk = uploadWalk(origin);
  owner = (await origin.createGuest("Owner")).userId;
});
afterEach(() => origin.stop());

const hashOf = (name: string) => new Bun.CryptoHasher("sha256").update(name).digest("hex");
const keyOf = (name: string) => `avatars/${hashOf(name)}.vrm`;
const pictureOf = (name: string) => `thumbnails/${hashOf(name)}.webp`;
const put = async (key: string) => {
  await origin.store.put({ bucket: DELIVERY_BUCKET, key }, Buffer.from(`bytes of ${key}`), HEADERS);
  return key;
};
const isDelivered = async (key: string) =>
  (await origin.store.head({ bucket: DELIVERY_BUCKET, key })) !== null;

/** What a worker says of a file with this content, which lies in the store. */
async function fileOf(name: string, change: Partial<PublishedAsset> = {}) {
  return published({
    name,
    objectKey: await put(keyOf(name)),
    thumbnailKey: await put(pictureOf(name)),
    sha256: hashOf(name),
    uploadSha256: hashOf(name),
    ...change,
  });
}
/** Brings a file as a new version of the avatar. Returns its upload. */
async function bring(avatarId: string, name: string, change: Partial<PublishedAsset> = {}) {
  origin.clock.nowMs += 1_000;
  const upload = await walk.begin(owner, { replaces: avatarId });
  await walk.tell(upload.objectKey);
  expect((await walk.done(await walk.claimed(), await fileOf(name, change))).status).toBe(204);
  return upload;
}
async function publishFirst(name = "one"): Promise<string> {
  const { asset } = await fileOf(name);
  return walk.publish(owner, asset);
}
const versions = async (avatarId: string, as = owner) => {
  const { body } = await origin.ask(internalPath.assetVersions, { as, params: { assetId: avatarId } });
  return assetVersionListSchema.parse(body).items;
};
const numbers = async (avatarId: string) =>
  (await versions(avatarId)).map(({ number, isShown, name }) => `${number}${isShown ? "*" : ""} ${name}`);
const show = (avatarId: string, number: number | string, as = owner) =>
  origin.ask(internalPath.showAssetVersion, {
    as,
    method: "POST",
    params: { assetId: avatarId, number: String(number) },
  });
const forget = (avatarId: string, number: number, as = owner) =>
  origin.ask(internalPath.assetVersion, {
    as,
    method: "DELETE",
    params: { assetId: avatarId, number: String(number) },
  });
const detail = async (avatarId: string) =>
  avatarDetailSchema.parse((await origin.ask(internalPath.avatar, { params: { avatarId } })).body);
const wear = (userId: string, avatarId: string) =>
  origin.ask(internalPath.wearAvatar, { method: "PUT", params: { userId }, json: { avatarId } });
const worn = async (userId: string) =>
  participantSchema.parse(
    (await origin.ask(internalPath.participant, { params: { roomId: "rm_x", userId } })).body,
  ).avatar;
const begin = (as: string, change: object) =>
  origin.ask(internalPath.uploads, {
    as,
    json: { kind: "avatar", fileName: "a.vrm", contentType: "model/vrm", fileSize: 100, ...change },
  });
async function variant(name: string): Promise<JobVariant> {
  return {
    profile: "web",
    level: "lod2",
    objectKey: await put(keyOf(name)),
    sha256: hashOf(name),
    sizeBytes: 100,
    facts: {
      triangleCount: 10,
      vertexCount: 30,
      materialCount: 1,
      textureCount: 1,
      textureMemoryBytes: 1000,
      likenessDb: 33.5,
    },
  };
}

describe("a new file for an avatar", () => {
  test("is shown under the same id, with its likes and its wearers, and the file before is kept", async () => {
    const avatarId = await publishFirst();
    const other = (await origin.createGuest()).userId;
    for (const user of [owner, other]) await wear(user, avatarId);
    const like = {
      as: other,
      method: "PUT",
      params: { userId: other, kind: "avatar", id: avatarId },
    } as const;
    expect((await origin.ask(internalPath.like, like)).status).toBe(200);
    const before = await detail(avatarId);

    const upload = await bring(avatarId, "two");
    expect(await walk.status(upload.uploadId)).toMatchObject({
      status: "COMPLETED",
      asset: { id: avatarId },
    });
    const after = await detail(avatarId);
    expect(after).toMatchObject({ id: avatarId, name: "two", likeCount: 1, createdAt: before.createdAt });
    expect(after.file.sha256).toBe(hashOf("two"));
    for (const user of [owner, other])
      expect(await worn(user)).toMatchObject({ id: avatarId, sha256: hashOf("two") });
    expect(await numbers(avatarId)).toEqual(["2* two", "1 one"]);
    const [second, first] = await versions(avatarId);
    expect(first?.file.url).toEndWith(keyOf("one"));
    expect(first?.createdAt).toBe(before.createdAt);
    expect(Date.parse(second?.createdAt ?? "")).toBeGreaterThan(Date.parse(before.createdAt));
    await runJobs(origin);
    for (const key of [keyOf("one"), pictureOf("one"), keyOf("two")])
      expect(await isDelivered(key)).toBe(true);
  });

  test("reaches rooms and caches as news of the avatar, and profiles of those who wear it", async () => {
    const avatarId = await publishFirst();
    const other = (await origin.createGuest()).userId;
    await wear(other, avatarId);
    const news = async (path: string, after: string | null) => {
      const query = after === null ? "" : `?after=${after}`;
      return changePageSchema.parse((await origin.ask(path, { query })).body);
    };
    const [rooms, edges] = [await news(internalPath.roomNews, null), await news(internalPath.changes, null)];
    await bring(avatarId, "two");
    expect((await news(internalPath.roomNews, rooms.cursor)).tags).toEqual([`asset:${avatarId}`]);
    const told = (await news(internalPath.changes, edges.cursor)).tags;
    expect(told.toSorted()).toEqual([`asset:${avatarId}`, "avatars", "store", `user:${other}`]);
  });

  test("is one version however often the store tells of it, and by however many workers", async () => {
    const avatarId = await publishFirst();
    const upload = await walk.begin(owner, { replaces: avatarId });
    for (const change of [{}, {}, { sequencer: "02" }, { eTag: "e2", sequencer: "03" }])
      await walk.tell(upload.objectKey, change);
    const jobs = [await walk.claimed(), await walk.claimed(), await walk.claimed()];
    const files = [await fileOf("two"), await fileOf("three"), await fileOf("four")];
    const answers = await Promise.all(
      jobs.map((job, at) => walk.done(job, files[at] ?? { kind: "retry", reason: "" })),
    );
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    const found = await versions(avatarId);
    expect(found.map(({ number }) => number)).toEqual([2, 1]);
    await walk.tell(upload.objectKey, { sequencer: "04" });
    expect(await walk.claim()).toBeNull();
    // What the others put is nobody's.
    await runJobs(origin);
    const delivered = await Promise.all(["two", "three", "four"].map((name) => isDelivered(keyOf(name))));
    expect(delivered.filter((is) => is)).toHaveLength(1);
    expect(await isDelivered(keyOf(found[0]?.name ?? ""))).toBe(true);
  });

  test("that is refused leaves the one that is there as it is", async () => {
    const avatarId = await publishFirst();
    const before = await detail(avatarId);
    const upload = await walk.begin(owner, { replaces: avatarId });
    await walk.tell(upload.objectKey);
    const findings = [makeFinding("GLB_TRUNCATED", { actual: 3, limit: 12 })];
    await walk.done(await walk.claimed(), { kind: "refused", reason: "it is cut off", findings });
    expect(await walk.status(upload.uploadId)).toMatchObject({ status: "ERROR" });
    expect(await detail(avatarId)).toEqual(before);
    expect(await numbers(avatarId)).toEqual(["1* one"]);
  });

  test("is granted to the owner, for the same kind, and for what has versions", async () => {
    const avatarId = await publishFirst();
    const other = (await origin.createGuest()).userId;
    const replaces = avatarId;
    expect(await begin(other, { replaces })).toMatchObject({
      status: 403,
      body: { code: "ASSET_NOT_YOURS" },
    });
    expect(await begin(owner, { replaces: "ast_none" })).toMatchObject({
      status: 404,
      body: { code: "ASSET_NOT_FOUND" },
    });
    const asItem = { kind: "item", fileName: "a.glb", contentType: "model/gltf-binary", replaces };
    expect(await begin(owner, asItem)).toMatchObject({
      status: 422,
      body: { errors: [{ name: "replaces", actual: "avatar", limit: "item" }] },
    });
    const world = { kind: "world", fileName: "a.glb", contentType: "model/gltf-binary", replaces };
    expect(await begin(owner, world)).toMatchObject({
      status: 422,
      body: { errors: [{ name: "replaces", actual: avatarId }] },
    });
    const { assetVersions: list, assetVersion: one, showAssetVersion: show } = internalPath;
    for (const [path, method] of [
      [list, "GET"],
      [one, "DELETE"],
      [show, "POST"],
    ] as const) {
      const ask = { as: other, method, params: { assetId: avatarId, number: "1" } } as const;
      expect(await origin.ask(path, ask)).toMatchObject({ status: 403, body: { code: "ASSET_NOT_YOURS" } });
    }
  });

  test("whose licence lets only the owner wear it is taken off everybody else", async () => {
    const avatarId = await publishFirst();
    const other = (await origin.createGuest()).userId;
    for (const user of [owner, other]) await wear(user, avatarId);
    await bring(avatarId, "two", { licence: ONLY_OWNER });
    expect(await worn(owner)).toMatchObject({ sha256: hashOf("two") });
    expect(await worn(other)).toBeNull();
  });

  test("counts among what the owner keeps, together with the files before", async () => {
    const avatarId = await publishFirst();
    await bring(avatarId, "two", { sizeBytes: 500 });
    const page = ownUploadPageSchema.parse((await origin.ask(internalPath.uploads, { as: owner })).body);
    expect(page.quota.storedBytes).toBe(1_500);
    expect(page.items.map(({ assetId }) => assetId as string)).toEqual([avatarId, avatarId]);
  });
});

describe("the owner", () => {
  test("forgets a version, its variants and its files, and no later one gets its number", async () => {
    const avatarId = await publishFirst();
    await bring(avatarId, "two");
    await walk.claimAny();
    const refinement = await walk.claimAny();
    if (refinement?.etag !== hashOf("two")) throw new Error("no refinement of the second waits");
    await walk.addVariant(refinement, await variant("light two"));
    expect(await forget(avatarId, 2)).toMatchObject({ status: 409, body: { code: "VERSION_SHOWN" } });
    await show(avatarId, 1);
    const { body } = await forget(avatarId, 2);
    expect(assetVersionListSchema.parse(body).items.map(({ number }) => number)).toEqual([1]);
    expect(await forget(avatarId, 2)).toMatchObject({ status: 404, body: { code: "VERSION_NOT_FOUND" } });
    await runJobs(origin);
    for (const key of [keyOf("two"), pictureOf("two"), keyOf("light two")])
      expect(await isDelivered(key)).toBe(false);
    expect(await isDelivered(keyOf("one"))).toBe(true);
    // What is still being made of it must not become the next file's.
    await bring(avatarId, "three");
    expect(await numbers(avatarId)).toEqual(["3* three", "1 one"]);
    expect((await walk.addVariant(refinement, await variant("late"))).body["code"]).toBe("ASSET_GONE");
    expect((await detail(avatarId)).variants).toEqual([]);
  });

  test("keeps what a forgotten version has in common with another", async () => {
    const avatarId = await publishFirst();
    await bring(avatarId, "two");
    await bring(avatarId, "one");
    await forget(avatarId, 1);
    await runJobs(origin);
    expect(await isDelivered(keyOf("one"))).toBe(true);
    expect(await numbers(avatarId)).toEqual(["3* one", "2 two"]);
  });

  test("goes back to a version, and forward again, and everybody sees it", async () => {
    const avatarId = await publishFirst();
    await wear(owner, avatarId);
    await bring(avatarId, "two");
    const back = await show(avatarId, 1);
    expect(assetVersionListSchema.parse(back.body).items.map(({ isShown }) => isShown)).toEqual([
      false,
      true,
    ]);
    expect(await worn(owner)).toMatchObject({ sha256: hashOf("one") });
    expect((await detail(avatarId)).name).toBe("one");
    expect((await show(avatarId, 1)).status).toBe(200);
    await show(avatarId, 2);
    expect(await worn(owner)).toMatchObject({ sha256: hashOf("two") });
    expect(await numbers(avatarId)).toEqual(["2* two", "1 one"]);
    for (const number of [3, "x", 0])
      expect(await show(avatarId, number)).toMatchObject({
        status: 404,
        body: { code: number === 3 ? "VERSION_NOT_FOUND" : "NUMBER_NOT_FOUND" },
      });
  });

  test("who went back brings a file, which is newer than all", async () => {
    const avatarId = await publishFirst();
    await bring(avatarId, "two");
    await show(avatarId, 1);
    await bring(avatarId, "three");
    expect(await numbers(avatarId)).toEqual(["3* three", "2 two", "1 one"]);
  });

  test(`keeps ${ASSET_VERSIONS_MAX} versions: the oldest that is not shown goes, and its files with it`, async () => {
    const avatarId = await publishFirst("v1");
    const refinement = await walk.claimAny();
    if (refinement?.task !== "refine") throw new Error("no refinement is waiting");
    await walk.addVariant(refinement, await variant("light v1"));
    for (let n = 2; n <= ASSET_VERSIONS_MAX; n++) await bring(avatarId, `v${n}`);
    await show(avatarId, 1);
    await bring(avatarId, "v21");
    // The first was shown when one too many came; it is the oldest all the same, once another is shown.
    expect((await versions(avatarId)).map(({ number }) => number)).toEqual(
      Array.from({ length: ASSET_VERSIONS_MAX }, (_, at) => 21 - at),
    );
    await runJobs(origin);
    for (const key of [keyOf("v1"), pictureOf("v1"), keyOf("light v1")])
      expect(await isDelivered(key)).toBe(false);
    expect(await isDelivered(keyOf("v2"))).toBe(true);
    expect((await walk.addVariant(refinement, await variant("late"))).body["code"]).toBe("ASSET_GONE");
  });
});

describe("each version", () => {
  test("has variants and pictures of its own, also those that are ready when it is shown no more", async () => {
    const avatarId = await publishFirst();
    const first = await walk.claimAny();
    await bring(avatarId, "two");
    const second = await walk.claimAny();
    if (first === null || second === null) throw new Error("a refinement is missing");
    expect([first.task, first.etag, second.etag]).toEqual(["refine", hashOf("one"), hashOf("two")]);
    await walk.addVariant(first, await variant("light one"));
    const pictures = {
      thumbnailKey: await put("thumbnails/one.webp"),
      figureKey: await put("thumbnails/one-whole.webp"),
    };
    await walk.replacePictures(first, pictures);
    expect(await detail(avatarId)).toMatchObject({ variants: [], figureUrl: null });
    await walk.addVariant(second, await variant("light two"));
    expect((await detail(avatarId)).variants.map(({ file }) => file.sha256)).toEqual([hashOf("light two")]);
    await show(avatarId, 1);
    const back = await detail(avatarId);
    expect(back.variants.map(({ file }) => file.sha256)).toEqual([hashOf("light one")]);
    expect(back.thumbnailUrl).toEndWith(pictures.thumbnailKey);
    expect(back.figureUrl).toEndWith(pictures.figureKey);
    await runJobs(origin);
    expect(await isDelivered(pictureOf("one"))).toBe(false);
    for (const key of [keyOf("light one"), keyOf("light two"), pictures.figureKey])
      expect(await isDelivered(key)).toBe(true);
  });

  test("is taken down with the avatar, its bytes blocked for everybody, and all of it comes back", async () => {
    const moderator = await person(origin, "moderator");
    const avatarId = await publishFirst();
    await bring(avatarId, "two");
    const late = await walk.begin(owner, { replaces: avatarId });
    await walk.tell(late.objectKey);
    const lateJob = await walk.claimed();
    const target = { kind: "asset", id: avatarId };
    const { id: sanctionId } = decidedSanctionSchema.parse(
      (await decide(origin, moderator, { kind: "takedown", target })).body,
    );
    await runJobs(origin);
    const keys = [keyOf("one"), pictureOf("one"), keyOf("two"), pictureOf("two")];
    for (const key of keys) expect(await isDelivered(key)).toBe(false);
    for (const name of ["one", "two"])
      expect((await walk.admit(lateJob, hashOf(name))).body).toEqual({ isAdmitted: false });
    // Other bytes come too late, too: nothing becomes of an avatar that is down.
    await walk.done(lateJob, await fileOf("three"));
    expect(await walk.status(late.uploadId)).toMatchObject({
      status: "ERROR",
      findings: [{ code: "FILE_TAKEN_DOWN" }],
    });
    expect(await begin(owner, { replaces: avatarId })).toMatchObject({ body: { code: "ASSET_NOT_FOUND" } });
    expect(await show(avatarId, 1)).toMatchObject({ body: { code: "ASSET_NOT_FOUND" } });

    await origin.ask(internalPath.liftSanction, {
      as: moderator,
      params: { sanctionId },
      json: { reason: "a mistake" },
    });
    await runJobs(origin);
    for (const key of keys) expect(await isDelivered(key)).toBe(true);
    expect(await isDelivered(keyOf("three"))).toBe(false);
    const again = await walk.begin((await origin.createGuest()).userId);
    await walk.tell(again.objectKey);
    expect((await walk.admit(await walk.claimed(), hashOf("one"))).body).toEqual({ isAdmitted: true });
  });

  test("goes when its owner's account is erased, files and all", async () => {
    const avatarId = await publishFirst();
    await bring(avatarId, "two");
    const userId = userIdSchema.parse(owner);
    const eraseAt = new Date(origin.clock.nowMs - 1);
    await origin.deps.db.update(users).set({ eraseAt }).where(eq(users.id, userId));
    await eraseAccount(origin.deps, userId);
    await runJobs(origin);
    const id = assetIdSchema.parse(avatarId);
    expect(await origin.deps.db.select().from(assets).where(eq(assets.id, id))).toEqual([]);
    expect(await origin.deps.db.select().from(assetVersions)).toEqual([]);
    for (const key of [keyOf("one"), pictureOf("one"), keyOf("two")])
      expect(await isDelivered(key)).toBe(false);
  });
});
