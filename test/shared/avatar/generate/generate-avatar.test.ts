import { describe, expect, test } from "bun:test";
import { loadVrm } from "../../../../scripts/avatar/load-vrm.ts";
import { gltfErrors } from "../../../../scripts/avatar/validate-gltf.ts";
import { openAvatar } from "../../../../shared/avatar/check-avatar.ts";
import { generateAvatar } from "../../../../shared/avatar/generate/generate-avatar.ts";
import { type AvatarSpec, PRESETS } from "../../../../shared/avatar/generate/spec.ts";
import { seededRng } from "../../../../shared/rng.ts";

const TIMEOUT_MS = 60_000;
/** Pictures only: their size is tried alone, once. */
const withSmallPictures = (spec: AvatarSpec): AvatarSpec => ({
  ...spec,
  textureSidePx: spec.textureSidePx === null ? null : 64,
});

describe("every preset", () => {
  for (const [name, spec] of Object.entries<AvatarSpec>(PRESETS))
    test(
      `"${name}" passes our check and Khronos', opens in three-vrm and moves its face`,
      async () => {
        const bytes = await generateAvatar(withSmallPictures(spec), seededRng(7n));
        const { check } = openAvatar(bytes);
        expect(check.findings.filter(({ code }) => !code.startsWith("HEAVY_"))).toEqual([]);
        expect(check.facts?.vrmVersion).toBe(spec.version);
        expect(check.licence?.avatarPermission).toBe("everyone");
        const target = spec.triangles;
        if (target !== null) {
          expect(check.facts?.triangleCount).toBeGreaterThan(target * 0.93);
          expect(check.facts?.triangleCount).toBeLessThan(target * 1.07);
        }
        expect(await gltfErrors(bytes)).toEqual([]);
        const vrm = await loadVrm(bytes);
        vrm.expressionManager?.setValue("happy", 1);
        vrm.expressionManager?.setValue("lookLeft", 1);
        vrm.update(1 / 60);
        expect(Object.keys(vrm.expressionManager?.presetExpressionMap ?? {})).toContain("blinkRight");
        expect(vrm.springBoneManager?.joints.size ?? 0).toBeGreaterThanOrEqual(spec.ribbons * 4);
      },
      TIMEOUT_MS,
    );

  test("has as many materials as it asks for", async () => {
    const { check } = openAvatar(await generateAvatar(PRESETS["many-materials"], seededRng(7n)));
    expect(check.facts?.materialCount).toBe(60);
  });
});

test("the same seed gives the same bytes, another gives another avatar", async () => {
  const [first, again, other] = await Promise.all(
    [1n, 1n, 2n].map((seed) => generateAvatar(PRESETS.tiny, seededRng(seed))),
  );
  expect(again).toEqual(first as Uint8Array<ArrayBuffer>);
  expect(other).not.toEqual(first as Uint8Array<ArrayBuffer>);
});

test(
  "twenty avatars of chance are all without a finding",
  async () => {
    for (let seed = 0n; seed < 20n; seed++) {
      const spec = { ...PRESETS.tiny, version: seed % 2n === 0n ? ("1.0" as const) : ("0.x" as const) };
      const { check } = openAvatar(await generateAvatar(spec, seededRng(seed)));
      expect({ seed, findings: check.findings }).toEqual({ seed, findings: [] });
    }
  },
  TIMEOUT_MS,
);

test("a figure is as tall as its look says, and looks to the front of its version", async () => {
  const look = {
    hair: "short",
    face: "round",
    outfit: "tee",
    heightM: 1.8,
    colours: { skin: "#f9d3b8", hair: "#2b2430", eyes: "#2f6fb3", cloth: "#e86a5c", second: "#2f3a55" },
  } as const;
  for (const [version, sign] of [
    ["1.0", 1],
    ["0.x", -1],
  ] as const) {
    const { check, model } = openAvatar(
      await generateAvatar({ ...PRESETS.tiny, version, look }, seededRng(1n)),
    );
    expect(check.facts?.heightM).toBeGreaterThan(1.75);
    expect(check.facts?.heightM).toBeLessThan(2);
    const toes = model?.worlds[model.bones.get("leftToes") ?? -1];
    // Toes lie before the ankle.
    expect(Math.sign(toes?.[14] ?? 0)).toBe(sign);
  }
});
