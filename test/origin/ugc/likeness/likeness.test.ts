import { beforeAll, describe, expect, test } from "bun:test";
import { createLikeness, LIKENESS_MIN_DB, type Likeness } from "../../../../origin/ugc/likeness/likeness.ts";
import { EQUAL_DB } from "../../../../origin/ugc/likeness/psnr.ts";
import { decodeTexture } from "../../../../origin/ugc/portrait/texture.ts";
import { ChangedAvatar } from "./changed-avatar.ts";

const BLINK_LEFT_TARGET = 3;

describe("the likeness of a variant", () => {
  let likeness: Likeness;
  beforeAll(async () => {
    likeness = await createLikeness((await ChangedAvatar.godette()).open());
  });

  const compare = async (change: (avatar: ChangedAvatar) => void | Promise<void>) => {
    const avatar = await ChangedAvatar.godette();
    await change(avatar);
    return await likeness.compare(avatar.open());
  };
  const face = ({ json }: ChangedAvatar) => {
    const primitive = json.meshes[0]?.primitives[0];
    if (primitive === undefined) throw new Error("no face");
    return primitive;
  };

  test("the same avatar is as like as can be said, twice the same", async () => {
    expect((await compare(() => {})).leastDb).toBe(EQUAL_DB);
    expect((await compare(() => {})).leastDb).toBe(EQUAL_DB);
  });

  test("a texture encoded anew stays above the limit, and below equal", async () => {
    const { leastDb } = await compare(async (avatar) => {
      const webp = await new Bun.Image(avatar.imageBytes(0)).webp({ quality: 85 }).bytes();
      avatar.replaceImage(0, webp, "image/webp");
    });
    expect(leastDb).toBeGreaterThan(LIKENESS_MIN_DB);
    expect(leastDb).toBeLessThan(EQUAL_DB);
  });

  test("positions rounded to half a millimetre stay above the limit", async () => {
    const { leastDb } = await compare((avatar) => {
      const positions = avatar.floats(face(avatar).attributes["POSITION"] ?? -1, 3);
      for (let i = 0; i < positions.length; i++) positions[i] = Math.round((positions[i] ?? 0) * 2000) / 2000;
    });
    expect(leastDb).toBeGreaterThan(LIKENESS_MIN_DB);
  });

  test("smeared texture coordinates fall below it", async () => {
    const { leastDb } = await compare((avatar) => {
      const uvs = avatar.floats(face(avatar).attributes["TEXCOORD_0"] ?? -1, 2);
      for (let i = 2; i < uvs.length; i += 4) uvs.copyWithin(i, i - 2, i);
    });
    expect(leastDb).toBeLessThan(LIKENESS_MIN_DB);
  });

  test("eyes whose highlight went dark fall below it, though it is a hundredth of the face", async () => {
    const { leastDb, view } = await compare(async (avatar) => {
      const texture = await decodeTexture(avatar.imageBytes(0), 1024);
      const { indices, attributes, targets } = face(avatar);
      const corners = avatar.indices(indices);
      const uvs = avatar.floats(attributes["TEXCOORD_0"] ?? -1, 2);
      const positions = avatar.floats(attributes["POSITION"] ?? -1, 3);
      const lids = avatar.floats(targets?.[BLINK_LEFT_TARGET]?.["POSITION"] ?? -1, 3);
      const vertices = Array.from({ length: lids.length / 3 }, (_, i) => i);
      const brightness = (vertex: number) => {
        const x = Math.floor((uvs[vertex * 2] ?? 0) * texture.widthPx);
        const y = Math.floor((uvs[vertex * 2 + 1] ?? 0) * texture.heightPx);
        const at = (y * texture.widthPx + x) * 4;
        return Math.min(...[0, 1, 2].map((c) => texture.rgba[at + c] ?? 0));
      };
      const ofEye = vertices.filter((i) => Math.abs(lids[i * 3 + 1] ?? 0) > 0.005);
      const heights = ofEye.map((i) => positions[i * 3 + 1] ?? 0);
      const [bottom, top] = [Math.min(...heights), Math.max(...heights)];
      const dark = ofEye.find((i) => brightness(i) < 40) ?? -1;
      const bright = new Set<number>();
      for (const vertex of corners) {
        const y = positions[vertex * 3 + 1] ?? 0;
        if (brightness(vertex) > 240 && y > bottom && y < top) bright.add(vertex);
      }
      expect([dark >= 0, bright.size > 2, bright.size < 30]).toEqual([true, true, true]);
      for (const vertex of bright) uvs.copyWithin(vertex * 2, dark * 2, dark * 2 + 2);
    });
    expect(leastDb).toBeLessThan(LIKENESS_MIN_DB);
    expect(view).toContain("around");
  });

  test("an expression whose morph is gone falls below it, and is named", async () => {
    const { leastDb, view } = await compare((avatar) => {
      const accessor = face(avatar).targets?.[BLINK_LEFT_TARGET]?.["POSITION"] ?? -1;
      avatar.floats(accessor, 3).fill(0);
    });
    expect(leastDb).toBeLessThan(LIKENESS_MIN_DB);
    expect(view).toMatch(/^Blink/);
  });

  test("an expression whose bind is gone falls below it, even a small mouth", async () => {
    const { leastDb, view } = await compare(({ json }) => {
      const mouth = json.extensions.VRM.blendShapeMaster.blendShapeGroups.find(({ name }) => name === "U");
      mouth?.binds.splice(0);
    });
    expect(leastDb).toBeLessThan(LIKENESS_MIN_DB);
    expect(view).toBe("U");
  });

  test("an expression that does what another does falls below it", async () => {
    const { leastDb } = await compare(({ json }) => {
      const groups = json.extensions.VRM.blendShapeMaster.blendShapeGroups;
      const [a, o] = ["A", "Blink"].map((wanted) => groups.find(({ name }) => name === wanted));
      if (a !== undefined && o !== undefined) [a.binds, o.binds] = [o.binds, a.binds];
    });
    expect(leastDb).toBeLessThan(LIKENESS_MIN_DB);
  });

  test("an arm held a little lower falls below it", async () => {
    const { leastDb } = await compare((avatar) => {
      const arm = avatar.node("upper_arm.l_Armature");
      arm.rotation = [0, 0, 0.05, 1];
    });
    expect(leastDb).toBeLessThan(LIKENESS_MIN_DB);
  });

  test("a lost body falls far below it, on whatever background it might stand", async () => {
    const { leastDb } = await compare((avatar) => {
      for (const { indices } of avatar.json.meshes[1]?.primitives ?? []) avatar.indices(indices).fill(0);
    });
    expect(leastDb).toBeLessThan(12);
  });
});
