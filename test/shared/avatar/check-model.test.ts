import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkModel, type ModelKind } from "../../../shared/avatar/check-model.ts";
import { hasErrors } from "../../../shared/avatar/findings.ts";
import { plainModel, pngOfSize, put, toGlb, vrm1, withImage } from "./avatar-builder.ts";

const MALFORMED = join(import.meta.dir, "../../fixtures/malformed-glb");
const KINDS = ["world", "item", "accessory"] as const;
const codesOf = (bytes: Uint8Array, kind: ModelKind) =>
  checkModel(bytes, kind).findings.map(({ code }) => code);

/** That says where it is worn, which concerns neither items nor worlds. */
const wearable = () => put(plainModel(), "/nodes/0/extras", { attachBone: "head" });

describe("a GLB that is no avatar", () => {
  test.each(KINDS)("passes as %s with what was counted in it, and can be drawn", (kind) => {
    const { findings, facts, model } = checkModel(toGlb(wearable()), kind);
    expect(findings).toEqual([]);
    expect(facts).toEqual({
      format: "glb",
      triangleCount: 2,
      vertexCount: 4,
      materialCount: 1,
      textureCount: 0,
      nodeCount: 1,
      sizeM: [0.5, 1.6, 0],
      ...(kind === "world" ? {} : { attachBone: "head" }),
    });
    expect(model?.primitives).toHaveLength(1);
  });

  test("may be an avatar too: somebody's statue is an item", () => {
    expect(codesOf(toGlb(vrm1()), "item")).toEqual([]);
  });

  test("is measured by the limits of its kind", () => {
    const large = (times: number) => toGlb(put(wearable(), "/nodes/0/scale", [times, times, times]));
    const fits = (times: number) => KINDS.filter((kind) => codesOf(large(times), kind).length === 0);
    expect([fits(2), fits(10), fits(100), fits(2_000)]).toEqual([
      [...KINDS],
      ["world", "item"],
      ["world"],
      [],
    ]);
    expect(checkModel(large(2_000), "world").findings).toMatchObject([
      { code: "BOUNDS_SIZE", actual: 3200, limit: 2000 },
    ]);
    const many = put(
      plainModel(),
      "/nodes",
      Array.from({ length: 3_000 }, () => ({ mesh: 0 })),
    );
    expect([codesOf(toGlb(many), "item"), codesOf(toGlb(many), "world")]).toEqual([["LIMIT_NODES"], []]);
  });

  test("tells at which bone it is worn, by its top node's extras or name; an accessory that does not, at the head", () => {
    const bone = (kind: ModelKind, pointer: string, value: unknown) => {
      const { findings, facts } = checkModel(toGlb(put(plainModel(), pointer, value)), kind);
      return [facts?.attachBone, findings.map(({ code }) => code)];
    };
    for (const kind of ["item", "accessory"] as const) {
      expect(bone(kind, "/nodes/0/extras", { attachBone: "leftHand", colour: "red" })).toEqual([
        "leftHand",
        [],
      ]);
      expect(bone(kind, "/nodes/0/name", "upperChest")).toEqual(["upperChest", []]);
      for (const wrong of ["Hed", "__proto__", 7, null])
        expect(bone(kind, "/nodes/0/extras", { attachBone: wrong })).toEqual([
          undefined,
          ["ATTACH_BONE_UNKNOWN"],
        ]);
    }
    for (const extras of [{}, "head", null, ["attachBone"]]) {
      expect(bone("item", "/nodes/0/extras", extras)).toEqual([null, []]);
      expect(bone("accessory", "/nodes/0/extras", extras)).toEqual(["head", ["ATTACH_BONE_MISSING"]]);
    }
    expect(bone("world", "/nodes/0/extras", { attachBone: "Hed" })).toEqual([undefined, []]);
  });

  test("is held to glTF as an avatar is", async () => {
    expect(codesOf(toGlb(withImage(plainModel(), pngOfSize(9_000, 9_000))), "item")).toContain(
      "IMAGE_TOO_LARGE",
    );
    expect(
      codesOf(toGlb(put(plainModel(), "/buffers/0/uri", "http://stranger.example/x.bin")), "world"),
    ).toContain("EXTERNAL_URI");
    for (const name of await readdir(MALFORMED)) {
      const { findings, facts, model } = checkModel(await Bun.file(join(MALFORMED, name)).bytes(), "item");
      expect([name, hasErrors(findings), facts, model]).toEqual([name, true, null, null]);
    }
  });
});
