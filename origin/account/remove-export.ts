// Copies that nobody may download any more: their files go, and then what is known of them.

import type { OriginDeps } from "../deps.ts";
import { removeObject } from "../s3/remove-object.ts";
import { exportKey } from "./export-key.ts";
import { deleteExport, listExpiredExports } from "./store.ts";

const EXPORTS_PER_SWEEP_MAX = 100;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "store" | "uploadBucket">;

/** Removes one copy. Throws what database and store throw; may be repeated. */
export async function removeExport(deps: Omit<Deps, "nowMs">, exportId: string): Promise<void> {
  await removeObject(deps.store, { bucket: deps.uploadBucket, key: exportKey(exportId) });
  await deleteExport(deps.db, exportId);
}

/** Removes those whose time is over; what is left waits for the next look. */
export async function sweepExports(deps: Deps): Promise<void> {
  const expired = await listExpiredExports(deps.db, new Date(deps.nowMs()), EXPORTS_PER_SWEEP_MAX);
  for (const { id } of expired) await removeExport(deps, id);
}
