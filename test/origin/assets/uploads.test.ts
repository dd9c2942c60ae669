import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { createdUploadSchema } from "../../../shared/schema/internal/uploads.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { avatarPageSchema } from "../../../shared/schema/public-api.ts";
import { participantSchema } from "../../../shared/schema/room-spec.ts";
import { type OriginWithStore, startOriginWithStore } from "../origin-with-store.ts";
import { SHA256, uploadWalk } from "./upload-walk.ts";

let origin: OriginWithStore;
let walk: ReturnType<typeof uploadWalk>;
let owner: string;
beforeAll(async () => {
  origin = await startOriginWithStore({}, { told: false });
  walk = uploadWalk(origin);
});
beforeEach(async () => {
  owner = (await origin.createGuest("Owner")).userId;
});
afterAll(() => origin.stop());

const FILE = { kind: "avatar", fileName: "me.vrm", contentType: "model/gltf-binary", fileSize: 1 };
const create = (json: unknown, as = owner) => origin.ask(internalPath.uploads, { as, json });
const avatars = async () =>
  avatarPageSchema.parse((await origin.ask(internalPath.avatars, { query: "?limit=100" })).body).items;
const wear = (userId: string, avatarId: string | null) =>
  origin.ask(internalPath.wearAvatar, { method: "PUT", params: { userId }, json: { avatarId } });

describe("an upload", () => {
  test("begins with an id nobody guesses and the one key its file may have", async () => {
    const answer = await create(FILE);
    const { uploadId, objectKey } = createdUploadSchema.parse(answer.body);
    expect(answer.status).toBe(201);
    expect(uploadId).toMatch(/^upl_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(objectKey).toBe(`uploads/avatar/${uploadId}`);
    expect(await walk.status(uploadId)).toEqual({
      uploadId: uploadId,
      kind: "avatar",
      status: "VALIDATING",
      progress: null,
      findings: [],
    });
  });

  test("is refused for what cannot be an avatar, also when no edge looked before", async () => {
    for (const change of [
      { contentType: "text/html" },
      { fileSize: 101 * 1024 * 1024 },
      { fileSize: 0 },
      { fileName: "" },
      { fileName: "a\u0000.vrm" },
      { fileName: "a\nb.vrm" },
      { kind: "world" },
      { kind: "house" },
    ])
      expect(await create({ ...FILE, ...change })).toMatchObject({
        status: 422,
        body: { code: "VALIDATION_FAILED" },
      });
    expect(await create(FILE, "usr_ghost")).toMatchObject({ status: 404, body: { code: "USER_NOT_FOUND" } });
    const nowhere = await origin.ask(internalPath.upload, { params: { uploadId: "upl_x" } });
    expect(nowhere).toMatchObject({ status: 404, body: { code: "UPLOAD_NOT_FOUND" } });
  });
});

describe("a published avatar", () => {
  test("is in the catalog, newest first, with the addresses it is delivered under", async () => {
    const first = await walk.publish(owner, { name: "First" });
    origin.clock.nowMs += 1;
    const second = await walk.publish(owner, { name: "Second" });
    const listed = await avatars();
    expect(listed.slice(0, 2).map(({ id }) => id as string)).toEqual([second, first]);
    expect(listed[0]).toMatchObject({
      name: "Second",
      owner: { id: owner, displayName: "Owner" },
      file: {
        url: `http://delivery.test/hiroba-delivery/avatars/${SHA256}.vrm`,
        sha256: SHA256,
        sizeBytes: 1000,
      },
      thumbnailUrl: `http://delivery.test/hiroba-delivery/thumbnails/${SHA256}.webp`,
      facts: { heightM: 1.6 },
    });
  });

  test("is worn by its owner, and by others when its licence says so", async () => {
    const [everyone, owners] = [
      await walk.publish(owner),
      await walk.publish(owner, {
        licence: {
          name: "Mine",
          authors: [],
          licenceUrl: null,
          avatarPermission: "onlyAuthor",
          creditNotation: "unnecessary",
          allowRedistribution: false,
        },
      }),
    ];
    const other = (await origin.createGuest()).userId;
    expect((await wear(owner, owners)).body).toMatchObject({ id: owner, avatarId: owners });
    expect((await wear(other, everyone)).body).toMatchObject({ avatarId: everyone });
    expect(await wear(other, owners)).toMatchObject({ status: 403, body: { code: "AVATAR_NOT_YOURS" } });
    expect(await wear(other, "ast_gone")).toMatchObject({ status: 404, body: { code: "ASSET_NOT_FOUND" } });
    expect(await wear("usr_ghost", everyone)).toMatchObject({ body: { code: "USER_NOT_FOUND" } });
    expect((await origin.ask(internalPath.user, { params: { userId: other } })).body).toMatchObject({
      avatarId: everyone,
    });
  });

  test("is what rooms are told of its wearer, until it is taken off", async () => {
    const avatarId = await walk.publish(owner);
    const params = { roomId: "rm_x", userId: owner };
    const asParticipant = async () =>
      participantSchema.parse((await origin.ask(internalPath.participant, { params })).body).avatar;
    await wear(owner, avatarId);
    expect(await asParticipant()).toEqual({
      id: avatarId as never,
      url: `http://delivery.test/hiroba-delivery/avatars/${SHA256}.vrm`,
      sha256: SHA256,
      size: 1000,
    });
    expect((await wear(owner, null)).body).toMatchObject({ avatarId: null });
    expect(await asParticipant()).toBeNull();
  });
});
