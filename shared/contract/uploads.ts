// Uploads: the policy to post a file with, and how its processing goes.

import * as z from "zod";
import { AVATAR_CONTENT_TYPES } from "../schema/asset.ts";
import { uploadIdSchema } from "../schema/ids.ts";
import { uploadPolicyRequestSchema, uploadPolicySchema, uploadStatusSchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

export const uploadEndpoints = {
  "uploads.avatarPolicy": {
    method: "POST",
    path: "/v1/upload/avatar/policies",
    about: "Gives a form to post one VRM file with, straight to the object store.",
    auth: "session",
    caching: "private",
    limit: "upload-policies",
    body: uploadPolicyRequestSchema.extend({ contentType: z.enum(AVATAR_CONTENT_TYPES) }),
    answers: { 201: uploadPolicySchema },
    problems: ["UPLOAD_QUOTA_REACHED", "USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "uploads.avatarStatus": {
    method: "GET",
    path: "/v1/upload/avatar/:uploadId/status",
    about: "Tells how an upload goes. Whoever knows its id, which cannot be guessed, may ask.",
    auth: "none",
    caching: "private",
    params: z.object({ uploadId: uploadIdSchema }),
    answers: { 200: uploadStatusSchema },
    problems: ["UPLOAD_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
