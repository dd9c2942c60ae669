import { describe, expect, test } from "bun:test";
import {
  type Output,
  type Row,
  renderRows,
  survival,
  verdictsOn,
} from "../../../../scripts/bench/avatar/rows.ts";

const UPLOAD_BYTES = 30_000_000;

const output = (
  file: string,
  sizeBytes: number,
  atMs: number | null,
  more: Partial<Output> = {},
): Output => ({
  file,
  sizeBytes,
  atMs,
  triangleCount: 50_000,
  likenessDb: 36,
  withExpressionsDb: 35,
  vrm: "equal",
  ...more,
});
const ours = (outputs: readonly Output[], peakMb = 300): Row => ({
  program: "hiroba",
  failed: null,
  tookMs: 9_000,
  peakMb,
  outputs,
});
const GOOD = [
  output("web-lod2.glb", 450_000, 2_900),
  output("web-lod1.glb", 900_000, 4_000),
  output("web-lod0.glb", 2_000_000, 5_900),
  output("compat-lod0.glb", 7_000_000, 9_000),
];
const missed = (row: Row) =>
  verdictsOn([row], UPLOAD_BYTES)
    .filter(({ outcome }) => outcome !== "met")
    .map(({ what }) => what);

describe("the heavy avatar", () => {
  test("meets every target; what Unity reads may come later", () => {
    expect(missed(ours(GOOD))).toEqual([]);
  });

  test.each([
    ["first wearable variant", ours([output("web-lod2.glb", 450_000, 3_100), ...GOOD.slice(1)])],
    ["all LODs for the web", ours([...GOOD.slice(0, 2), output("web-lod0.glb", 2_000_000, 6_100)])],
    ["peak memory", ours(GOOD, 321)],
    ["LOD1 smaller than the upload", ours(GOOD.with(1, output("web-lod1.glb", 1_100_000, 4_000)))],
    ["LOD2 smaller than the upload", ours(GOOD.with(0, output("web-lod2.glb", 510_000, 2_000)))],
    [
      "least likeness of the LODs for the web, all expressions",
      ours(GOOD.with(1, output("web-lod1.glb", 900_000, 4_000, { withExpressionsDb: 29.9 }))),
    ],
  ])("misses the target of the %s alone", (what, row) => {
    expect(missed(row)).toEqual([what]);
  });

  test("misses all of them where ours failed", () => {
    const failed: Row = { ...ours([]), failed: "ended with 1", tookMs: Number.NaN, peakMb: Number.NaN };
    expect(missed(failed).length).toBe(6);
    expect(survival([failed])[0]?.outcome).toBe("missed");
  });
});

test("one of our LODs that wears otherwise is a miss; a tool's, and what is no LOD, is not", () => {
  const tool: Row = { ...ours([output("lod1.glb", 1, null, { vrm: "gone" })]), program: "gltfpack as LOD1" };
  const far = output("web-stand-in.glb", 1, 1, { vrm: "changed: springs" });
  expect(survival([ours([...GOOD, far]), tool])[0]?.outcome).toBe("met");
  const broken = ours(GOOD.with(2, output("web-lod0.glb", 1, 1, { vrm: "changed: springs" })));
  expect(survival([broken, tool])[0]).toMatchObject({ outcome: "missed", reached: "75 %" });
});

test("the table has a line for each file, and says of a program that failed why", () => {
  const failed: Row = { ...ours([]), program: "gltf-transform", failed: "Error: ended with 1" };
  const text = renderRows([ours(GOOD), failed], UPLOAD_BYTES);
  expect(text).toMatch(/hiroba +web-lod2 +2\.90 +300 +0\.450 +66\.7× +50\.0k +36\.0 +35\.0 +equal/);
  expect(text).toContain("Error: ended with 1");
});
