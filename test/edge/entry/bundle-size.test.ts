// What a platform loads before the first answer: the worker without the web page, minified and compressed.

import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleWorker } from "../../../edge/entry/build-workerd.ts";

const GZIPPED_MAX_BYTES = 120_000;
const ENTRY = join(import.meta.dir, "../../../edge/entry/workerd.ts");

test("the worker's bundle weighs at most 120 kB, minified and gzipped", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-bundle-"));
  try {
    const file = join(folder, "edge.js");
    await bundleWorker(ENTRY, file);
    expect(Bun.gzipSync(await Bun.file(file).bytes()).byteLength).toBeLessThanOrEqual(GZIPPED_MAX_BYTES);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
