// A worker that has checked a file asks whether it may be published at all, before it lies where everyone may load it.

import type { JobId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { isBlocked } from "./blocked-store.ts";
import { renewLease } from "./job-lease.ts";

/** Whether a file of these bytes may be published. Throws JOB_LEASE_LOST (409). */
export async function admitFile(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  jobId: JobId,
  { leaseToken, uploadSha256 }: { readonly leaseToken: string; readonly uploadSha256: string },
): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    await renewLease(tx, jobId, leaseToken, deps.nowMs());
    return !(await isBlocked(tx, uploadSha256));
  });
}
