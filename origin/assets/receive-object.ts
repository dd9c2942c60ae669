// Something lies in the upload bucket, as the store told us or a worker that the store had told.

import type { Log } from "../../shared/http/log.ts";
import type { Arrival, ArrivedObject } from "../../shared/schema/internal/jobs.ts";
import type { OriginDeps } from "../deps.ts";
import { enqueueJob } from "./enqueue-job.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "store" | "uploadBucket" | "jobBell">;

/** Queues the work on it, once however often it is told; what nobody will look at any more is removed. */
export async function receiveObject(deps: Deps, object: ArrivedObject, log: Log): Promise<Arrival> {
  const became = await enqueueJob(deps, object);
  log.info("s3.object", { objectKey: object.objectKey, became });
  if (became === "finished") removeReplayed(deps, object, log);
  return became;
}

/** A policy that was used again after the verdict: nobody will look at what it brought. */
function removeReplayed({ store }: Deps, { bucket, objectKey, etag }: ArrivedObject, log: Log): void {
  store.remove({ bucket, key: objectKey }, etag).catch((error: unknown) => {
    log.warn("s3.replayed-not-removed", { objectKey, error });
  });
}
