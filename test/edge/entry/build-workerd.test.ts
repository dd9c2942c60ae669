// The worker as it is deployed: small enough to start at once anywhere, and what wrangler is told of it is true.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { edgeSettings } from "../../../edge/config.ts";
import { bundleWorker, COMPATIBILITY_DATE } from "../../../edge/entry/build-workerd.ts";

const ENTRY = join(import.meta.dir, "../../../edge/entry");
/**
 * Minified and gzipped, without the page. The tables of what avatars may hold and where their ranks begin are 1,400 of it; coins,
 * orders and tickets, with eighteen routes, 4,300; the books, with nine, 2,200; the store, with nine, 2,400; gifts, with
 * three, 900; earnings and payouts, with nine, 1,900.
 */
const BUNDLE_MAX_BYTES = 140_000;

describe("the worker", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hiroba-worker-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test(`is one module of at most ${BUNDLE_MAX_BYTES} bytes, minified and gzipped`, async () => {
    const file = join(folder, "edge.js");
    await bundleWorker(join(ENTRY, "workerd.ts"), file);
    const bytes = await Bun.file(file).bytes();
    expect(Bun.gzipSync(bytes).byteLength).toBeLessThanOrEqual(BUNDLE_MAX_BYTES);
    const bundled = (await import(file)) as Record<string, unknown>;
    expect(Object.keys(bundled).toSorted()).toEqual(["RateLimitBucket", "default"]);
  });

  test("is what wrangler is told it is", async () => {
    const text = await Bun.file(join(ENTRY, "wrangler.jsonc")).text();
    const config = JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
    expect(config).toMatchObject({
      main: "../../.hiroba/worker/edge.js",
      build: { command: "bun edge/entry/build-workerd.ts .hiroba/worker" },
      no_bundle: true,
      compatibility_date: COMPATIBILITY_DATE,
      durable_objects: { bindings: [{ name: "RATE_LIMITS", class_name: "RateLimitBucket" }] },
      migrations: [{ new_sqlite_classes: ["RateLimitBucket"] }],
      assets: { binding: "WEB", run_worker_first: true },
    });
    const known = Object.values(edgeSettings).map(({ name }) => name as string);
    for (const name of Object.keys(config.vars)) expect(known).toContain(name);
  });
});
