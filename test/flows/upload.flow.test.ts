// Walk 2: an avatar goes from policy to delivered file, and is worn in a room.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import {
  enterWorld,
  listAvatars,
  listWorlds,
  signInAsGuest,
  uploadAvatar,
  wearAvatar,
} from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

const FIXTURES = join(import.meta.dir, "../fixtures");
const fixture = async (path: string) => ({
  name: path.slice(path.lastIndexOf("/") + 1),
  bytes: new Uint8Array(await Bun.file(join(FIXTURES, path)).arrayBuffer()),
});

let square: Square;
beforeAll(async () => {
  square = await startSquare();
}, 90_000);
afterAll(() => square.stop(), 20_000);

describe("an upload", () => {
  test("a VRM is validated, published under its hash with a thumbnail, listed, and worn in front of others", async () => {
    const owner = await signInAsGuest(square.edgeUrl, "owner");
    const file = await fixture("avatars/godette.vrm");
    // The catalog is warm, as it is on any day: the avatar must be in it all the same.
    expect(await listAvatars(square.edgeUrl)).toEqual([]);
    const status = await uploadAvatar(square.edgeUrl, owner, file);
    if (status.avatar === undefined) throw new Error(`${status.status}: ${status.reason}`);
    const { avatar } = status;
    expect(avatar.owner.id).toBe(owner.user.id);
    expect(avatar.facts.vrmVersion).toBe("0.x");

    const delivered = await fetch(avatar.file.url);
    const bytes = new Uint8Array(await delivered.arrayBuffer());
    expect(new Bun.CryptoHasher("sha256").update(bytes).digest("hex")).toBe(avatar.file.sha256);
    expect(bytes.byteLength).toBe(file.bytes.byteLength);
    expect(delivered.headers.get("access-control-allow-origin")).toBe("*");
    const thumbnail = await fetch(avatar.thumbnailUrl);
    expect(thumbnail.headers.get("content-type")).toMatch(/^image\/(png|webp)$/);
    expect((await listAvatars(square.edgeUrl)).map((a) => a.id)).toContain(avatar.id);

    const world = (await listWorlds(square.edgeUrl))[0];
    if (world === undefined) throw new Error("no world was seeded");
    const watcher = await signInAsGuest(square.edgeUrl, "watcher");
    const watched = await enterWorld(square.edgeUrl, watcher, world.id);
    const url = `mqtt://${watched.host.address}:${watched.host.tcpPort}`;
    const seeing = await joinAsMqttGuest(url, watched.room, watched.ticket);
    const entry = await enterWorld(square.edgeUrl, owner, world.id);
    const wearer = await joinAsMqttGuest(url, entry.room, entry.ticket);
    await seeing.hears("the owner without an avatar", (m) => isMember(m, owner.user.id, null));

    await wearAvatar(square.edgeUrl, owner, avatar.id);
    await wearer.client.publishAsync(`r/${entry.room}/presence/me`, JSON.stringify({ avatar: avatar.id }), {
      qos: 1,
    });
    await seeing.hears("the owner in the avatar", (m) => isMember(m, owner.user.id, avatar.file.sha256));
    await Promise.all([seeing.leave(), wearer.leave()]);
  });

  test("a file that is no avatar is refused with a reason and its findings", async () => {
    const guest = await signInAsGuest(square.edgeUrl, "guest");
    const status = await uploadAvatar(
      square.edgeUrl,
      guest,
      await fixture("malformed-glb/truncated_chunk_data.glb"),
    );
    expect(status.status).toBe("ERROR");
    expect(status.reason?.length).toBeGreaterThan(0);
    expect(status.findings.some((f) => f.severity === "error" && f.code.startsWith("GLB_"))).toBe(true);
  });
});

function isMember(message: Parameters<typeof jsonOf>[0], user: string, avatarSha256: string | null): boolean {
  if (!message.topicName.includes("/presence/") || message.payload.length === 0) return false;
  const member = jsonOf(message) as { user?: string; avatar?: { sha256: string } | null };
  return member.user === user && (member.avatar?.sha256 ?? null) === avatarSha256;
}
