// What the pipeline published becomes an asset, and its upload is complete.

import { makeFinding, summarise } from "../../shared/avatar/findings.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { UploadId } from "../../shared/schema/ids.ts";
import { type JobDone, PUBLISH_STEP } from "../../shared/schema/internal/jobs.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { isBlocked } from "./blocked-store.ts";
import { catalogKindOf, indexAsset } from "./index-asset.ts";
import { enqueueRefinement } from "./refine-asset.ts";
import { type AssetRecord, findUpload, insertAsset, updateOpenUpload } from "./store.ts";

type Published = Extract<JobDone["outcome"], { kind: "published" }>;

/**
 * Does nothing for an upload that has its verdict: the key was written twice, and the first file stands. A file that was blocked
 * while it was on its way is refused after all.
 */
export async function registerAsset(
  deps: Pick<OriginDeps, "deliveryBucket" | "enqueue">,
  tx: DbOrTx,
  uploadId: UploadId,
  published: Published,
  now: Date,
): Promise<void> {
  const upload = await findUpload(tx, uploadId);
  if (upload === null || upload.status !== "VALIDATING") return;
  const { assetId, ...asset } = published.asset;
  if (await isBlocked(tx, asset.uploadSha256 ?? asset.sha256)) {
    const findings = [makeFinding("FILE_TAKEN_DOWN")];
    await updateOpenUpload(tx, uploadId, { status: "ERROR", reason: summarise(findings, "en"), findings });
    const keys = [asset.objectKey, asset.thumbnailKey].filter((key) => key !== null);
    return deps.enqueue(tx, "assets.settle", { keys });
  }
  const record: AssetRecord = {
    id: assetId,
    kind: upload.kind,
    ownerId: upload.ownerId,
    ...asset,
    figureKey: null,
    createdAt: now,
    takenDownAt: null,
  };
  await insertAsset(tx, record);
  await indexAsset(tx, record);
  const listedIn = { avatar: [cacheTag.avatars], item: [cacheTag.items] } as const;
  const kind = catalogKindOf(upload.kind);
  await recordChange(tx, [...(kind === null ? [] : listedIn[kind]), cacheTag.asset(assetId)], now);
  const { progress } = upload;
  await updateOpenUpload(tx, uploadId, {
    status: "COMPLETED",
    // What was told of the last steps may come after this: it is done all the same.
    progress:
      progress === null
        ? null
        : { step: PUBLISH_STEP, stepsDone: progress.stepsTotal, stepsTotal: progress.stepsTotal },
    assetId,
    findings: published.findings,
  });
  if (upload.kind === "avatar")
    await enqueueRefinement(tx, record, { uploadId, bucket: deps.deliveryBucket }, now);
}
