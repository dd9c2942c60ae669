// A published model gets lighter variants: the work on them is queued when it is registered, and each is told as soon as it lies
// in the delivery bucket.

import { Problem } from "../../shared/http/problem.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { JobId, UploadId } from "../../shared/schema/ids.ts";
import type { JobPictures, JobVariant } from "../../shared/schema/internal/jobs.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { renewLease } from "./job-lease.ts";
import { insertJob } from "./job-store.ts";
import { requireObjects } from "./require-objects.ts";
import type { AssetRecord } from "./store.ts";
import { lockVersionOfUpload, updatePictures, upsertVariant } from "./variant-store.ts";
import type { VersionRecord } from "./version-store.ts";
import { recordWearers } from "./wearers.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "enqueue" | "store" | "deliveryBucket">;

/** Queues it for what is a model, in the transaction that registers it. A worker finds it when it looks the next time. */
export async function enqueueRefinement(
  tx: DbOrTx,
  asset: AssetRecord,
  { uploadId, bucket }: { readonly uploadId: UploadId; readonly bucket: string },
  now: Date,
): Promise<void> {
  if (asset.facts.format !== "vrm" && asset.facts.format !== "glb") return;
  const job = {
    uploadId,
    bucket,
    objectKey: asset.objectKey,
    etag: asset.sha256,
    sizeBytes: asset.sizeBytes,
  } as const;
  // Equal files of two creators share a key, as may two versions of one asset, and are refined one by one.
  const sequencer = `${asset.id}/${asset.version}`;
  const task = asset.kind === "avatar" ? "refine" : "refine-model";
  await insertJob(tx, asset.ownerId, { ...job, task, sequencer }, now);
  if (asset.facts.textureCount > 0)
    await insertJob(
      tx,
      asset.ownerId,
      { ...job, task: "supercompress", sequencer: `${sequencer}/ktx2` },
      now,
    );
}

/** Throws JOB_LEASE_LOST or ASSET_GONE (409), or OBJECT_NOT_THERE (503). */
export async function addVariant(
  deps: Deps,
  jobId: JobId,
  leaseToken: string,
  variant: JobVariant,
): Promise<void> {
  await change(deps, jobId, leaseToken, [variant.objectKey], async (tx, { assetId, version }, now) => {
    const before = await upsertVariant(tx, { assetId, version, ...variant, createdAt: now });
    if (before !== null) await deps.enqueue(tx, "assets.settle", { keys: [before] });
  });
}

/** Throws JOB_LEASE_LOST or ASSET_GONE (409), or OBJECT_NOT_THERE (503). */
export async function replacePictures(
  deps: Deps,
  jobId: JobId,
  leaseToken: string,
  pictures: JobPictures,
): Promise<void> {
  const keys = [pictures.thumbnailKey, pictures.figureKey];
  await change(deps, jobId, leaseToken, keys, async (tx, version, now) => {
    await updatePictures(tx, version, pictures);
    await recordWearers(tx, version.assetId, now);
    const before = [version.thumbnailKey, version.figureKey].filter((key) => key !== null);
    if (before.length > 0) await deps.enqueue(tx, "assets.settle", { keys: before });
  });
}

/**
 * `keys` are in the delivery bucket by now. Of an asset or version that is gone or taken down they must not stay there, unless
 * others have them, which is looked at once this has committed.
 */
async function change(
  deps: Deps,
  jobId: JobId,
  leaseToken: string,
  keys: string[],
  apply: (tx: DbOrTx, version: VersionRecord, now: Date) => Promise<void>,
): Promise<void> {
  const nowMs = deps.nowMs();
  const isApplied = await deps.db.transaction(async (tx) => {
    const job = await renewLease(tx, jobId, leaseToken, nowMs);
    const found = await lockVersionOfUpload(tx, job.uploadId);
    if (found === null || found.asset.takenDownAt !== null) {
      await deps.enqueue(tx, "assets.settle", { keys });
      return false;
    }
    await requireObjects(deps, tx, keys);
    await apply(tx, found.version, new Date(nowMs));
    await recordChange(tx, [cacheTag.asset(found.asset.id)], new Date(nowMs));
    return true;
  });
  if (!isApplied) throw gone();
}

function gone(): Problem {
  return new Problem({
    status: 409,
    code: "ASSET_GONE",
    title: "Nothing more is wanted of this asset",
    detail: "It, or this version of it, was taken down or removed meanwhile; end the job.",
  });
}
