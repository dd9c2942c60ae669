// Lighter variants of an avatar, and what a takedown does to everything that is delivered of it: against a real store.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { blockFiles } from "../../../origin/assets/blocked-store.ts";
import { ATTEMPTS_MAX, LEASE_MS } from "../../../origin/assets/job-limits.ts";
import { settleDelivery } from "../../../origin/assets/settle-delivery.ts";
import { createJobHandlers } from "../../../origin/jobs/handlers.ts";
import { openJobQueue } from "../../../origin/jobs/queue.ts";
import { makeFinding } from "../../../shared/avatar/findings.ts";
import { createLog } from "../../../shared/http/log.ts";
import { VARIANTS_MAX } from "../../../shared/schema/asset-variant.ts";
import { avatarLimitsSchema } from "../../../shared/schema/avatar-limits.ts";
import { newId } from "../../../shared/schema/ids.ts";
import type { JobVariant } from "../../../shared/schema/internal/jobs.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { decidedSanctionSchema } from "../../../shared/schema/moderation.ts";
import { avatarDetailSchema } from "../../../shared/schema/public-api.ts";
import { rankTableSchema } from "../../../shared/schema/rank-table.ts";
import { uploadLimitsSchema } from "../../../shared/schema/upload.ts";
import { eventually } from "../../support/eventually.ts";
import { decide, person } from "../moderation/people.ts";
import { DELIVERY_BUCKET, type OriginWithStore, startOriginWithStore } from "../origin-with-store.ts";
import { runJobs } from "../run-jobs.ts";
import { published, uploadWalk } from "./upload-walk.ts";

const HEADERS = { contentType: "model/gltf-binary", cacheControl: "public, max-age=31536000, immutable" };

let origin: OriginWithStore;
let walk: ReturnType<typeof uploadWalk>;
beforeEach(async () => {
  origin = await startOriginWithStore({}, { told: false });
  walk = uploadWalk(origin);
});
afterEach(() => origin.stop());

const hashOf = (name: string) => new Bun.CryptoHasher("sha256").update(name).digest("hex");
const put = async (key: string) => {
  await origin.store.put({ bucket: DELIVERY_BUCKET, key }, Buffer.from(`bytes of ${key}`), HEADERS);
  return key;
};
const read = (key: string) => fetch(`${origin.storeUrl}/${DELIVERY_BUCKET}/${key}`);
const statusOf = async (key: string) => {
  const answer = await read(key);
  await answer.arrayBuffer();
  return answer.status;
};
const detail = async (avatarId: string) =>
  avatarDetailSchema.parse((await origin.ask(internalPath.avatar, { params: { avatarId } })).body);

/** An avatar whose file and picture lie in the store, under keys of its own. */
async function publishAvatar(ownerId: string, name: string): Promise<string> {
  const asset = {
    objectKey: await put(`avatars/${hashOf(name)}.vrm`),
    thumbnailKey: await put(`thumbnails/${hashOf(name)}.webp`),
    sha256: hashOf(name),
    uploadSha256: hashOf(name),
  };
  return walk.publish(ownerId, asset);
}
async function variant(name: string, change: Partial<JobVariant> = {}): Promise<JobVariant> {
  return {
    profile: "web",
    level: "lod2",
    objectKey: await put(`avatars/${hashOf(name)}.vrm`),
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
    ...change,
  };
}
/** Sessions of this database that wait for an advisory lock. */
const waitingLocks = async () =>
  origin.deps.db.execute(sql`
    SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`);
const refinement = async () => {
  const job = await walk.claimAny();
  if (job?.task !== "refine") throw new Error("no refinement is waiting");
  return job;
};

describe("a published avatar", () => {
  test("is refined by a worker that can, and has each variant as soon as it is told", async () => {
    const { userId } = await origin.createGuest();
    const avatarId = await publishAvatar(userId, "one");
    expect(await walk.claim()).toBeNull();
    const job = await refinement();
    expect(job).toMatchObject({ kind: "avatar", bucket: DELIVERY_BUCKET, etag: hashOf("one") });
    expect((await detail(avatarId)).variants).toEqual([]);

    const [small, large] = [
      await variant("small"),
      await variant("large", { level: "lod1", sizeBytes: 400 }),
    ];
    for (const each of [large, small, small]) expect((await walk.addVariant(job, each)).status).toBe(204);
    const shown = (await detail(avatarId)).variants;
    expect(shown.map(({ level, file }) => [level, file.sizeBytes])).toEqual([
      ["lod2", 100],
      ["lod1", 400],
    ]);
    expect(shown[0]?.file.url).toEndWith(`/${small.objectKey}`);
    expect(shown[0]?.rank?.mobile).toEqual({ rank: "excellent", decidedBy: null });
    expect((await walk.done(job, { kind: "refined" })).status).toBe(204);
    expect((await walk.addVariant(job, small)).body["code"]).toBe("JOB_LEASE_LOST");
    expect(await walk.claimAny()).toBeNull();
  });

  test("is ranked, and its variants, by the table that the operator set and all counts that are kept", async () => {
    const ranks = rankTableSchema.parse({ mobile: { triangles: [5, 10, 20, 40] } });
    const strict = await startOriginWithStore(
      { uploadLimits: uploadLimitsSchema.parse({ ranks }) },
      { told: false },
    );
    try {
      const other = uploadWalk(strict);
      const { facts } = published().asset;
      const heavy = { ...facts, boneCount: 1_000, texturePixelCount: 100 };
      const avatarId = await other.publish((await strict.createGuest()).userId, { facts: heavy });
      const { body } = await strict.ask(internalPath.avatar, { params: { avatarId } });
      const { rank, facts: shown } = avatarDetailSchema.parse(body);
      expect(shown.boneCount).toBe(1_000);
      expect(rank?.desktop).toEqual({ rank: "very-heavy", decidedBy: "bones" });
      const job = await other.claimAny();
      expect(job?.avatarLimits).toEqual(avatarLimitsSchema.parse({}));
    } finally {
      await strict.stop();
    }
  });

  test("made again has the new variant and picture, and the ones before are delivered no more", async () => {
    const avatarId = await publishAvatar((await origin.createGuest()).userId, "one");
    const job = await refinement();
    const [before, after] = [await variant("before"), await variant("after")];
    await walk.addVariant(job, before);
    await walk.addVariant(job, after);
    const pictures = {
      thumbnailKey: await put(`thumbnails/${hashOf("card")}.webp`),
      figureKey: await put(`thumbnails/${hashOf("figure")}.webp`),
    };
    expect((await walk.replacePictures(job, pictures)).status).toBe(204);
    await runJobs(origin);
    const shown = await detail(avatarId);
    expect(shown.thumbnailUrl).toEndWith(`/${pictures.thumbnailKey}`);
    expect(shown.figureUrl).toEndWith(`/${pictures.figureKey}`);
    expect(shown.variants.map(({ file }) => file.sha256)).toEqual([after.sha256]);
    expect(await statusOf(before.objectKey)).toBe(404);
    expect(await statusOf(`thumbnails/${hashOf("one")}.webp`)).toBe(404);
    for (const key of [after.objectKey, pictures.thumbnailKey, pictures.figureKey])
      expect(await statusOf(key)).toBe(200);
  });

  test("gets no row of a variant that is not in the store: the worker puts it again", async () => {
    const avatarId = await publishAvatar((await origin.createGuest()).userId, "one");
    const job = await refinement();
    const made = await variant("small");
    const place = { bucket: DELIVERY_BUCKET, key: made.objectKey };
    await origin.store.remove(place, (await origin.store.head(place))?.etag ?? "");
    const refused = await walk.addVariant(job, made);
    expect([refused.status, refused.body["code"]]).toEqual([503, "OBJECT_NOT_THERE"]);
    expect((await detail(avatarId)).variants).toEqual([]);
    await put(made.objectKey);
    expect((await walk.addVariant(job, made)).status).toBe(204);
  });

  test("whose refinement fails for good stays as it is, and its upload says why, in both languages", async () => {
    const { userId } = await origin.createGuest();
    const { objectKey, uploadId } = await walk.begin(userId);
    await walk.tell(objectKey);
    await walk.done(await walk.claimed(), published());
    const { variants, ...before } = await walk.status(uploadId);
    expect(variants).toEqual({ status: "UNDER_WAY", finding: null, progress: [] });
    const job = await refinement();
    expect((await walk.progress(job, "refine", 0)).status).toBe(204);
    const finding = makeFinding("VARIANTS_TIME", { limit: 120 });
    await walk.done(job, { kind: "refused", reason: "time", findings: [finding] });
    expect(await walk.status(uploadId)).toEqual({
      ...before,
      variants: { status: "FAILED", finding, progress: [] },
    });
    expect(finding.message.ja).toContain("120 秒");
    expect(await walk.claimAny()).toBeNull();
  });

  test("tells how far each variant is, also to whoever comes back later", async () => {
    const { objectKey, uploadId } = await walk.begin((await origin.createGuest()).userId);
    await walk.tell(objectKey);
    await walk.done(await walk.claimed(), published());
    const job = await refinement();
    const row = {
      profile: "web",
      level: "lod2",
      status: "UNDER_WAY",
      texturesDone: 3,
      texturesTotal: 12,
    } as const;
    const next = { ...row, level: "lod1", status: "WAITING", texturesDone: 0, texturesTotal: 0 } as const;
    expect((await walk.refines(job, [row, next])).status).toBe(204);
    expect((await walk.status(uploadId)).variants).toEqual({
      status: "UNDER_WAY",
      finding: null,
      progress: [row, next],
    });
    const made = [
      { ...row, status: "READY", texturesDone: 12 },
      { ...next, status: "SKIPPED" },
    ] as const;
    await walk.refines(job, made);
    await walk.done(job, { kind: "refined" });
    expect((await walk.status(uploadId)).variants).toEqual({
      status: "READY",
      finding: null,
      progress: [...made],
    });
    const tooMany = Array.from({ length: VARIANTS_MAX + 1 }, () => row);
    expect((await walk.refines(job, tooMany)).body["code"]).toBe("VALIDATION_FAILED");
  });

  test("has its variants when the refinement says so, and is told of one that was tried too often", async () => {
    const { userId } = await origin.createGuest();
    const bring = async () => {
      const { objectKey, uploadId } = await walk.begin(userId);
      await walk.tell(objectKey);
      await walk.done(await walk.claimed(), published());
      return uploadId;
    };
    const ready = await bring();
    await walk.done(await refinement(), { kind: "refined" });
    expect((await walk.status(ready)).variants).toEqual({ status: "READY", finding: null, progress: [] });
    const tried = await bring();
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      await refinement();
      origin.clock.nowMs += LEASE_MS + 1;
    }
    expect(await walk.claimAny()).toBeNull();
    expect((await walk.status(tried)).variants).toMatchObject({
      status: "FAILED",
      finding: { code: "VARIANTS_FAILED" },
    });
  });
});

describe("a file that is registered", () => {
  test("in the very moment its bytes are blocked is refused: whoever comes second waits for the first", async () => {
    const { userId } = await origin.createGuest();
    const upload = await walk.begin(userId);
    await walk.tell(upload.objectKey);
    const job = await walk.claimed();
    const key = await put(`avatars/${hashOf("bad")}.vrm`);
    const file = { objectKey: key, sha256: hashOf("bad"), uploadSha256: hashOf("bad"), thumbnailKey: null };
    let registering: ReturnType<typeof walk.done> | undefined;
    await origin.deps.db.transaction(async (tx) => {
      const assetId = newId("asset");
      await blockFiles(tx, [hashOf("bad")], { assetId, blockedAt: new Date(origin.clock.nowMs) });
      registering = walk.done(job, published(file));
      // The block is not committed: one that does not wait would find none.
      await eventually("the registration to wait for the block", async () => {
        const waiting = await waitingLocks();
        return waiting.length > 0;
      });
    });
    expect((await registering)?.status).toBe(204);
    expect(await walk.status(upload.uploadId)).toMatchObject({ findings: [{ code: "FILE_TAKEN_DOWN" }] });
    await runJobs(origin);
    expect(await statusOf(key)).toBe(404);
  });

  test("when what was put has been taken away meanwhile is not there: the job is done again", async () => {
    const { userId } = await origin.createGuest();
    const upload = await walk.begin(userId);
    await walk.tell(upload.objectKey);
    const job = await walk.claimed();
    const outcome = published();
    const keys = [outcome.asset.objectKey, outcome.asset.thumbnailKey ?? ""];
    for (const key of keys) await put(key);
    // As a refusal or a takedown of the same bytes does, which finds nobody who has them.
    await settleDelivery(origin.deps, keys);
    expect(await walk.say(job, outcome)).toMatchObject({ status: 503, body: { code: "OBJECT_NOT_THERE" } });
    expect(await walk.status(upload.uploadId)).toMatchObject({ status: "VALIDATING" });
    origin.clock.nowMs += LEASE_MS + 1;
    expect((await walk.done(await walk.claimed(), outcome)).status).toBe(204);
    expect(await walk.status(upload.uploadId)).toMatchObject({ status: "COMPLETED" });
  });
});

describe("the queue", () => {
  test("lets creators take turns, however many files one of them brings", async () => {
    const [many, few] = [await origin.createGuest(), await origin.createGuest()];
    const bring = async (of: string) => {
      const { objectKey } = await walk.begin(of);
      await walk.tell(objectKey);
      origin.clock.nowMs += 1;
    };
    for (let n = 0; n < 4; n++) await bring(many.userId);
    for (let n = 0; n < 2; n++) await bring(few.userId);
    const served: string[] = [];
    for (let n = 0; n < 6; n++) served.push((await walk.claimed()).ownerId);
    const [m, f] = [many.userId, few.userId];
    expect(served).toEqual([m, f, m, f, m, m]);
  });

  test("checks what is new before it refines what is worn already", async () => {
    const { userId } = await origin.createGuest();
    await publishAvatar(userId, "one");
    origin.clock.nowMs += 1_000;
    const { objectKey } = await walk.begin(userId);
    await walk.tell(objectKey);
    expect((await walk.claimAny())?.task).toBe("check");
    expect((await walk.claimAny())?.task).toBe("refine");
  });
});

test("a file the store will not speak of holds up no other that is to go, and the job is done again", async () => {
  const keys = await Promise.all(
    Array.from({ length: 40 }, (_, nth) => put(`avatars/${hashOf(`left ${nth}`)}.vrm`)),
  );
  const [stubborn] = keys;
  const store = Object.create(origin.deps.store) as typeof origin.deps.store;
  store.head = async (location) => {
    if (location.key === stubborn) throw new Error("not this one");
    return origin.deps.store.head(location);
  };
  await expect(settleDelivery({ ...origin.deps, store }, keys)).rejects.toThrow("not this one");
  expect(await Promise.all(keys.map(statusOf))).toEqual(keys.map((key) => (key === stubborn ? 200 : 404)));
  await settleDelivery(origin.deps, keys);
  expect(await statusOf(keys[0] ?? "")).toBe(404);
});

describe("an avatar that a moderator takes down", () => {
  const takeDown = async (moderator: string, id: string) =>
    decidedSanctionSchema.parse(
      (await decide(origin, moderator, { kind: "takedown", target: { kind: "asset", id } })).body,
    ).id;
  const giveBack = (as: string, sanctionId: string) =>
    origin.ask(internalPath.liftSanction, { as, params: { sanctionId }, json: { reason: "a mistake" } });

  test("is delivered no more, in no variant and no picture, and comes back whole", async () => {
    const moderator = await person(origin, "moderator");
    const avatarId = await publishAvatar((await origin.createGuest()).userId, "one");
    const made = await variant("small");
    const job = await refinement();
    await walk.addVariant(job, made);
    const keys = [`avatars/${hashOf("one")}.vrm`, `thumbnails/${hashOf("one")}.webp`, made.objectKey];
    const statuses = () => Promise.all(keys.map(statusOf));
    // As an origin runs it: by its own clock.
    const log = createLog({ process: "origin", format: "json", nowMs: Date.now, write: () => {} });
    const queue = openJobQueue({ databaseUrl: origin.databaseUrl, log });
    await queue.work(createJobHandlers(origin.deps));
    try {
      const sanctionId = await takeDown(moderator, avatarId);
      await eventually("all of it to be gone", async () =>
        (await statuses()).every((status) => status === 404),
      );
      expect((await giveBack(moderator, sanctionId)).status).toBe(200);
      await eventually("all of it to be back", async () =>
        (await statuses()).every((status) => status === 200),
      );
    } finally {
      await queue.close();
    }
    const back = await read(made.objectKey);
    expect(await back.text()).toBe(`bytes of ${made.objectKey}`);
    expect([back.headers.get("content-type"), back.headers.get("cache-control")]).toEqual(
      Object.values(HEADERS),
    );
  });

  test("is gone before any worker looks for jobs", async () => {
    const moderator = await person(origin, "moderator");
    const avatarId = await publishAvatar((await origin.createGuest()).userId, "one");
    const job = await refinement();
    const keys = [`avatars/${hashOf("one")}.vrm`, `thumbnails/${hashOf("one")}.webp`];
    for (const level of ["lod0", "lod1", "lod2"] as const) {
      const made = await variant(level, { level });
      await walk.addVariant(job, made);
      keys.push(made.objectKey);
    }
    await takeDown(moderator, avatarId);
    await eventually("all of it to be gone", async () =>
      (await Promise.all(keys.map(statusOf))).every((status) => status === 404),
    );
    // The job that was queued with it finds it done.
    await runJobs(origin);
    expect(await Promise.all(keys.map(statusOf))).toEqual(keys.map(() => 404));
  });

  test("leaves what somebody else has of the same bytes", async () => {
    const moderator = await person(origin, "moderator");
    const [one, other] = [await origin.createGuest(), await origin.createGuest()];
    const taken = await publishAvatar(one.userId, "same");
    await publishAvatar(other.userId, "same");
    await takeDown(moderator, taken);
    await runJobs(origin);
    expect(await statusOf(`avatars/${hashOf("same")}.vrm`)).toBe(200);
  });

  test("given back, is not free to come again while another of the same bytes stays down", async () => {
    const moderator = await person(origin, "moderator");
    const [one, other] = [await origin.createGuest(), await origin.createGuest()];
    const [first, second] = [
      await publishAvatar(one.userId, "same"),
      await publishAvatar(other.userId, "same"),
    ];
    const [firstTakedown, secondTakedown] = [
      await takeDown(moderator, first),
      await takeDown(moderator, second),
    ];
    const again = await walk.begin((await origin.createGuest()).userId);
    await walk.tell(again.objectKey);
    const job = await walk.claimed();
    const isAdmitted = async () => (await walk.admit(job, hashOf("same"))).body["isAdmitted"];
    await giveBack(moderator, firstTakedown);
    expect(await isAdmitted()).toBe(false);
    await giveBack(moderator, secondTakedown);
    expect(await isAdmitted()).toBe(true);
  });

  test("gets no variant that was on its way: the worker is told, and the file is gone", async () => {
    const moderator = await person(origin, "moderator");
    const avatarId = await publishAvatar((await origin.createGuest()).userId, "one");
    const job = await refinement();
    await takeDown(moderator, avatarId);
    const late = await variant("late");
    expect((await walk.addVariant(job, late)).body["code"]).toBe("ASSET_GONE");
    const pictures = {
      thumbnailKey: await put("thumbnails/late.webp"),
      figureKey: await put("thumbnails/late2.webp"),
    };
    expect((await walk.replacePictures(job, pictures)).body["code"]).toBe("ASSET_GONE");
    await runJobs(origin);
    for (const key of [late.objectKey, pictures.thumbnailKey, pictures.figureKey])
      expect(await statusOf(key)).toBe(404);
  });

  test("cannot come again as the same bytes by anybody, until it is given back", async () => {
    const moderator = await person(origin, "moderator");
    const avatarId = await publishAvatar((await origin.createGuest()).userId, "one");
    await walk.done(await refinement(), { kind: "refined" });
    const sanctionId = await takeDown(moderator, avatarId);
    const again = await walk.begin((await origin.createGuest()).userId);
    await walk.tell(again.objectKey);
    const job = await walk.claimed();
    expect((await walk.admit(job, hashOf("one"))).body).toEqual({ isAdmitted: false });
    expect((await walk.admit(job, hashOf("another"))).body).toEqual({ isAdmitted: true });
    // A worker that asked a moment too early is refused when it registers, and what it put is removed.
    const objectKey = await put(`avatars/${hashOf("fixed")}.vrm`);
    const early = published({
      objectKey,
      sha256: hashOf("fixed"),
      uploadSha256: hashOf("one"),
      thumbnailKey: null,
    });
    await walk.done(job, early);
    expect(await walk.status(again.uploadId)).toMatchObject({
      status: "ERROR",
      findings: [{ code: "FILE_TAKEN_DOWN" }],
    });
    await runJobs(origin);
    expect(await statusOf(objectKey)).toBe(404);
    await giveBack(moderator, sanctionId);
    const third = await walk.begin((await origin.createGuest()).userId);
    await walk.tell(third.objectKey);
    expect((await walk.admit(await walk.claimed(), hashOf("one"))).body).toEqual({ isAdmitted: true });
  });
});
