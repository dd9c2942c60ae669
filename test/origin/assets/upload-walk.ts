// The steps of an upload as its parties take them: edge begins, store tells, worker claims and finishes.

import type { VariantProgress } from "../../../shared/schema/asset-variant.ts";
import { newId } from "../../../shared/schema/ids.ts";
import {
  type ClaimedJob,
  claimedJobSchema,
  type JobDone,
  type JobPictures,
  type JobTask,
  type JobVariant,
} from "../../../shared/schema/internal/jobs.ts";
import { createdUploadSchema } from "../../../shared/schema/internal/uploads.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type UploadStatus, uploadStatusSchema } from "../../../shared/schema/public-api.ts";
import type { Answer, OriginUnderTest } from "../origin-under-test.ts";

export const BUCKET = "hiroba-upload";
export const SHA256 = "0123456789abcdef".repeat(4);

const HEADERS = { contentType: "model/gltf-binary", cacheControl: "public, max-age=31536000, immutable" };

export type Begun = { readonly uploadId: string; readonly objectKey: string };
type Outcome = JobDone["outcome"];
type Published = Extract<Outcome, { kind: "published" }>;

export const published = (change: Partial<Published["asset"]> = {}): Published => ({
  kind: "published",
  asset: {
    assetId: newId("asset"),
    name: "Godette",
    objectKey: `avatars/${SHA256}.vrm`,
    sha256: SHA256,
    uploadSha256: SHA256,
    sizeBytes: 1000,
    thumbnailKey: `thumbnails/${SHA256}.webp`,
    licence: {
      name: "Godette",
      authors: ["somebody"],
      licenceUrl: null,
      avatarPermission: "everyone",
      creditNotation: "required",
      allowRedistribution: false,
    },
    facts: {
      format: "vrm",
      vrmVersion: "1.0",
      triangleCount: 10,
      vertexCount: 30,
      materialCount: 1,
      textureCount: 1,
      nodeCount: 20,
      heightM: 1.6,
    },
    ...change,
  },
  findings: [],
});

/** The walk through one origin. */
export function uploadWalk(origin: OriginUnderTest) {
  const { store, deliveryBucket: bucket } = origin.deps;
  async function put(keys: readonly (string | null)[]): Promise<void> {
    for (const key of keys)
      if (key !== null && (await store.head({ bucket, key })) === null)
        await store.put({ bucket, key }, Buffer.from(`bytes of ${key}`), HEADERS);
  }
  const walk = {
    async begin(ownerId: string, change: Readonly<Record<string, unknown>> = {}): Promise<Begun> {
      const json = {
        kind: "avatar",
        fileName: "me.vrm",
        contentType: "model/vrm",
        fileSize: 1000,
        ...change,
      };
      const { body } = await origin.ask(internalPath.uploads, { as: ownerId, json });
      return createdUploadSchema.parse(body);
    },
    /** The store's event, bare. */
    tell: (objectKey: string, change: Readonly<Record<string, unknown>> = {}, bucket = BUCKET) =>
      origin.ask(`${internalPath.s3Events}`, {
        query: "?token=test-token",
        json: {
          Records: [
            {
              eventName: "ObjectCreated:Post",
              s3: {
                bucket: { name: bucket },
                object: { key: objectKey, size: 1000, eTag: "e1", sequencer: "01", ...change },
              },
            },
          ],
        },
      }),
    claimAnswer: (waitMs = 0, change: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
      origin.ask(internalPath.claimJob, { json: { worker: "w", waitMs, ...change } }),
    /** The next job, or null. */
    async claim(waitMs = 0): Promise<ClaimedJob | null> {
      const answer = await walk.claimAnswer(waitMs);
      return answer.status === 204 ? null : claimedJobSchema.parse(answer.body);
    },
    /** The next job of a worker that can refine, too. */
    async claimAny(tasks: readonly JobTask[] = ["check", "refine"]): Promise<ClaimedJob | null> {
      const answer = await walk.claimAnswer(0, { tasks });
      return answer.status === 204 ? null : claimedJobSchema.parse(answer.body);
    },
    async claimed(): Promise<ClaimedJob> {
      const job = await walk.claim();
      if (job === null) throw new Error("no job is waiting");
      return job;
    },
    progress: (job: ClaimedJob, step: string, stepsDone: number) =>
      origin.ask(internalPath.jobProgress, {
        params: { jobId: job.jobId },
        json: { leaseToken: job.leaseToken, step, stepsDone, stepsTotal: 4 },
      }),
    refines: (job: ClaimedJob, variants: readonly VariantProgress[]) =>
      origin.ask(internalPath.jobProgress, {
        params: { jobId: job.jobId },
        json: { leaseToken: job.leaseToken, step: "refine", stepsDone: 0, stepsTotal: 1, variants },
      }),
    admit: (job: ClaimedJob, uploadSha256: string) =>
      origin.ask(internalPath.jobAdmission, {
        params: { jobId: job.jobId },
        json: { leaseToken: job.leaseToken, uploadSha256 },
      }),
    addVariant: (job: ClaimedJob, variant: JobVariant) =>
      origin.ask(internalPath.jobVariants, {
        params: { jobId: job.jobId },
        json: { leaseToken: job.leaseToken, variant },
      }),
    replacePictures: (job: ClaimedJob, pictures: JobPictures) =>
      origin.ask(internalPath.jobPictures, {
        params: { jobId: job.jobId },
        json: { leaseToken: job.leaseToken, pictures },
      }),
    /** As a worker does: what it published lies in the store before it says so. */
    async done(job: ClaimedJob, outcome: Outcome): Promise<Answer> {
      if (outcome.kind === "published") await put([outcome.asset.objectKey, outcome.asset.thumbnailKey]);
      return walk.say(job, outcome);
    },
    /** The word alone. */
    say: (job: ClaimedJob, outcome: Outcome) =>
      origin.ask(internalPath.jobDone, {
        params: { jobId: job.jobId },
        json: { leaseToken: job.leaseToken, outcome },
      }),
    async status(uploadId: string): Promise<UploadStatus> {
      const { body } = await origin.ask(internalPath.upload, { params: { uploadId } });
      return uploadStatusSchema.parse(body);
    },
    /** The whole walk, to an avatar in the catalog. Returns its id. */
    async publish(ownerId: string, change: Partial<Published["asset"]> = {}): Promise<string> {
      const { objectKey } = await walk.begin(ownerId);
      await walk.tell(objectKey);
      const outcome = published(change);
      const answer = await walk.done(await walk.claimed(), outcome);
      if (answer.status !== 204) throw new Error(`not published: ${JSON.stringify(answer.body)}`);
      return outcome.asset.assetId;
    },
  };
  return walk;
}
