import { expect, test } from "bun:test";
import { toAvatar, toDeliveredFile } from "../../../shared/adapter/asset-to-avatar.ts";
import { avatarSchema } from "../../../shared/schema/asset.ts";
import { deliveredFileSchema } from "../../../shared/schema/room-spec.ts";
import { asset, user } from "./rows-under-test.ts";

const DELIVERY = "https://cdn.example/delivery";

test("an asset is shown with its owner, its licence and where it is delivered, and nothing else of its row", () => {
  const avatar = toAvatar(asset, user, DELIVERY);
  expect(avatar).toEqual({
    id: asset.id,
    name: "Godette",
    owner: { id: user.id, displayName: "みどり" },
    file: { url: `${DELIVERY}/avatars/0123.vrm`, sha256: asset.sha256, sizeBytes: 1234 },
    thumbnailUrl: `${DELIVERY}/thumbnails/4567.webp`,
    licence: asset.licence,
    facts: asset.facts,
    createdAt: "2026-11-24T01:02:03.004Z",
  });
  expect(avatarSchema.parse(avatar)).toEqual(avatar);
});

test("a room is told only what is needed to fetch and check the file", () => {
  const avatar = toDeliveredFile(asset, DELIVERY);
  expect(avatar).toEqual({
    id: asset.id,
    url: `${DELIVERY}/avatars/0123.vrm`,
    sha256: asset.sha256,
    size: 1234,
  });
  expect(deliveredFileSchema.parse(avatar)).toEqual(avatar);
});

test("a key is escaped level by level, so that whatever is in it stays in the path", () => {
  const odd = { ...asset, objectKey: "a b/広場?#%/..;x+1.vrm" };
  const { url } = toDeliveredFile(odd, DELIVERY);
  expect(url).toBe(`${DELIVERY}/a%20b/%E5%BA%83%E5%A0%B4%3F%23%25/..%3Bx%2B1.vrm`);
  expect(decodeURIComponent(new URL(url).pathname)).toBe(`/delivery/${odd.objectKey}`);
});
