// What the pipeline published becomes an asset, or a new version of one, and its upload is complete.

import { makeFinding, summarise } from "../../shared/avatar/findings.ts";
import type { UploadId } from "../../shared/schema/ids.ts";
import { type JobDone, PUBLISH_STEP } from "../../shared/schema/internal/jobs.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { isBlocked, lockFile } from "./blocked-store.ts";
import { indexAsset, recordAssetChange } from "./index-asset.ts";
import { enqueueRefinement } from "./refine-asset.ts";
import { requireObjects } from "./require-objects.ts";
import { nextVersionNumber, showVersion } from "./show-version.ts";
import { type AssetRecord, insertAsset, lockUpload, type UploadRecord, updateOpenUpload } from "./store.ts";
import { lockAsset } from "./version-store.ts";

type Published = Extract<JobDone["outcome"], { kind: "published" }>;

type Deps = Pick<OriginDeps, "store" | "deliveryBucket" | "enqueue">;

/**
 * Of an upload that has its verdict nothing more becomes: the key was written twice, and the first file stands; or its owner gave
 * it up. A file that was blocked while it was on its way, or is to be a version of an asset that was taken down meanwhile, is
 * refused after all. Once for each upload: whoever comes second waits, and then finds the verdict. Throws OBJECT_NOT_THERE (503)
 * when what was put has gone meanwhile: the job's lease runs out, and it is done again.
 */
export async function registerAsset(
  deps: Deps,
  tx: DbOrTx,
  uploadId: UploadId,
  published: Published,
  now: Date,
): Promise<void> {
  const upload = await lockUpload(tx, uploadId);
  if (upload === null || upload.status !== "VALIDATING") return unpublish(deps, tx, published);
  const { asset } = published;
  const replaced = upload.replaces === null ? null : await lockAsset(tx, upload.replaces);
  const isDown = replaced !== null && replaced.takenDownAt !== null;
  const uploadSha256 = asset.uploadSha256 ?? asset.sha256;
  await lockFile(tx, uploadSha256);
  if (isDown || (await isBlocked(tx, uploadSha256))) {
    const findings = [makeFinding("FILE_TAKEN_DOWN")];
    await updateOpenUpload(tx, uploadId, { status: "ERROR", reason: summarise(findings, "en"), findings });
    return unpublish(deps, tx, published);
  }
  await requireObjects(deps, tx, keysOf(published));
  const record =
    replaced === null
      ? await insertNew(tx, upload, asset, now)
      : await insertVersion(deps, tx, replaced, asset, now);
  await updateOpenUpload(tx, uploadId, {
    status: "COMPLETED",
    // What was told of the last steps may come after this: it is done all the same.
    progress: upload.progress === null ? null : doneOf(upload.progress.stepsTotal),
    assetId: record.id,
    assetVersion: record.version,
    findings: published.findings,
  });
  await enqueueRefinement(tx, record, { uploadId, bucket: deps.deliveryBucket }, now);
}

async function insertNew(
  tx: DbOrTx,
  { kind, ownerId }: UploadRecord,
  { assetId, ...file }: Published["asset"],
  now: Date,
): Promise<AssetRecord> {
  const record: AssetRecord = {
    id: assetId,
    kind,
    ownerId,
    ...file,
    figureKey: null,
    version: 1,
    versionAt: null,
    createdAt: now,
    takenDownAt: null,
  };
  await insertAsset(tx, record);
  await indexAsset(tx, record);
  await recordAssetChange(tx, record, now);
  return record;
}

/** The id that the worker made for it goes unused. */
async function insertVersion(
  deps: Deps,
  tx: DbOrTx,
  replaced: AssetRecord,
  { assetId: _, ...file }: Published["asset"],
  now: Date,
): Promise<AssetRecord> {
  const version = await nextVersionNumber(tx, replaced);
  const next = { assetId: replaced.id, version, ...file, figureKey: null, createdAt: now };
  return showVersion(deps, tx, replaced, next, now);
}

/** What the worker put goes again, unless others have the same. */
async function unpublish({ enqueue }: Deps, tx: DbOrTx, published: Published): Promise<void> {
  await enqueue(tx, "assets.settle", { keys: keysOf(published) });
}

function keysOf({ asset: { objectKey, thumbnailKey } }: Published): string[] {
  return thumbnailKey === null ? [objectKey] : [objectKey, thumbnailKey];
}

function doneOf(stepsTotal: number): NonNullable<UploadRecord["progress"]> {
  return { step: PUBLISH_STEP, stepsDone: stepsTotal, stepsTotal };
}
