import { describe, expect, test } from "bun:test";
import { uploadFaults } from "../../../origin/assets/upload-faults.ts";
import { originSettings } from "../../../origin/config.ts";
import { AVATAR_FILE_MAX_BYTES, avatarLimitsSchema } from "../../../shared/schema/avatar-limits.ts";
import { DEFAULT_RANKS } from "../../../shared/schema/rank-table.ts";
import {
  UPLOAD_FILE_MAX_BYTES,
  UPLOAD_PARTS_MAX,
  uploadKindSchema,
  uploadLimitsSchema,
  uploadRequestSchema,
} from "../../../shared/schema/upload.ts";
import { partSizes } from "../../../shared/upload-parts.ts";

const { kinds } = uploadLimitsSchema.parse({});
const names = (kind: string, asked: object) =>
  uploadFaults(kinds, uploadKindSchema.parse(kind), uploadRequestSchema.parse(asked)).map(({ name }) => name);
const GLB = { contentType: "model/gltf-binary", fileName: "a.glb", fileSize: 100 };
const BUNDLE = { contentType: "application/vnd.unity", fileName: "a.Bundle", fileSize: 100 };

describe("a file that may be uploaded", () => {
  test.each([
    ["avatar", { ...GLB, fileName: "わたし.VRM" }],
    ["avatar", { ...GLB, contentType: "application/octet-stream", fileName: "me.vrm", fileSize: 1 }],
    ["world", GLB],
    ["world", { ...BUNDLE, platform: "windows" }],
    ["world", { ...BUNDLE, contentType: "application/octet-stream", platform: "android" }],
    ["item", GLB],
    ["accessory", GLB],
    ["image", { contentType: "image/webp", fileName: "a.webp", fileSize: 100 }],
    ["audio", { contentType: "audio/mp4", fileName: "a.m4a", fileSize: 100 }],
  ])("as %s: %o", (kind, asked) => {
    expect(names(kind, asked)).toEqual([]);
  });
});

describe("a file that may not", () => {
  test.each([
    ["world", BUNDLE, ["platform", "fileName"]],
    ["world", { ...GLB, platform: "ios" }, ["contentType", "fileName"]],
    ["item", { ...GLB, platform: "ios" }, ["platform"]],
    [
      "image",
      { contentType: "image/svg+xml", fileName: "a.svg", fileSize: 1 },
      ["contentType", "fileName", "fileSize"],
    ],
    ["avatar", { ...GLB, fileName: ".vrm" }, ["fileName"]],
    ["avatar", { ...GLB, fileName: "a.vrm.exe" }, ["fileName"]],
    ["avatar", { ...GLB, fileName: "../a.vrm" }, ["fileName"]],
    ["avatar", { ...GLB, fileName: "a\u202emrv.vrm" }, ["fileName"]],
    ["avatar", { ...GLB, fileName: "a\n.vrm" }, ["fileName"]],
    ["avatar", { ...GLB, fileSize: AVATAR_FILE_MAX_BYTES + 1 }, ["fileSize"]],
    ["audio", { contentType: "audio/MPEG", fileName: "a.mp3", fileSize: 100 }, ["contentType"]],
  ])("as %s is told everything that is wrong: %o", (kind, asked, expected) => {
    expect(names(kind, asked)).toEqual(expected);
  });
});

describe("the limits an operator sets", () => {
  const parse = (raw: string) => originSettings.uploadLimits.parse(raw);

  test("change only the cells they name", () => {
    const set = parse('{"kinds":{"image":{"sizeMaxBytes":1000}},"quotas":{"guest":{"uploadsPerDay":0}}}');
    expect(set.kinds.image).toEqual({ ...kinds.image, sizeMaxBytes: 1000 });
    expect(set.kinds.avatar).toEqual(kinds.avatar);
    expect(set.avatar).toEqual(avatarLimitsSchema.parse({}));
    expect([set.quotas.guest.uploadsPerDay, set.quotas.member.uploadsPerDay]).toEqual([0, 200]);
  });

  test("are also of what an avatar holds, and of where its ranks begin", () => {
    const set = parse('{"avatar":{"trianglesMax":1000},"ranks":{"mobile":{"materials":[1,2,3,4]}}}');
    expect(set.avatar).toEqual(avatarLimitsSchema.parse({ trianglesMax: 1000 }));
    expect(set.ranks).toEqual({
      ...DEFAULT_RANKS,
      mobile: { ...DEFAULT_RANKS.mobile, materials: [1, 2, 3, 4] },
    });
  });

  test.each([
    ["no JSON", "{"],
    ["a kind there is none of", '{"kinds":{"house":{}}}'],
    ["a cell there is none of", '{"kinds":{"avatar":{"sizeMax":1}}}'],
    [
      "an avatar larger than its check is made for",
      `{"kinds":{"avatar":{"sizeMaxBytes":${AVATAR_FILE_MAX_BYTES + 1}}}}`,
    ],
    [
      "a file larger than a worker can hold",
      `{"kinds":{"world":{"sizeMaxBytes":${UPLOAD_FILE_MAX_BYTES + 1}}}}`,
    ],
    ["a size from above to below", '{"kinds":{"image":{"sizeMinBytes":100,"sizeMaxBytes":99}}}'],
    ["a policy for a day", '{"kinds":{"image":{"policySeconds":86400}}}'],
    ["ranks that go down", '{"ranks":{"mobile":{"materials":[4,3,2,1]}}}'],
    ["a count there is none of", '{"ranks":{"mobile":{"hats":[1,2,3,4]}}}'],
    ["a limit of an avatar there is none of", '{"avatar":{"hatsMax":1}}'],
    ["parts that S3 would not take", '{"multipart":{"partBytes":5000000}}'],
  ])("are refused with %s", (_what, raw) => {
    expect(() => parse(raw)).toThrow(/is not JSON such as/);
  });
});

test("a file is cut into parts that are it again, and never too many", () => {
  expect(partSizes(10, 4)).toEqual([4, 4, 2]);
  expect(partSizes(8, 4)).toEqual([4, 4]);
  expect(partSizes(3, 4)).toEqual([3]);
  const large = partSizes(UPLOAD_FILE_MAX_BYTES, Math.ceil(UPLOAD_FILE_MAX_BYTES / UPLOAD_PARTS_MAX));
  expect([large.length, large.reduce((sum, size) => sum + size, 0)]).toEqual([
    UPLOAD_PARTS_MAX,
    UPLOAD_FILE_MAX_BYTES,
  ]);
});
