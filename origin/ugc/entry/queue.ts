// The UGC worker as a process: reads its configuration, works off the origin's queue, ends on SIGTERM or SIGINT.

import { EnvError } from "../../../shared/env.ts";
import { PROCESS_NAME_MAX_CHARS, runLanes } from "../lanes.ts";
import { openParts } from "./parts.ts";

const EXIT_CONFIG = 78; // EX_CONFIG
/** Whatever still runs then is left to its lease. */
const SHUTDOWN_MAX_MS = 1_500;

function openOrExit(): ReturnType<typeof openParts> {
  try {
    return openParts(process.env);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIG);
  }
}

const { config, log, store, browser, jobsWith, deliveryBucket } = openOrExit();
const stop = new AbortController();
// A long claim must not outlive the wish to stop; handing a job back may.
const jobs = { ...jobsWith(() => ({})), claim: jobsWith(() => ({ signal: stop.signal })).claim };

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    log.info("ugc.stopping", { signal });
    stop.abort();
    setTimeout(() => process.exit(0), SHUTDOWN_MAX_MS).unref();
  });

const name = `${process.env["HOSTNAME"] ?? "worker"}-${process.pid}`.slice(-PROCESS_NAME_MAX_CHARS);
log.info("ugc.ready", { worker: name, originUrl: config.originUrl, store: config.s3Endpoint });
await runLanes({ jobs, store, deliveryBucket, browser, log, name }, stop.signal);
browser?.close();
store.close();
log.info("ugc.stopped");
process.exit(0);
