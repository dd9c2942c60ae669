// A store in a folder of its own, the SDK as its client, and a subscriber that hears its events.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { serveObjectStore } from "../../../../scripts/dev/object-store/serve.ts";
import { createLog } from "../../../../shared/http/log.ts";

export const UPLOAD = "hiroba-upload";
export const DELIVERY = "hiroba-delivery";
export const credentials = { accessKeyId: "TESTKEY", secretAccessKey: "test/secret+key" };

/** One message as the subscriber got it. */
export type HeardEvent = {
  readonly eventName: string;
  readonly s3: {
    readonly bucket: { readonly name: string };
    readonly object: {
      readonly key: string;
      readonly size: number;
      readonly eTag: string;
      readonly sequencer: string;
    };
  };
};

export type TestStore = Awaited<ReturnType<typeof startStore>>;

/** Starts a store on a free port, with its folder in `folderIn`. `refuseFirst` events are answered 503. */
export async function startStore(
  options: { readonly refuseFirst?: number; readonly folderIn?: string } = {},
) {
  const folder = await mkdtemp(join(options.folderIn ?? tmpdir(), "hiroba object store 広場-"));
  const events: HeardEvent[] = [];
  const envelopes: { readonly contentType: string | null; readonly body: Record<string, unknown> }[] = [];
  let toRefuse = options.refuseFirst ?? 0;
  const subscriber = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const body = JSON.parse(await request.text()) as Record<string, unknown>;
      if (toRefuse-- > 0) return new Response(null, { status: 503 });
      envelopes.push({ contentType: request.headers.get("content-type"), body });
      events.push(...(JSON.parse(String(body["Message"])) as { Records: HeardEvent[] }).Records);
      return new Response(null, { status: 204 });
    },
  });
  const config = {
    port: 0,
    bind: "127.0.0.1",
    region: "us-east-1",
    ...credentials,
    uploadBucket: UPLOAD,
    deliveryBucket: DELIVERY,
    eventUrl: `http://127.0.0.1:${subscriber.port}/hooks/s3-events?token=t`,
  };
  const failures: string[] = [];
  const log = createLog({
    process: "s3",
    format: "json",
    nowMs: Date.now,
    write: (line) => {
      if (line.includes('"level":"error"')) failures.push(line);
    },
  });
  let store = await serveObjectStore(config, { folder, log, nowMs: Date.now });
  const clientOf = (port: number, keys = credentials) =>
    new S3Client({
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      credentials: keys,
      forcePathStyle: true,
      maxAttempts: 1,
    });
  return {
    url: `http://127.0.0.1:${store.port}`,
    client: clientOf(store.port),
    strangerClient: clientOf(store.port, { ...credentials, secretAccessKey: "wrong" }),
    events,
    envelopes,
    failures,
    folder,
    /** Ends the store and opens the same folder again; returns the new client. */
    async restart(): Promise<S3Client> {
      await store.stop();
      store = await serveObjectStore(config, { folder, log, nowMs: Date.now });
      return clientOf(store.port);
    },
    async stop(): Promise<void> {
      await store.stop();
      await subscriber.stop(true);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The code in S3's error XML. */
export async function errorCode(response: Response): Promise<string | undefined> {
  return /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
}
