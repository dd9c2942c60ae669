// What a platform loads before the first answer: the worker without the web page, minified and compressed.

import { expect, test } from "bun:test";
import { join } from "node:path";

const GZIPPED_MAX_BYTES = 120_000;
const ROOT = join(import.meta.dir, "../../..");

test("the worker's bundle weighs at most 120 kB, minified and gzipped", async () => {
  const built = await Bun.build({
    entrypoints: [join(ROOT, "edge/entry/workerd.ts")],
    target: "browser",
    conditions: ["workerd", "worker"],
    format: "esm",
    minify: true,
  });
  const sizes = await Promise.all(
    built.outputs.map(async (output) => Bun.gzipSync(await output.bytes()).byteLength),
  );
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeLessThanOrEqual(GZIPPED_MAX_BYTES);
});
