// What is on its way to be an asset: uploads, and the pipeline's jobs.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Finding } from "../../../shared/schema/asset.ts";
import type { VariantProgress } from "../../../shared/schema/asset-variant.ts";
import type { BundlePlatform } from "../../../shared/schema/bundle-platform.ts";
import type { AssetId, JobId, UploadId, UserId } from "../../../shared/schema/ids.ts";
import type { JobTask } from "../../../shared/schema/internal/jobs.ts";
import type { UploadStatus } from "../../../shared/schema/public-api.ts";
import type { UploadKind } from "../../../shared/schema/upload.ts";
import { time } from "./time.ts";
import { assets, users } from "./users.ts";

export const uploads = pgTable(
  "uploads",
  {
    id: text("id").$type<UploadId>().primaryKey(),
    kind: text("kind").$type<UploadKind>().notNull(),
    /** Of an AssetBundle. */
    platform: text("platform").$type<BundlePlatform>(),
    ownerId: text("owner_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    fileName: text("file_name").notNull(),
    contentType: text("content_type").notNull(),
    fileSizeBytes: integer("file_size_bytes").notNull(),
    objectKey: text("object_key").notNull().unique(),
    status: text("status").$type<UploadStatus["status"]>().notNull(),
    progress: jsonb("progress").$type<NonNullable<UploadStatus["progress"]>>(),
    reason: text("reason"),
    findings: jsonb("findings").$type<Finding[]>().notNull(),
    assetId: text("asset_id")
      .$type<AssetId>()
      .references(() => assets.id, { onDelete: "set null" }),
    /** The version of that asset that its file became; null of before there were versions: the first. */
    assetVersion: integer("asset_version"),
    /** The asset of which its file is to be a new version; null: it is to be an asset of its own. */
    replaces: text("replaces")
      .$type<AssetId>()
      .references(() => assets.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull(),
    /** Until then its file may begin to arrive. */
    expiresAt: time("expires_at").notNull(),
    /** Grows with every change that its status shows: what an event of it is known by. */
    revision: integer("revision").notNull().default(0),
    /** Where the file comes in parts: the store's own name for that, and how large each part but the last is. */
    multipart: jsonb("multipart").$type<{ readonly storeUploadId: string; readonly partBytes: number }>(),
  },
  (t) => [
    index("uploads_owner").on(t.ownerId, t.createdAt),
    index("uploads_open").on(t.expiresAt).where(sql`${t.status} = 'VALIDATING'`),
  ],
);

/** The queue of the UGC worker. One row for one object that arrived, however often the store tells of it. */
export const jobs = pgTable(
  "jobs",
  {
    id: text("id").$type<JobId>().primaryKey(),
    uploadId: text("upload_id")
      .$type<UploadId>()
      .notNull()
      .references(() => uploads.id, { onDelete: "cascade" }),
    /** What is to be done with the object. */
    task: text("task").$type<JobTask>().notNull().default("check"),
    bucket: text("bucket").notNull(),
    objectKey: text("object_key").notNull(),
    etag: text("etag").notNull(),
    sequencer: text("sequencer").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    attempt: integer("attempt").notNull(),
    /**
     * Whose turn it is when several wait: each further job of one creator stands JOB_TURN_MS behind the one before, so that who
     * brings fifty files is served between the others.
     */
    turnAt: time("turn_at").notNull().default(sql`now()`),
    /** Not before this moment: queued, backing off, or leased until then. */
    availableAt: time("available_at").notNull(),
    /** Set while a worker holds it, and after a lease that ran out. */
    leaseToken: text("lease_token"),
    worker: text("worker"),
    createdAt: time("created_at").notNull(),
    finishedAt: time("finished_at"),
    /** Why a refinement ended without all it should make; of a check, the upload has the findings. */
    finding: jsonb("finding").$type<Finding>(),
    /** Of a refinement: how far each variant is. A check's progress stands with its upload. */
    variants: jsonb("variants").$type<readonly VariantProgress[]>(),
  },
  (t) => [
    uniqueIndex("jobs_object").on(t.bucket, t.objectKey, t.etag, t.sequencer),
    index("jobs_waiting").on(t.task, t.turnAt).where(sql`${t.finishedAt} IS NULL`),
    index("jobs_upload").on(t.uploadId),
  ],
);
