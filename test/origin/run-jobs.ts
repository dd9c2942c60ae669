// Does the background work that waits, here and now, in the order of the kinds: no worker's clock decides when.

import { createJobHandlers } from "../../origin/jobs/handlers.ts";
import { type JobData, type JobKind, jobKindNames, jobKinds } from "../../origin/jobs/kinds.ts";
import { type JobHandler, openBoss } from "../../origin/jobs/queue.ts";
import { createLog } from "../../shared/http/log.ts";
import type { OriginUnderTest } from "./origin-under-test.ts";

const ROUNDS_MAX = 100;

/** Until none waits: jobs may make jobs. Throws what a handler throws. Returns the kinds that ran, one for each job. */
export async function runJobs({ deps, databaseUrl }: OriginUnderTest): Promise<JobKind[]> {
  const log = createLog({ process: "origin", format: "json", nowMs: Date.now, write: () => {} });
  const boss = await openBoss({ databaseUrl, log }, "visitor");
  const handlers = createJobHandlers(deps);
  const done: JobKind[] = [];
  try {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const before = done.length;
      for (const kind of jobKindNames)
        for (const job of await boss.fetch<object>(kind, { batchSize: 100 })) {
          const data = jobKinds[kind].data.parse(job.data) as JobData<typeof kind>;
          const handler = handlers[kind] as JobHandler<typeof kind>;
          await handler(data, { jobId: job.id, attempt: 1, signal: job.signal });
          await boss.complete(kind, job.id);
          done.push(kind);
        }
      if (done.length === before) return done;
    }
    throw new Error(`jobs made jobs ${ROUNDS_MAX} times over`);
  } finally {
    await boss.stop();
  }
}
