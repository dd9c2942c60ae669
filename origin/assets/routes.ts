// Uploads, avatars and the worker's queue over HTTP.

import * as z from "zod";
import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { assetIdSchema, jobIdSchema, uploadIdSchema } from "../../shared/schema/ids.ts";
import {
  arrivedObjectSchema,
  claimJobSchema,
  jobAdmissionSchema,
  jobDoneSchema,
  jobPicturesSchema,
  jobProgressSchema,
  jobVariantSchema,
} from "../../shared/schema/internal/jobs.ts";
import { catalogQuerySchema } from "../../shared/schema/public-api.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { eventStreamAnswer, lastEventId } from "../event-streams.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { admitFile } from "./admit-file.ts";
import { claimJob } from "./claim-job.ts";
import { createUpload } from "./create-upload.ts";
import { finishJob, progressJob } from "./finish-job.ts";
import { getAvatar, getItem, getVariants, listAvatarPage, listItemPage } from "./get-asset.ts";
import { getUploadStatus, listOwnUploads } from "./get-upload-status.ts";
import { abortUpload, completeMultipart, createMultipart } from "./multipart-upload.ts";
import { receiveObject } from "./receive-object.ts";
import { addVariant, replacePictures } from "./refine-asset.ts";
import { forgetOwnVersion, listVersions, showOwnVersion } from "./show-version.ts";
import { createUploadStreams } from "./stream-upload-status.ts";

/** Findings of a file with thousands of faults, each with its sentence in two languages. */
const JOB_DONE_MAX_BYTES = 4 * 1024 * 1024;

const numberSchema = z.coerce.number().int().positive();

export function assetRoutes(deps: OriginDeps) {
  const streams = createUploadStreams(deps);

  const catalogQuery = (c: Parameters<OriginHandler>[0]) =>
    parseOrProblem(catalogQuerySchema, c.req.query(), "query");
  const avatars: OriginHandler = async (c) => c.json(await listAvatarPage(deps, catalogQuery(c)));
  const avatar: OriginHandler = async (c) =>
    c.json(await getAvatar(deps, idParam(c, "avatarId", assetIdSchema)));
  const items: OriginHandler = async (c) => c.json(await listItemPage(deps, catalogQuery(c)));
  const item: OriginHandler = async (c) => c.json(await getItem(deps, idParam(c, "itemId", assetIdSchema)));

  const assetId = (c: Parameters<OriginHandler>[0]) => idParam(c, "assetId", assetIdSchema);
  const versions: OriginHandler = async (c) => c.json(await listVersions(deps, actingUser(c), assetId(c)));
  const showVersion: OriginHandler = async (c) =>
    c.json(await showOwnVersion(deps, actingUser(c), assetId(c), idParam(c, "number", numberSchema)));

  const forgetVersion: OriginHandler = async (c) =>
    c.json(await forgetOwnVersion(deps, actingUser(c), assetId(c), idParam(c, "number", numberSchema)));
  const variantList: OriginHandler = async (c) => c.json(await getVariants(deps, assetId(c)));

  const upload: OriginHandler = async (c) =>
    c.json(await createUpload(deps, actingUser(c), await readJson(c.req.raw)), 201);

  const status: OriginHandler = async (c) =>
    c.json(await getUploadStatus(deps, idParam(c, "uploadId", uploadIdSchema)));

  const limits: OriginHandler = async (c) => c.json(deps.uploadLimits);

  const own: OriginHandler = async (c) => c.json(await listOwnUploads(deps, actingUser(c), pageQuery(c)));

  const multipart: OriginHandler = async (c) =>
    c.json(await createMultipart(deps, actingUser(c), await readJson(c.req.raw)), 201);

  const complete: OriginHandler = async (c) =>
    c.json(await completeMultipart(deps, actingUser(c), idParam(c, "uploadId", uploadIdSchema)));

  const abort: OriginHandler = async (c) => {
    await abortUpload(deps, actingUser(c), idParam(c, "uploadId", uploadIdSchema));
    return c.body(null, 204);
  };

  const events: OriginHandler = async (c) => {
    const uploadId = idParam(c, "uploadId", uploadIdSchema);
    const body = await streams.open(uploadId, lastEventId(c.req.header("last-event-id")), c.req.raw.signal);
    return eventStreamAnswer(c, body);
  };

  const arrival: OriginHandler = async (c) => {
    const object = parseOrProblem(arrivedObjectSchema, await readJson(c.req.raw), "body");
    return c.json({ became: await receiveObject(deps, object, c.get("log")) });
  };

  const claim: OriginHandler = async (c) => {
    const body = parseOrProblem(claimJobSchema, await readJson(c.req.raw), "body");
    const job = await claimJob(deps, body, c.req.raw.signal);
    return job === null ? c.body(null, 204) : c.json(job);
  };

  const progress: OriginHandler = async (c) => {
    const jobId = idParam(c, "jobId", jobIdSchema);
    await progressJob(deps, jobId, parseOrProblem(jobProgressSchema, await readJson(c.req.raw), "body"));
    return c.body(null, 204);
  };

  const admission: OriginHandler = async (c) => {
    const jobId = idParam(c, "jobId", jobIdSchema);
    const asked = parseOrProblem(jobAdmissionSchema, await readJson(c.req.raw), "body");
    return c.json({ isAdmitted: await admitFile(deps, jobId, asked) });
  };

  const variants: OriginHandler = async (c) => {
    const jobId = idParam(c, "jobId", jobIdSchema);
    const { leaseToken, variant } = parseOrProblem(jobVariantSchema, await readJson(c.req.raw), "body");
    await addVariant(deps, jobId, leaseToken, variant);
    return c.body(null, 204);
  };

  const pictures: OriginHandler = async (c) => {
    const jobId = idParam(c, "jobId", jobIdSchema);
    const { leaseToken, pictures } = parseOrProblem(jobPicturesSchema, await readJson(c.req.raw), "body");
    await replacePictures(deps, jobId, leaseToken, pictures);
    return c.body(null, 204);
  };

  const done: OriginHandler = async (c) => {
    const jobId = idParam(c, "jobId", jobIdSchema);
    const body = await readJson(c.req.raw, JOB_DONE_MAX_BYTES);
    await finishJob(deps, jobId, parseOrProblem(jobDoneSchema, body, "body"));
    return c.body(null, 204);
  };

  return {
    avatars,
    avatar,
    items,
    item,
    versions,
    showVersion,
    forgetVersion,
    variantList,
    upload,
    status,
    limits,
    own,
    multipart,
    complete,
    abort,
    events,
    arrival,
    claim,
    progress,
    admission,
    variants,
    pictures,
    done,
  };
}
