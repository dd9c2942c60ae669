import { describe, expect, test } from "bun:test";
import { type Dressed, Dresser } from "../../../../edge/web/room/dresser.ts";
import { rankAvatar } from "../../../../shared/avatar/rank.ts";
import type { AssetVariant, VariantLevel } from "../../../../shared/schema/asset-variant.ts";
import { DEFAULT_AVATAR_SETTINGS, NO_FLOOR } from "../../../../shared/schema/avatar-rank.ts";
import { type AssetId, assetIdSchema } from "../../../../shared/schema/ids.ts";

const avatar = {
  id: assetIdSchema.parse("ast_0123456789abcdefghjkmnpqrs"),
  url: "http://delivery.test/avatars/whole.vrm",
  sha256: "a".repeat(64),
  size: 30_000_000,
};
const file = { url: avatar.url, sha256: avatar.sha256, sizeBytes: avatar.size };
const facts = {
  format: "vrm",
  vrmVersion: "1.0",
  triangleCount: 100_000,
  vertexCount: 60_000,
  materialCount: 12,
  textureCount: 12,
  nodeCount: 100,
  heightM: 1.6,
} as const;
function variant(level: VariantLevel, triangleCount: number): AssetVariant {
  const url = `http://delivery.test/avatars/${level}.vrm`;
  const counted = { triangleCount, vertexCount: 1, materialCount: 1, textureCount: 1 };
  return {
    profile: "web",
    level,
    file: { url, sha256: level.padEnd(64, "0"), sizeBytes: 1_000 },
    facts: {
      ...counted,
      textureMemoryBytes: (level === "stand-in" ? 1 : 40) * 1024 * 1024,
      likenessDb: null,
    },
    rank: rankAvatar({ triangles: triangleCount }),
  };
}
const made = [variant("lod1", 50_000), variant("stand-in", 2_000)];
const person = (sid: number, change: Partial<Dressed> = {}): Dressed => ({
  sid,
  avatar,
  distanceM: sid,
  isOwn: false,
  isOnStage: false,
  ...change,
});

/** A dresser, what it asked, and what it is answered from now on. */
function start(answer: { file: typeof file; variants: AssetVariant[] } | "away" = { file, variants: made }) {
  const asked: AssetId[] = [];
  const clock = { nowMs: 0, answer };
  let news = 0;
  const dresser = new Dresser({
    device: "desktop",
    ask: async (id) => {
      asked.push(id);
      if (clock.answer === "away") throw new Error("away");
      return { ...clock.answer, facts, rank: rankAvatar({ triangles: 100_000 }) };
    },
    nowMs: () => clock.nowMs,
    onNews: () => void news++,
  });
  const dress = (people: readonly Dressed[], settings = DEFAULT_AVATAR_SETTINGS) =>
    Object.fromEntries(
      [...dresser.dress(people, settings)].map(([sid, ref]) => [sid, ref?.url.split("/").at(-1) ?? null]),
    );
  return { dress, asked, clock, news: () => news };
}

describe("people in a room", () => {
  test("are asked about once for each file, and shown once that is answered", async () => {
    const { dress, asked, news } = start();
    expect(dress([person(1), person(2)])).toEqual({});
    await Bun.sleep(0);
    expect([asked.length, news()]).toEqual([1, 1]);
    expect(dress([person(1), person(2), person(40)])).toEqual({
      1: "lod1.vrm",
      2: "lod1.vrm",
      40: "stand-in.vrm",
    });
    expect(asked).toHaveLength(1);
  });

  test("[ROOM-6] are shown by what the room lets be shown, but for oneself, and within its memory", async () => {
    const { dress } = start();
    const people = [person(1), person(2), person(0, { isOwn: true })];
    dress(people);
    await Bun.sleep(0);
    const floor = { ...NO_FLOOR, desktop: "excellent" as const };
    expect(dress(people, { ...DEFAULT_AVATAR_SETTINGS, floor })).toEqual({
      0: "lod1.vrm",
      1: "stand-in.vrm",
      2: "stand-in.vrm",
    });
    const memoryMb = { desktop: 100, mobile: 64, headset: 64 };
    expect(dress(people, { ...DEFAULT_AVATAR_SETTINGS, memoryMb })).toEqual({
      0: "lod1.vrm",
      1: "lod1.vrm",
      2: "stand-in.vrm",
    });
  });

  test("on a stage are shown in detail however far, and however many are nearer", async () => {
    const { dress } = start();
    const crowd = Array.from({ length: 40 }, (_, sid) => person(sid, { distanceM: 1 }));
    const people = [...crowd, person(90, { isOnStage: true })];
    const memoryMb = { ...DEFAULT_AVATAR_SETTINGS.memoryMb, desktop: 8_192 };
    dress(people);
    await Bun.sleep(0);
    const shown = dress(people, { ...DEFAULT_AVATAR_SETTINGS, memoryMb });
    expect([shown[90], shown[0], shown[39]]).toEqual(["lod1.vrm", "lod1.vrm", "stand-in.vrm"]);
  });

  test("are shown by the file the room tells where nobody answers, or the answer is of another file", async () => {
    for (const answer of ["away", { file: { ...file, sha256: "c".repeat(64) }, variants: made }] as const) {
      const { dress } = start(answer === "away" ? answer : { ...answer, variants: [...answer.variants] });
      dress([person(1)]);
      await Bun.sleep(0);
      expect(dress([person(1)])).toEqual({ 1: "whole.vrm" });
      // It may be as heavy as can be.
      const floor = { ...NO_FLOOR, desktop: "heavy" as const };
      expect(dress([person(1)], { ...DEFAULT_AVATAR_SETTINGS, floor })).toEqual({ 1: null });
    }
  });

  test("who lack a variant are asked about again after a while, and others are not", async () => {
    const { dress, asked, clock } = start({ file, variants: [] });
    dress([person(1)]);
    await Bun.sleep(0);
    expect(dress([person(1)])).toEqual({ 1: "whole.vrm" });
    clock.answer = { file, variants: made };
    clock.nowMs = 31_000;
    expect(dress([person(1)])).toEqual({ 1: "whole.vrm" });
    await Bun.sleep(0);
    expect(dress([person(1)])).toEqual({ 1: "lod1.vrm" });
    clock.nowMs = 90_000;
    dress([person(1)]);
    expect(asked).toHaveLength(2);
  });

  test("are asked about a few at a time, and in the end all", async () => {
    const { dress, asked } = start();
    const many = Array.from({ length: 20 }, (_, sid) =>
      person(sid, { avatar: { ...avatar, sha256: String(sid).padStart(64, "0") } }),
    );
    dress(many);
    expect(asked).toHaveLength(6);
    for (let round = 0; round < 4; round++) {
      await Bun.sleep(0);
      dress(many);
    }
    expect(asked).toHaveLength(20);
  });

  test("of whom no more is ever made are not asked about for ever", async () => {
    const { dress, asked, clock } = start({ file, variants: [] });
    for (let round = 0; round < 20; round++) {
      dress([person(1)]);
      await Bun.sleep(0);
      clock.nowMs += 31_000;
    }
    expect(asked).toHaveLength(6);
  });
});
