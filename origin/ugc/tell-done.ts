// Tells the origin how a job ended, a few times; then it is left to the lease to run out.

import type { Log } from "../../shared/http/log.ts";
import type { ClaimedJob, JobDone } from "../../shared/schema/internal/jobs.ts";
import type { OriginJobs } from "./origin-jobs.ts";

const TRIES_MAX = 4;
const BACKOFF_FIRST_MS = 200;

/** "told"; "lease-lost" when another worker has it; "untold" when the origin could not be reached. Throws nothing. */
export async function tellDone(
  { jobs, log }: { readonly jobs: Pick<OriginJobs, "done">; readonly log: Log },
  job: ClaimedJob,
  outcome: JobDone["outcome"],
): Promise<"told" | "lease-lost" | "untold"> {
  let waitMs = BACKOFF_FIRST_MS;
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    try {
      return (await jobs.done(job, outcome)) ? "told" : "lease-lost";
    } catch (error) {
      log.warn("ugc.done-failed", { tries, error });
      await Bun.sleep(waitMs);
      waitMs *= 2;
    }
  }
  return "untold";
}
