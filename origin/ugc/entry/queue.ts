// The UGC worker as a process: reads its configuration, works off the origin's queue, ends on SIGTERM or SIGINT.

import { EnvError, readEnv } from "../../../shared/env.ts";
import { createInternalClient, credentialOf } from "../../../shared/http/internal-client.ts";
import { createLog } from "../../../shared/http/log.ts";
import { createObjectStore } from "../../s3/object-store.ts";
import { type UgcConfig, ugcSettings } from "../config.ts";
import { createOriginJobs } from "../origin-jobs.ts";
import { findBrowser } from "../thumbnail/find-browser.ts";
import { ThumbnailBrowser } from "../thumbnail/thumbnail-browser.ts";
import { runWorker } from "../worker.ts";

const EXIT_CONFIG = 78; // EX_CONFIG
/** Whatever still runs then is left to its lease. */
const SHUTDOWN_MAX_MS = 1_500;

function readConfig(): UgcConfig {
  try {
    return readEnv(process.env, ugcSettings);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIG);
  }
}

const config = readConfig();
const log = createLog({
  process: "ugc",
  format: config.log,
  nowMs: Date.now,
  write: (line) => void process.stdout.write(`${line}\n`),
});
const stop = new AbortController();
const store = createObjectStore({
  endpoint: config.s3Endpoint,
  region: config.s3Region,
  accessKeyId: config.s3AccessKeyId,
  secretAccessKey: config.s3SecretAccessKey,
});
const origin = { originUrl: config.originUrl, credential: credentialOf("ugc", config, Date.now) };
const call = createInternalClient({ ...origin, fetch });
// A long claim must not outlive the wish to stop; handing a job back may.
const claimCall = createInternalClient({
  ...origin,
  fetch: Object.assign(
    (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
      fetch(input, {
        ...init,
        signal: AbortSignal.any([stop.signal, ...(init?.signal ? [init.signal] : [])]),
      }),
    { preconnect: fetch.preconnect },
  ),
});
const jobs = { ...createOriginJobs(call), claim: createOriginJobs(claimCall).claim };

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    log.info("ugc.stopping", { signal });
    stop.abort();
    setTimeout(() => process.exit(0), SHUTDOWN_MAX_MS).unref();
  });

const name = `${process.env["HOSTNAME"] ?? "worker"}-${process.pid}`.slice(-100);
log.info("ugc.ready", { worker: name, originUrl: config.originUrl, store: config.s3Endpoint });
const browserPath = findBrowser(config.browserPath ?? undefined);
if (browserPath === null) log.info("ugc.no-browser", { pictures: "drawn by our own rasteriser" });
const browser = browserPath === null ? null : new ThumbnailBrowser({ path: browserPath });
await runWorker({ name, jobs, store, deliveryBucket: config.s3DeliveryBucket, browser, log }, stop.signal);
browser?.close();
store.close();
log.info("ugc.stopped");
process.exit(0);
