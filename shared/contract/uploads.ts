// Uploads: what may be brought, the right to bring it, and how its processing goes.

import * as z from "zod";
import { uploadIdSchema } from "../schema/ids.ts";
import {
  multipartUploadSchema,
  ownUploadPageSchema,
  pageQuerySchema,
  uploadPolicySchema,
  uploadStatusSchema,
} from "../schema/public-api.ts";
import { uploadKindSchema, uploadLimitsSchema, uploadRequestSchema } from "../schema/upload.ts";
import type { Endpoints } from "./endpoint.ts";

const kindParams = z.object({ kind: uploadKindSchema });
const uploadParams = z.object({ kind: uploadKindSchema, uploadId: uploadIdSchema });
const QUOTA_PROBLEMS = [
  "ASSET_NOT_FOUND",
  "ASSET_NOT_YOURS",
  "UPLOAD_QUOTA_REACHED",
  "UPLOAD_STORAGE_FULL",
  "USER_NOT_FOUND",
  "ORIGIN_AWAY",
] as const;

const AVATAR_FILE = { contentType: "model/gltf-binary", fileName: "aoi.vrm", fileSize: 4_200_000 };
const POLICY = {
  uploadId: "upl_7h2kq0v4m9x3c8n5",
  uploadUrl: "https://store.example.com/hiroba-upload",
  form: {
    "Content-Type": "model/gltf-binary",
    bucket: "hiroba-upload",
    key: "uploads/avatar/upl_7h2kq0v4m9x3c8n5",
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": "EXAMPLEKEY/20260401/us-east-1/s3/aws4_request",
    "X-Amz-Date": "20260401T120000Z",
    Policy: "eyJleHBpcmF0aW9uIjoiMjAyNi0wNC0wMVQxMjoxNTowMFoifQ==",
    "X-Amz-Signature": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
  },
  statusApiUrl: "https://hiroba.example.com/v1/upload/avatar/upl_7h2kq0v4m9x3c8n5/status",
  expiresAt: "2026-04-01T12:15:00.000Z",
};

export const uploadEndpoints = {
  "uploads.limits": {
    method: "GET",
    path: "/v1/upload/limits",
    about:
      "Tells what may be uploaded: types, sizes and names for each kind, what an avatar may hold and where its ranks begin, and the quotas of each role.",
    auth: "none",
    caching: "shared",
    answers: { 200: uploadLimitsSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "uploads.policy": {
    method: "POST",
    path: "/v1/upload/:kind/policies",
    about:
      "Gives a form to post one file with, straight to the object store: every field, then the file. A world with a platform is a Unity AssetBundle. With `replaces` the file becomes a new version.",
    auth: "session",
    scope: "publish",
    caching: "private",
    limit: "upload-policies",
    params: kindParams,
    body: uploadRequestSchema,
    answers: { 201: uploadPolicySchema },
    problems: QUOTA_PROBLEMS,
    example: { body: AVATAR_FILE, answer: POLICY },
  },
  "uploads.multipart": {
    method: "POST",
    path: "/v1/upload/:kind/multipart",
    about: "Begins an upload of a large file in parts: a URL for each, to put exactly its bytes to.",
    auth: "session",
    scope: "publish",
    caching: "private",
    limit: "upload-policies",
    params: kindParams,
    body: uploadRequestSchema,
    answers: { 201: multipartUploadSchema },
    problems: [...QUOTA_PROBLEMS, "UPLOAD_NOT_LARGE", "STORE_AWAY"],
    example: { body: { ...AVATAR_FILE, fileSize: 70_000_000 } },
  },
  "uploads.complete": {
    method: "POST",
    path: "/v1/upload/:kind/:uploadId/complete",
    about: "Puts the parts of an upload together. Asked again, it does nothing more.",
    auth: "session",
    scope: "publish",
    caching: "private",
    limit: "upload-policies",
    params: uploadParams,
    answers: { 200: uploadStatusSchema },
    problems: ["UPLOAD_NOT_FOUND", "UPLOAD_NOT_IN_PARTS", "UPLOAD_PARTS_WRONG", "STORE_AWAY", "ORIGIN_AWAY"],
  },
  "uploads.abort": {
    method: "DELETE",
    path: "/v1/upload/:kind/:uploadId",
    about: "Gives up an upload that has no verdict yet, and what was sent of it.",
    auth: "session",
    scope: "publish",
    caching: "private",
    limit: "upload-policies",
    params: uploadParams,
    answers: { 204: null },
    problems: ["UPLOAD_NOT_FOUND", "STORE_AWAY", "ORIGIN_AWAY"],
  },
  "uploads.status": {
    method: "GET",
    path: "/v1/upload/:kind/:uploadId/status",
    about:
      "Tells how an upload goes to whoever knows its id. With `Accept: text/event-stream` the same comes as server-sent events until the verdict, and of an avatar until its lighter variants are made.",
    auth: "none",
    caching: "private",
    params: uploadParams,
    answers: { 200: uploadStatusSchema, 204: null },
    events: ["status"],
    problems: ["UPLOAD_NOT_FOUND", "UPLOAD_STREAMS_FULL", "ORIGIN_AWAY"],
  },
  "me.uploads": {
    method: "GET",
    path: "/v1/me/uploads",
    about: "Lists the caller's own uploads, newest first, and how much more they may bring.",
    auth: "session",
    scope: "account",
    caching: "private",
    query: pageQuerySchema,
    answers: { 200: ownUploadPageSchema },
    problems: ["CURSOR_INVALID", "USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
