// S3's errors as S3 writes them: a code clients switch on, a status, a message, in XML.

import { xmlDocument } from "./xml.ts";

const STATUS = {
  AccessDenied: 403,
  BadDigest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidPolicyDocument: 400,
  InvalidRange: 416,
  KeyTooLongError: 400,
  MalformedPOSTRequest: 400,
  MalformedXML: 400,
  MaxPostPreDataLengthExceeded: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  XAmzContentSHA256Mismatch: 400,
} as const;

export type S3ErrorCode = keyof typeof STATUS;

/** A refusal in S3's own words. */
export class S3Error extends Error {
  readonly code: S3ErrorCode;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(code: S3ErrorCode, message: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
  get status(): number {
    return STATUS[this.code];
  }
}

/** The error as a response. HEAD has no body, as at S3; clients then see the status alone. */
export function s3ErrorResponse(
  error: S3Error,
  request: { readonly method: string; readonly resource: string; readonly requestId: string },
): Response {
  const body = xmlDocument("Error", {
    Code: error.code,
    Message: error.message,
    ...error.details,
    Resource: request.resource,
    RequestId: request.requestId,
  });
  return new Response(request.method === "HEAD" ? null : body, {
    status: error.status,
    headers: { "content-type": "application/xml" },
  });
}
