// AWS Signature Version 4, the checking side: header and presigned URL. Computed here with node:crypto, apart from the edge's
// signer, so that one checks the other.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { S3Error } from "./s3-error.ts";

const ALGORITHM = "AWS4-HMAC-SHA256";
const SKEW_MAX_MS = 15 * 60 * 1000;
const PRESIGNED_MAX_S = 7 * 24 * 3600;

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };
export type Scope = {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
};

/** `anonymous` when the request carries no signature at all. */
export type Caller = "owner" | "anonymous";

/** Checks a request's signature. Throws S3Error for one that is there and does not hold. */
export function authenticate(request: Request, credentials: Credentials, nowMs: number): Caller {
  const url = new URL(request.url);
  if (url.searchParams.has("X-Amz-Signature")) {
    checkPresigned(request, url, credentials, nowMs);
    return "owner";
  }
  const header = request.headers.get("authorization");
  if (header === null) return "anonymous";
  checkHeader(request, url, header, credentials, nowMs);
  return "owner";
}

function checkHeader(request: Request, url: URL, header: string, credentials: Credentials, nowMs: number) {
  if (!header.startsWith(`${ALGORITHM} `))
    throw new S3Error("InvalidArgument", "Unsupported Authorization Type");
  const parts = new Map(
    header
      .slice(ALGORITHM.length)
      .split(",")
      .map((part) => {
        const at = part.indexOf("=");
        return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
      }),
  );
  const signedAt = request.headers.get("x-amz-date") ?? "";
  const signedAtMs = parseAmzDate(signedAt);
  if (signedAtMs === null)
    throw new S3Error("AccessDenied", "AWS authentication requires a valid x-amz-date header");
  if (Math.abs(nowMs - signedAtMs) > SKEW_MAX_MS)
    throw new S3Error(
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
    );
  const scope = parseScope(parts.get("Credential") ?? "", credentials, signedAt);
  const payloadHash = request.headers.get("x-amz-content-sha256");
  if (payloadHash === null)
    throw new S3Error("InvalidArgument", "Missing required header for this request: x-amz-content-sha256");
  const signedHeaders = parts.get("SignedHeaders") ?? "";
  checkSignedHeaders(request, signedHeaders);
  const canonical = canonicalRequest(request, url, signedHeaders, payloadHash);
  checkSignature(stringToSign(canonical, signedAt, scope), scope, credentials, parts.get("Signature") ?? "");
}

function checkPresigned(request: Request, url: URL, credentials: Credentials, nowMs: number) {
  const query = url.searchParams;
  if (query.get("X-Amz-Algorithm") !== ALGORITHM)
    throw new S3Error("InvalidArgument", "X-Amz-Algorithm only supports AWS4-HMAC-SHA256");
  const signedAt = query.get("X-Amz-Date") ?? "";
  const signedAtMs = parseAmzDate(signedAt);
  const expiresS = Number(query.get("X-Amz-Expires") ?? "");
  if (signedAtMs === null || !Number.isInteger(expiresS) || expiresS < 1 || expiresS > PRESIGNED_MAX_S)
    throw new S3Error(
      "InvalidArgument",
      "X-Amz-Date and X-Amz-Expires (1 to 604800 seconds) must be given as documented",
    );
  if (signedAtMs > nowMs + SKEW_MAX_MS) throw new S3Error("AccessDenied", "Request is not valid yet");
  if (nowMs > signedAtMs + expiresS * 1000) throw new S3Error("AccessDenied", "Request has expired");
  const scope = parseScope(query.get("X-Amz-Credential") ?? "", credentials, signedAt);
  const signedHeaders = query.get("X-Amz-SignedHeaders") ?? "";
  checkSignedHeaders(request, signedHeaders);
  const payloadHash =
    query.get("X-Amz-Content-Sha256") ?? request.headers.get("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD";
  const canonical = canonicalRequest(request, url, signedHeaders, payloadHash);
  checkSignature(
    stringToSign(canonical, signedAt, scope),
    scope,
    credentials,
    query.get("X-Amz-Signature") ?? "",
  );
}

/** The host must be signed, and so must every x-amz header that is there: an unsigned one could have been added on the way. */
function checkSignedHeaders(request: Request, signedHeaders: string): void {
  const signed = new Set(signedHeaders.split(";"));
  const unsigned = [...request.headers.keys()].filter((n) => n.startsWith("x-amz-") && !signed.has(n));
  if (!signed.has("host") || unsigned.length > 0)
    throw new S3Error("AccessDenied", "There were headers present in the request which were not signed", {
      HeadersNotSigned: [...(signed.has("host") ? [] : ["host"]), ...unsigned].join(", "),
    });
}

function canonicalRequest(request: Request, url: URL, signedHeaders: string, payloadHash: string): string {
  const headers = signedHeaders
    .split(";")
    .map((name) => `${name}:${(request.headers.get(name) ?? "").trim().replace(/ +/g, " ")}\n`);
  return [
    request.method,
    canonicalPath(url.pathname),
    canonicalQuery(url.search),
    headers.join(""),
    signedHeaders,
    payloadHash,
  ].join("\n");
}

function canonicalPath(pathname: string): string {
  return pathname
    .split("/")
    .map((segment) => awsEncode(decode(segment)))
    .join("/");
}

/** Without the signature itself; "+" is a plus sign here, never a space. */
function canonicalQuery(search: string): string {
  return search
    .replace(/^\?/, "")
    .split("&")
    .filter((pair) => pair !== "" && !pair.startsWith("X-Amz-Signature="))
    .map((pair) => {
      const at = pair.indexOf("=");
      const [name, value] = at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
      return [awsEncode(decode(name)), awsEncode(decode(value))] as const;
    })
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** RFC 3986 with AWS's unreserved set: what encodeURIComponent leaves, less `!'()*`. */
export function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error("InvalidArgument", "The URI holds an escape that is not UTF-8");
  }
}

/** Reads `key/date/region/s3/aws4_request`. Throws S3Error for another key or another day than the request was signed on. */
export function parseScope(credential: string, credentials: Credentials, signedAt: string): Scope {
  const [terminator, service, region, date, ...rest] = credential.split("/").reverse();
  if (terminator !== "aws4_request" || service !== "s3" || region === undefined || date === undefined)
    throw new S3Error("InvalidArgument", "The Credential is mal-formed");
  const accessKeyId = rest.reverse().join("/");
  if (accessKeyId !== credentials.accessKeyId)
    throw new S3Error(
      "InvalidAccessKeyId",
      "The AWS Access Key Id you provided does not exist in our records.",
      { AWSAccessKeyId: accessKeyId },
    );
  if (!signedAt.startsWith(date))
    throw new S3Error("SignatureDoesNotMatch", "The credential's date is not the request's");
  return { accessKeyId, date, region, service };
}

function stringToSign(canonical: string, signedAt: string, scope: Scope): string {
  return [
    ALGORITHM,
    signedAt,
    `${scope.date}/${scope.region}/${scope.service}/aws4_request`,
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
}

/** Compares in constant time. Throws S3Error SignatureDoesNotMatch. */
export function checkSignature(text: string, scope: Scope, credentials: Credentials, given: string): void {
  const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();
  const key = [scope.region, scope.service, "aws4_request"].reduce<Buffer>(
    hmac,
    hmac(`AWS4${credentials.secretAccessKey}`, scope.date),
  );
  const expected = hmac(key, text);
  const actual = Buffer.from(given, "hex");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw new S3Error(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      { StringToSign: text },
    );
}

/** `20260102T030405Z` to milliseconds, or null. */
export function parseAmzDate(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(atMs) ? null : atMs;
}
