// Uploads, avatars and the worker's queue over HTTP.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { jobIdSchema, uploadIdSchema } from "../../shared/schema/ids.ts";
import { claimJobSchema, jobDoneSchema, jobProgressSchema } from "../../shared/schema/internal/jobs.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { claimJob } from "./claim-job.ts";
import { createUpload } from "./create-upload.ts";
import { finishJob, progressJob } from "./finish-job.ts";
import { listAvatarPage } from "./get-asset.ts";
import { getUploadStatus } from "./get-upload-status.ts";

/** Findings of a file with thousands of faults, each with its sentence in two languages. */
const JOB_DONE_MAX_BYTES = 4 * 1024 * 1024;

export function assetRoutes(deps: OriginDeps) {
  const avatars: OriginHandler = async (c) => c.json(await listAvatarPage(deps, pageQuery(c)));

  const upload: OriginHandler = async (c) =>
    c.json(await createUpload(deps, actingUser(c), await readJson(c.req.raw)), 201);

  const status: OriginHandler = async (c) =>
    c.json(await getUploadStatus(deps, idParam(c, "uploadId", uploadIdSchema)));

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

  const done: OriginHandler = async (c) => {
    const jobId = idParam(c, "jobId", jobIdSchema);
    const body = await readJson(c.req.raw, JOB_DONE_MAX_BYTES);
    await finishJob(deps, jobId, parseOrProblem(jobDoneSchema, body, "body"));
    return c.body(null, 204);
  };

  return { avatars, upload, status, claim, progress, done };
}
