import { afterAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { decodePng, type Pixels } from "../../../../origin/ugc/portrait/png.ts";
import {
  CARD_SIZE,
  drawThumbnails,
  TRANSPARENT_SIZE,
} from "../../../../origin/ugc/thumbnail/draw-thumbnails.ts";
import { ThumbnailBrowser } from "../../../../origin/ugc/thumbnail/thumbnail-browser.ts";
import { findChromium } from "../../../../scripts/test/chromium.ts";
import { put, toGlb, vrm1 } from "../../../shared/avatar/avatar-builder.ts";

const executablePath = findChromium();
const AVATARS = join(import.meta.dir, "../../../fixtures/avatars");
const avatar = (name: string) => Bun.file(join(AVATARS, `${name}.vrm`)).bytes();
const SIZES = { card: CARD_SIZE, transparent: TRANSPARENT_SIZE };
const COLD_START_MAX_MS = 60_000;

async function decode(webp: Uint8Array): Promise<Pixels> {
  expect(Buffer.from(webp.subarray(8, 12)).toString()).toBe("WEBP");
  return decodePng(await new Bun.Image(webp).png().bytes());
}

/** The widest row of what is at least half opaque, as a share of the picture's width. */
function widestRow({ widthPx, heightPx, rgba }: Pixels): number {
  let widest = 0;
  for (let y = 0; y < heightPx; y++) {
    const seen = Array.from({ length: widthPx }, (_, x) => x).filter(
      (x) => (rgba[(y * widthPx + x) * 4 + 3] ?? 0) > 127,
    );
    widest = Math.max(widest, (seen.at(-1) ?? 0) - (seen[0] ?? 0));
  }
  return widest / widthPx;
}

function alphaAt({ widthPx, rgba }: Pixels, x: number, y: number): number {
  return rgba[(y * widthPx + x) * 4 + 3] ?? 0;
}

function isRunning(pid: number | undefined): boolean {
  return pid !== undefined && existsSync(`/proc/${pid}/exe`);
}

describe.skipIf(executablePath === null)("thumbnails by a browser", () => {
  const path = executablePath ?? "";
  const browser = new ThumbnailBrowser({ path, pictureMaxMs: COLD_START_MAX_MS });
  afterAll(() => browser.close());

  test.each(["godette", "spec_mtoon_uv", "univrm_emission"])(
    "show %s on a card, and cut out",
    async (name) => {
      const { card, transparent, by, why } = await drawThumbnails(await avatar(name), browser);
      expect([by, why]).toEqual(["browser", null]);
      const [onWall, cutOut] = [await decode(card), await decode(transparent)];
      expect(onWall).toMatchObject(CARD_SIZE);
      expect(cutOut).toMatchObject(TRANSPARENT_SIZE);
      expect(alphaAt(onWall, 0, 0)).toBe(255);
      expect(alphaAt(cutOut, 0, 0)).toBe(0);
      expect(widestRow(cutOut)).toBeGreaterThan(0.1);
    },
    COLD_START_MAX_MS,
  );

  test(
    "show arms that hang down, where the rasteriser shows them as they are in the file",
    async () => {
      const bytes = await avatar("godette");
      const posed = await drawThumbnails(bytes, browser);
      const plain = await drawThumbnails(bytes, null);
      expect(plain.by).toBe("software");
      // Godette with her arms out is nearly as wide as tall, so that she fills the width; with them down she is half that.
      const figure = await decode(posed.transparent);
      const arms = await decode(plain.transparent);
      expect(widestRow(arms)).toBeGreaterThan(0.85);
      expect(widestRow(figure)).toBeLessThan(0.7);
    },
    COLD_START_MAX_MS,
  );

  test(
    "ask no network for anything, even where a file names an address",
    async () => {
      let asked = 0;
      using server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response(`${++asked}`) });
      const draft = vrm1();
      put(draft, "/images", [{ uri: `http://127.0.0.1:${server.port}/x.png` }]);
      put(draft, "/textures", [{ source: 0 }]);
      put(draft, "/materials/0/pbrMetallicRoughness", { baseColorTexture: { index: 0 } });
      await browser.photograph(toGlb(draft), SIZES).catch(() => {});
      expect(asked).toBe(0);
    },
    COLD_START_MAX_MS,
  );

  test(
    "come from a browser that is begun anew after so many pictures",
    async () => {
      using short = new ThumbnailBrowser({ path, picturesMax: 2, pictureMaxMs: COLD_START_MAX_MS });
      const bytes = await avatar("univrm_emission");
      await short.photograph(bytes, SIZES);
      const first = short.pid;
      expect(isRunning(first)).toBe(true);
      await short.photograph(bytes, SIZES);
      expect(short.pid).toBeUndefined();
      await short.photograph(bytes, SIZES);
      expect(short.pid).not.toBe(first);
      expect(isRunning(first)).toBe(false);
    },
    COLD_START_MAX_MS * 2,
  );

  test(
    "that take too long end the browser, and the rasteriser draws them; the next picture has a new browser",
    async () => {
      using hasty = new ThumbnailBrowser({ path, pictureMaxMs: 1 });
      const bytes = await avatar("univrm_emission");
      const drawn = await drawThumbnails(bytes, hasty);
      expect(drawn.by).toBe("software");
      expect(drawn.why).toContain("longer than 1 ms");
      expect(hasty.pid).toBeUndefined();
    },
    COLD_START_MAX_MS,
  );

  test(
    "of a file that is no VRM say so, and leave nothing behind for the next",
    async () => {
      const broken = new TextEncoder().encode("glTF, it says, and is not");
      expect(browser.photograph(broken, SIZES)).rejects.toThrow();
      const { by } = await drawThumbnails(await avatar("univrm_emission"), browser);
      expect(by).toBe("browser");
    },
    COLD_START_MAX_MS,
  );
});

describe("thumbnails without a browser", () => {
  test("are drawn by the rasteriser, and say so", async () => {
    const { card, transparent, by, why } = await drawThumbnails(await avatar("godette"), null);
    expect([by, why]).toEqual(["software", "there is no browser"]);
    expect(await decode(card)).toMatchObject(CARD_SIZE);
    const cutOut = await decode(transparent);
    expect([alphaAt(cutOut, 0, 0), alphaAt(cutOut, 256, 400)]).toEqual([0, 255]);
  });

  test("are drawn by the rasteriser when what was named is no browser", async () => {
    using none = new ThumbnailBrowser({ path: "/bin/false" });
    const { by, why } = await drawThumbnails(await avatar("univrm_emission"), none);
    expect(by).toBe("software");
    expect(why).not.toBeNull();
    using missing = new ThumbnailBrowser({ path: "/no/such/browser" });
    expect((await drawThumbnails(await avatar("univrm_emission"), missing)).why).toContain("ENOENT");
  });
});
