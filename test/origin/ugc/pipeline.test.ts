import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runSteps } from "../../../origin/ugc/pipeline.ts";
import { PORTRAIT_HEIGHT_PX, PORTRAIT_WIDTH_PX } from "../../../origin/ugc/portrait/draw-portrait.ts";
import { decodePng } from "../../../origin/ugc/portrait/png.ts";
import { checkAvatar } from "../../../shared/avatar/check-avatar.ts";
import { hasErrors } from "../../../shared/avatar/findings.ts";
import { type AvatarLimits, avatarLimitsSchema } from "../../../shared/schema/avatar-limits.ts";
import { pngOfSize, put, toGlb, vrm1, withImage } from "../../shared/avatar/avatar-builder.ts";

const FIXTURES = join(import.meta.dir, "../../fixtures");
const readFixture = async (path: string) =>
  new Uint8Array(await Bun.file(join(FIXTURES, path)).arrayBuffer());

/** Runs the steps and tells which were begun. */
async function run(bytes: Uint8Array, limits: Partial<AvatarLimits> = {}) {
  const begun: string[] = [];
  const avatarLimits = avatarLimitsSchema.parse(limits);
  const draft = await runSteps(bytes, { kind: "avatar", platform: null, avatarLimits }, (name) =>
    begun.push(name),
  );
  return { draft, begun, codes: draft.findings.map(({ code }) => code) };
}

describe("the pipeline", () => {
  test.each([
    ["godette", { vrmVersion: "0.x", triangleCount: 3439, textureCount: 5 }, "Low-Poly Godette"],
    ["univrm_emission", { vrmVersion: "0.x", triangleCount: 4608, textureCount: 0 }, "EmissionTest"],
    [
      "spec_mtoon_uv",
      { vrmVersion: "1.0", triangleCount: 6, textureCount: 3 },
      "VRMC_materials_mtoon UV Animation Test",
    ],
  ] as const)("lets %s through, with its facts, its licence and a portrait", async (name, facts, title) => {
    const bytes = await readFixture(`avatars/${name}.vrm`);
    const { draft, begun } = await run(bytes);
    expect(begun).toEqual(["scan", "validate-vrm", "fix", "thumbnail"]);
    expect(hasErrors(draft.findings)).toBe(false);
    expect(draft.facts).toMatchObject(facts);
    expect(draft.licence?.name).toBe(title);

    const webp = draft.thumbnail ?? new Uint8Array(0);
    expect(Buffer.from(webp.subarray(8, 12)).toString()).toBe("WEBP");
    const { widthPx, heightPx, rgba } = decodePng(await new Bun.Image(webp).png().bytes());
    expect([widthPx, heightPx]).toEqual([PORTRAIT_WIDTH_PX, PORTRAIT_HEIGHT_PX]);
    // Somebody is in the picture: its middle is not the wall that its edge is.
    const row = (PORTRAIT_HEIGHT_PX >> 1) * PORTRAIT_WIDTH_PX;
    const at = (x: number) => rgba.subarray((row + x) * 4, (row + x) * 4 + 3);
    const differing = Array.from({ length: PORTRAIT_WIDTH_PX }, (_, x) => x).filter((x) =>
      at(x).some((value, channel) => Math.abs(value - (at(2)[channel] ?? 0)) > 24),
    );
    expect(differing.length).toBeGreaterThan(PORTRAIT_WIDTH_PX / 20);
  });

  test("refuses every malformed GLB with a finding, and throws for none", async () => {
    for (const name of await readdir(join(FIXTURES, "malformed-glb"))) {
      const { draft, begun } = await run(await readFixture(`malformed-glb/${name}`));
      expect([name, hasErrors(draft.findings), begun.includes("thumbnail")]).toEqual([name, true, false]);
      expect(draft.thumbnail).toBeNull();
    }
  });

  test("holds avatars to what an operator set, and to nothing else where more is allowed", async () => {
    const bytes = toGlb(vrm1());
    expect((await run(bytes, { trianglesMax: 1 })).draft.findings).toMatchObject([
      { code: "LIMIT_TRIANGLES", actual: 2, limit: 1 },
    ]);
    const large = toGlb(withImage(vrm1(), pngOfSize(5_000, 4)));
    expect((await run(large)).codes).toContain("IMAGE_TOO_LARGE");
    expect((await run(large, { textureSideMaxPx: 8_192 })).codes).not.toContain("IMAGE_TOO_LARGE");
  });

  test("stops at the first step that finds an error", async () => {
    const { begun, codes, draft } = await run(new TextEncoder().encode("PK\u0003\u0004 a zip"));
    expect([begun, codes]).toEqual([["scan"], ["FILE_KIND"]]);
    expect(draft.facts).toBeNull();
  });

  test("says what was uploaded instead, for the files people mix up", async () => {
    for (const [start, kind] of [
      ["\u0089PNG\r\n", "PNG"],
      ["\u00ff\u00d8\u00ff\u00e0", "JPEG"],
      ["Kaydara FBX Binary  ", "FBX"],
      ["\u001f\u008b\b", "gzip (.unitypackage)"],
      ["MZ\u0090", "program"],
    ] as const) {
      const { draft } = await run(Buffer.from(start, "latin1"));
      expect(draft.findings).toMatchObject([{ code: "FILE_KIND", actual: kind, limit: "VRM" }]);
    }
  });

  test("names the texture whose data is broken behind a sound header", async () => {
    const { draft, begun, codes } = await run(toGlb(withImage(vrm1(), pngOfSize(16, 16))));
    expect(begun).toEqual(["scan", "validate-vrm", "fix", "thumbnail"]);
    expect(codes).toEqual(["IMAGE_BROKEN"]);
    expect(draft.findings[0]).toMatchObject({ pointer: "/images/0", name: "Face", severity: "error" });
    expect(draft.thumbnail).toBeNull();
  });

  test("takes nobody's words as they are: control characters and markup of a name are gone", async () => {
    const draft = put(vrm1(), "/extensions/VRMC_vrm/meta/name", "<b>Ev\u202eil\u0000</b>");
    const checked = await run(toGlb(draft));
    expect(checked.draft.licence?.name).toBe("Evil");
    expect(checked.codes).toContain("META_TEXT_STRIPPED");
    expect(checkAvatar(checked.draft.delivered ?? new Uint8Array(0))).toMatchObject({
      ok: true,
      findings: [],
    });
  });

  test("delivers a sound file as it came", async () => {
    const { draft } = await run(toGlb(vrm1()));
    expect([draft.delivered, draft.kept]).toEqual([null, null]);
  });
});
