import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { differences } from "../../../scripts/avatar/report/difference.ts";
import { type Figures, figuresSchema, type VariantFigures } from "../../../scripts/avatar/report/figures.ts";
import { lookAtAvatar } from "../../../scripts/avatar/report/look-at-avatar.ts";
import { renderHtml } from "../../../scripts/avatar/report/render-html.ts";
import { renderMarkdown } from "../../../scripts/avatar/report/render-markdown.ts";
import { AVATARS, fileOf, runAvatar } from "./run-avatar.ts";

const TIMEOUT_MS = 120_000;
const SAMPLE = join(AVATARS, "spec_mtoon_uv.vrm");

describe("bun run avatar -- report", () => {
  let folder = "";
  let kept = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hiroba-avatar-report-"));
    kept = join(folder, "kept.json");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (out: string, ...more: readonly string[]) =>
    runAvatar([
      "report",
      "--presets",
      "none",
      "--baseline",
      kept,
      "--out",
      join(folder, out),
      SAMPLE,
      ...more,
    ]);
  const read = (name: string) => Bun.file(join(folder, name)).text();

  test(
    "writes a page that needs nothing else, a text and figures, and keeps the figures where it is asked to",
    async () => {
      const broken = await fileOf("cut<short>.vrm", (await Bun.file(SAMPLE).bytes()).subarray(0, 3000));
      const { out, err, exitCode } = await run("first", broken, "--keep");
      expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
      expect((await readdir(join(folder, "first"))).toSorted()).toEqual([
        "report.html",
        "report.json",
        "report.md",
      ]);
      expect(out).toContain("2 avatars (1 refused)");
      const figures = figuresSchema.parse(JSON.parse(await read("first/report.json")));
      expect(Object.keys(figures.avatars)).toEqual(["spec_mtoon_uv"]);
      const { variants = {} } = figures.avatars["spec_mtoon_uv"] ?? {};
      expect(Object.keys(variants)).toContain("web lod0");
      expect(variants["web lod0"]).toMatchObject({ body: "equal", changedValues: 0 });
      expect(await read("kept.json")).toBe(await read("first/report.json"));

      const html = await read("first/report.html");
      const pictures = html.match(/src="data:image\/webp;base64,[\w+/]{200,}=*"/g) ?? [];
      expect(pictures.length).toBe((Object.keys(variants).length + 1) * 2);
      expect(html.match(/(?:src|href)="(?!data:)/g)).toBeNull();
      expect(html).toMatch(/Pictures by three-vrm in Chromium|by our own rasteriser, arms out/);
      expect(html).toContain("cut&lt;short&gt;");
      expect(html).toContain("Refused: ");
      expect(await read("first/report.md")).toContain("| web lod0 | ");
    },
    TIMEOUT_MS,
  );

  test(
    "makes the same figures again, and tells what is not as it was at the last release",
    async () => {
      const then = figuresSchema.parse(JSON.parse(await read("kept.json")));
      const variant = then.avatars["spec_mtoon_uv"]?.variants["compat lod0"];
      if (variant === undefined) throw new Error("a variant was expected");
      variant.sizeBytes *= 2;
      await Bun.write(kept, JSON.stringify(then));
      const { out, exitCode } = await run("second");
      expect(exitCode).toBe(0);
      expect(out).toContain("1 changes since the last release (0 of them for the worse)");
      expect(await read("second/report.json")).toBe(await read("first/report.json"));
      expect(await read("second/report.md")).toMatch(/\| compat lod0 \| size \| .* \| −50\.0 % \| better \|/);
      expect(await read("second/report.html")).toContain("−50.0 %");
    },
    TIMEOUT_MS,
  );

  test("says what is wrong with what it was told", async () => {
    for (const [args, exitCode, text] of [
      [["--presets", "giant"], 64, 'no "giant"'],
      [["--presets", "none"], 64, "1 to 200 avatars; here are 0"],
      [["--presets", "none", SAMPLE, SAMPLE], 64, "Two avatars are called spec_mtoon_uv"],
      [["--presets", "tiny", "--baseline", join(folder, "none.json")], 1, "none.json"],
      [["--presets", "tiny", "--baseline", SAMPLE], 1, "is no report.json"],
      [["--presets", "none", "no-such.vrm"], 1, "FILE_MISSING"],
    ] as const) {
      const told = await runAvatar(["report", "--out", join(folder, "none"), ...args]);
      expect([told.exitCode, told.err]).toEqual([exitCode, expect.stringContaining(text)]);
    }
    expect(await Bun.file(join(folder, "none/report.html")).exists()).toBe(false);
  });
});

test(
  "a report without a browser has pictures all the same, and says who drew them",
  async () => {
    const bytes = await Bun.file(SAMPLE).bytes();
    const seen = await lookAtAvatar("her", bytes, { browser: null, clock: () => 0, tell: () => {} });
    const made = { avatars: [seen], differences: null, baseline: "nowhere.json" };
    const [html, markdown] = [renderHtml(made), renderMarkdown(made)];
    for (const text of [html, markdown]) {
      expect(text).toContain("Pictures by our own rasteriser, arms out (there is no browser).");
      expect(text).toContain("nowhere.json");
    }
    expect(html.match(/src="data:image\/webp;base64,UklG/g)?.length).toBeGreaterThan(4);
  },
  TIMEOUT_MS,
);

describe("what changed since the last release", () => {
  const variant: VariantFigures = {
    sizeBytes: 1000,
    triangleCount: 500,
    textureMemoryBytes: 2000,
    likenessDb: 35,
    leastIn: "face",
    body: "equal",
    changedValues: 0,
  };
  const figures = (variants: Readonly<Record<string, VariantFigures>>, name = "her"): Figures => ({
    format: "hiroba-avatar-report",
    version: 1,
    avatars: { [name]: { uploadBytes: 9000, variants } },
  });
  const told = (is: Partial<VariantFigures>) =>
    differences(figures({ "web lod1": { ...variant, ...is } }), figures({ "web lod1": variant }));

  test("is nothing where nothing did, and nothing of avatars that were not looked at", () => {
    expect(told({})).toEqual([]);
    const others = figures({ "web lod1": variant }, "him");
    expect(differences({ ...others, avatars: {} }, others)).toEqual([]);
  });

  test("tells which way each measure went", () => {
    expect(told({ sizeBytes: 1100 })).toMatchObject([{ measure: "sizeBytes", share: 0.1, verdict: "worse" }]);
    expect(told({ likenessDb: 36 })).toMatchObject([{ measure: "likenessDb", verdict: "better" }]);
    expect(told({ likenessDb: null })).toMatchObject([{ is: null, share: null, verdict: "other" }]);
    expect(told({ leastIn: "joy" })).toMatchObject([{ was: "face", is: "joy", verdict: "other" }]);
    expect(told({ body: "differs" })).toMatchObject([{ measure: "body", verdict: "worse" }]);
    expect(told({ changedValues: 2 })).toMatchObject([
      { measure: "changedValues", share: null, verdict: "worse" },
    ]);
  });

  test("tells which variants are new and which are made no more", () => {
    const [now, then] = [figures({ "web lod1": variant }), figures({ "web lod2": variant })];
    expect(differences(now, then)).toEqual([
      { avatar: "her", variant: "web lod1", kind: "new" },
      { avatar: "her", variant: "web lod2", kind: "gone" },
    ]);
  });
});
