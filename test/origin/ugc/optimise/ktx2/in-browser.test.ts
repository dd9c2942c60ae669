// A variant with KTX2 as somebody's browser shows it: three.js, its transcoder, and a graphics card, which here is software.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { createLikeness, LIKENESS_MIN_DB } from "../../../../../origin/ugc/likeness/likeness.ts";
import { optimiseModel } from "../../../../../origin/ugc/optimise/optimise-model.ts";
import { TEXTURE_PLAN, type Variant } from "../../../../../origin/ugc/optimise/variant.ts";
import { drawable } from "../../../../../origin/ugc/steps/validate-model.ts";
import { gltfErrors } from "../../../../../scripts/avatar/validate-gltf.ts";
import { findChromium } from "../../../../../scripts/test/chromium.ts";
import { checkModel } from "../../../../../shared/avatar/check-model.ts";
import { buildVase } from "../../../../shared/avatar/hall-builder.ts";
import { launchChromium } from "../../../../support/browser.ts";

const TIMEOUT_MS = 120_000;
const ROOT = join(import.meta.dir, "../../../../..");
const TRANSCODER = join(ROOT, "node_modules/three/examples/jsm/libs/basis");
const SCRIPT = join(ROOT, "test/edge/web/ktx2/show.ts");

let upload: Uint8Array;
let variants: readonly Variant[];
beforeAll(async () => {
  upload = buildVase();
  const { model } = checkModel(upload, "item");
  if (model === null) throw new Error("one that passes was expected");
  const shown = drawable(model);
  const made: Variant[] = [];
  const likeness = await createLikeness(shown);
  const plan = [{ profile: "web", level: "lod1" } as const, ...TEXTURE_PLAN];
  await optimiseModel(upload, shown, "item", {
    likeness,
    plan,
    onVariant: (variant) => void made.push(variant),
  });
  variants = made;
}, TIMEOUT_MS);

describe("a variant whose textures are KTX2", () => {
  test("looks like the upload, has no errors for Khronos' validator, and takes an eighth of the video memory", async () => {
    const [web, ktx2] = variants;
    if (web === undefined || ktx2 === undefined) throw new Error("two were expected");
    expect(ktx2).toMatchObject({ profile: "ktx2", level: "lod1" });
    expect(ktx2.facts.likenessDb).toBeGreaterThanOrEqual(LIKENESS_MIN_DB);
    expect(await gltfErrors(ktx2.bytes)).toEqual([]);
    expect(ktx2.facts.textureMemoryBytes).toBe(Math.ceil(web.facts.textureMemoryBytes / 8));
    expect(ktx2.facts.triangleCount).toBe(web.facts.triangleCount);
    expect(ktx2.bytes.length).toBeLessThan(upload.length);
  });

  const chromium = findChromium();
  describe.skipIf(chromium === null)("in Chromium", () => {
    let stop: () => Promise<unknown> = async () => {};
    afterAll(() => stop());

    test(
      "is a compressed texture with all its mipmaps, in the colours of the web's variant",
      async () => {
        const built = await Bun.build({ entrypoints: [SCRIPT], target: "browser" });
        const script = await built.outputs[0]?.text();
        let bytes = new Uint8Array();
        const html = '<script type="module" src="/show.js"></script>';
        const server = Bun.serve({
          port: 0,
          hostname: "127.0.0.1",
          fetch: ({ url }) => {
            const { pathname } = new URL(url);
            if (pathname === "/show.js")
              return new Response(script, { headers: { "content-type": "text/javascript" } });
            if (pathname === "/variant.glb") return new Response(bytes);
            if (pathname.startsWith("/basis/"))
              return new Response(Bun.file(join(TRANSCODER, pathname.slice(7))));
            return new Response(html, { headers: { "content-type": "text/html" } });
          },
        });
        const browser = await launchChromium(chromium ?? "");
        stop = async () => {
          await browser.close();
          await server.stop(true);
        };
        const shown: { middle: number[]; textures: unknown[]; error: number }[] = [];
        for (const variant of variants) {
          bytes = Uint8Array.from(variant.bytes);
          const page = await browser.newPage();
          await page.goto(`http://127.0.0.1:${server.port}/`);
          await page.waitForFunction("globalThis.shown !== undefined", null, { timeout: TIMEOUT_MS });
          shown.push(await page.evaluate("globalThis.shown"));
          await page.close();
        }
        const [web, ktx2] = shown;
        expect(web?.textures).toMatchObject([{ slot: "map", isCompressedTexture: false }]);
        expect(ktx2?.textures).toEqual([
          { slot: "map", isCompressedTexture: true, colorSpace: "srgb", levels: 11 },
        ]);
        expect([web?.error, ktx2?.error]).toEqual([0, 0]);
        expect(web?.middle[3]).toBe(255);
        for (const c of [0, 1, 2])
          expect(Math.abs((web?.middle[c] ?? 0) - (ktx2?.middle[c] ?? 99))).toBeLessThan(12);
        expect(Math.max(...(ktx2?.middle.slice(0, 3) ?? []))).toBeGreaterThan(30);
      },
      TIMEOUT_MS,
    );
  });
});
