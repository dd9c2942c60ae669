// What the worker is made of, however it is run: its configuration, log, object store, browser and its way to the origin.

import { type EnvRecord, readEnv } from "../../../shared/env.ts";
import { createInternalClient, credentialOf } from "../../../shared/http/internal-client.ts";
import { createLog } from "../../../shared/http/log.ts";
import { createObjectStore } from "../../s3/object-store.ts";
import { ugcSettings } from "../config.ts";
import { createOriginJobs, type OriginJobs } from "../origin-jobs.ts";
import { findBrowser } from "../thumbnail/find-browser.ts";
import { ThumbnailBrowser } from "../thumbnail/thumbnail-browser.ts";

/** Reads the environment and opens what it names; nothing is connected yet. Throws EnvError. */
export function openParts(env: EnvRecord) {
  const config = readEnv(env, ugcSettings);
  const log = createLog({
    process: "ugc",
    format: config.log,
    nowMs: Date.now,
    write: (line) => void process.stdout.write(`${line}\n`),
  });
  const store = createObjectStore({
    endpoint: config.s3Endpoint,
    region: config.s3Region,
    accessKeyId: config.s3AccessKeyId,
    secretAccessKey: config.s3SecretAccessKey,
    sessionToken: config.s3SessionToken,
  });
  const credential = credentialOf("ugc", config, Date.now);
  /** `init` goes into every request. */
  const jobsWith = (init: () => Parameters<typeof fetch>[1]): OriginJobs =>
    createOriginJobs(
      createInternalClient({
        originUrl: config.originUrl,
        credential,
        fetch: Object.assign(
          (input: Parameters<typeof fetch>[0], given?: Parameters<typeof fetch>[1]) => {
            const own = init();
            const signals = [given?.signal, own?.signal].filter((signal) => signal != null);
            return fetch(input, { ...given, ...own, signal: AbortSignal.any(signals) });
          },
          { preconnect: fetch.preconnect },
        ),
      }),
    );
  const browserPath = findBrowser(config.browserPath ?? undefined);
  if (browserPath === null) log.info("ugc.no-browser", { pictures: "drawn by our own rasteriser" });
  const browser = browserPath === null ? null : new ThumbnailBrowser({ path: browserPath });
  return { config, log, store, browser, jobsWith, deliveryBucket: config.s3DeliveryBucket };
}
