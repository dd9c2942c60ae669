// How much one user may bring: counted under a lock, so that no number of requests at once gets past it.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { users } from "../../../origin/db/schema/users.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { ownUploadPageSchema } from "../../../shared/schema/public-api.ts";
import { uploadLimitsSchema } from "../../../shared/schema/upload.ts";
import { type OriginWithStore, startOriginWithStore } from "../origin-with-store.ts";
import { published, uploadWalk } from "./upload-walk.ts";

const HOUR_MS = 60 * 60 * 1000;
const AT_ONCE = 20;
const uploadLimits = uploadLimitsSchema.parse({
  quotas: {
    guest: { uploadsPerDay: 12, storedMaxBytes: 10_000 },
    member: { uploadsPerDay: 13, storedMaxBytes: 20_000 },
    staff: { uploadsPerDay: 14, storedMaxBytes: 30_000 },
  },
});

let origin: OriginWithStore;
let walk: ReturnType<typeof uploadWalk>;
let owner: string;
beforeEach(async () => {
  origin = await startOriginWithStore({ uploadLimits }, { told: false });
  walk = uploadWalk(origin);
  owner = (await origin.createGuest()).userId;
});
afterEach(() => origin.stop());

const create = (fileSize: number, as = owner) =>
  origin.ask(internalPath.uploads, {
    as,
    json: { kind: "avatar", fileName: "me.vrm", contentType: "model/vrm", fileSize },
  });
const own = async (as = owner) =>
  ownUploadPageSchema.parse((await origin.ask(internalPath.uploads, { as })).body);
const statusesOf = (answers: readonly { readonly status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length;
const promote = (change: Partial<typeof users.$inferInsert>) =>
  origin.deps.db
    .update(users)
    .set(change)
    .where(eq(users.id, userIdSchema.parse(owner)));

describe("uploads within a day", () => {
  test("end at the quota, also when many are begun at once near it; then the day passes", async () => {
    for (let begun = 0; begun < 5; begun++) await create(1);
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => create(1)));
    expect([statusesOf(answers, 201), statusesOf(answers, 429)]).toEqual([7, AT_ONCE - 7]);
    expect((await own()).quota).toMatchObject({ uploadsToday: 12, uploadsPerDay: 12 });
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({
      code: "UPLOAD_QUOTA_REACHED",
      errors: [{ name: "uploadsPerDay", actual: 12, limit: 12 }],
    });
    expect(refused?.headers.get("retry-after")).toBe(String((24 * HOUR_MS) / 1000));

    origin.clock.nowMs += 23 * HOUR_MS;
    expect((await create(1)).headers.get("retry-after")).toBe(String(HOUR_MS / 1000));
    expect((await create(1, (await origin.createGuest()).userId)).status).toBe(201);
    origin.clock.nowMs += HOUR_MS;
    expect((await create(1)).status).toBe(201);
  });
});

describe("bytes kept for a user", () => {
  test("end at the quota, also when many files are announced at once; what is refused counts no more", async () => {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => create(1_500)));
    // Six files of 1,500 bytes fit into 10,000.
    expect([statusesOf(answers, 201), statusesOf(answers, 409)]).toEqual([6, AT_ONCE - 6]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: "UPLOAD_STORAGE_FULL",
      errors: [{ name: "storedBytes", actual: 10_500, limit: 10_000 }],
    });
    expect((await own()).quota.storedBytes).toBe(9_000);
    const [first] = (await own()).items;
    await origin.ask(internalPath.upload, {
      method: "DELETE",
      as: owner,
      params: { uploadId: first?.uploadId ?? "" },
    });
    expect((await own()).quota.storedBytes).toBe(7_500);
    expect((await create(2_500)).status).toBe(201);
  });

  test("are those of what was published, as large as it is delivered", async () => {
    await walk.publish(owner, { sizeBytes: 9_999 });
    expect((await own()).quota.storedBytes).toBe(9_999);
    expect((await create(2)).body).toMatchObject({ code: "UPLOAD_STORAGE_FULL" });
    expect((await create(1)).status).toBe(201);
  });
});

test("a quota is that of who one is: guest, member, or staff of the house", async () => {
  expect((await own()).quota).toMatchObject({ uploadsPerDay: 12, storedMaxBytes: 10_000 });
  await promote({ role: "member" });
  expect((await own()).quota).toMatchObject({ uploadsPerDay: 13, storedMaxBytes: 20_000 });
  await promote({ platformRole: "moderator" });
  expect((await own()).quota).toMatchObject({ uploadsPerDay: 14, storedMaxBytes: 30_000 });
});

test("somebody's own uploads are listed newest first, in pages, and to nobody else", async () => {
  for (let i = 0; i < 3; i++) {
    origin.clock.nowMs += 1;
    await create(i + 1);
  }
  origin.clock.nowMs += 1;
  const { objectKey, uploadId } = await walk.begin(owner);
  await walk.tell(objectKey);
  await walk.done(await walk.claimed(), published());
  const page = await own();
  expect(page.items.map(({ fileSize, status }) => [fileSize, status]).slice(1)).toEqual([
    [3, "VALIDATING"],
    [2, "VALIDATING"],
    [1, "VALIDATING"],
  ]);
  expect(page.items.find((item) => (item.uploadId as string) === uploadId)?.assetId).not.toBeNull();
  const first = ownUploadPageSchema.parse(
    (await origin.ask(internalPath.uploads, { as: owner, query: "?limit=3" })).body,
  );
  expect([first.items.length, first.nextCursor === null]).toEqual([3, false]);
  const second = await origin.ask(internalPath.uploads, {
    as: owner,
    query: `?limit=3&cursor=${first.nextCursor}`,
  });
  expect(ownUploadPageSchema.parse(second.body)).toMatchObject({
    items: [{ fileSize: 1 }],
    nextCursor: null,
  });
  expect((await own((await origin.createGuest()).userId)).items).toEqual([]);
});
