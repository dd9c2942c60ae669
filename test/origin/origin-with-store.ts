// An origin and an object store that tell each other what a pair in production would: the origin reads and writes the store,
// the store's events reach the origin.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OriginDeps } from "../../origin/deps.ts";
import { createObjectStore } from "../../origin/s3/object-store.ts";
import { serveObjectStore } from "../../scripts/dev/object-store/serve.ts";
import { createLog } from "../../shared/http/log.ts";
import { createPresigner } from "../../shared/s3/presigned-url.ts";
import { type OriginUnderTest, startOrigin } from "./origin-under-test.ts";

export const UPLOAD_BUCKET = "hiroba-upload";
export const DELIVERY_BUCKET = "hiroba-delivery";
export const STORE_KEYS = { accessKeyId: "TESTKEY", secretAccessKey: "test/secret+key" };

export type OriginWithStore = Awaited<ReturnType<typeof startOriginWithStore>>;

/** Starts both. `told: false`: the store keeps its events to itself, as when they are lost. */
export async function startOriginWithStore(
  over: Partial<OriginDeps> = {},
  options: { readonly told?: boolean } = {},
) {
  const silent = createLog({ process: "s3", format: "json", nowMs: Date.now, write: () => {} });
  let origin: OriginUnderTest | null = null;
  const served = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 60,
    fetch: (request) => origin?.app.fetch(request) ?? new Response(null, { status: 503 }),
  });
  const folder = await mkdtemp(join(tmpdir(), "hiroba-origin-store-"));
  const objects = await serveObjectStore(
    {
      port: 0,
      bind: "127.0.0.1",
      region: "us-east-1",
      ...STORE_KEYS,
      uploadBucket: UPLOAD_BUCKET,
      deliveryBucket: DELIVERY_BUCKET,
      eventUrl:
        options.told === false ? null : `http://127.0.0.1:${served.port}/hooks/s3-events?token=test-token`,
    },
    { folder, log: silent, nowMs: Date.now },
  );
  const storeUrl = `http://127.0.0.1:${objects.port}`;
  const s3 = { endpoint: storeUrl, region: "us-east-1", ...STORE_KEYS };
  const store = createObjectStore(s3);
  const signUploadBucketUrl = createPresigner({ ...s3, bucket: UPLOAD_BUCKET });
  origin = await startOrigin({ store, signUploadBucketUrl, ...over });
  const { stop } = origin;
  return {
    ...origin,
    originUrl: `http://127.0.0.1:${served.port}`,
    store,
    storeUrl,
    async stop() {
      store.close();
      await objects.stop();
      await stop();
      await served.stop(true);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
