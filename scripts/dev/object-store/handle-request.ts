// One request of the S3 protocol, path-style: who calls, what they may, which operation. No more of S3 than development needs:
// versions, ACLs and the rest answer NotImplemented.

import type { Log } from "../../../shared/http/log.ts";
import type { ObjectStoreConfig } from "./config.ts";
import { type CreationName, objectCreatedBody } from "./events.ts";
import { listObjects, S3_NAMESPACE } from "./list-objects.ts";
import {
  completeMultipart,
  createMultipart,
  endMultipart,
  listMultipartUploads,
  listParts,
  uploadPart,
} from "./multipart-upload.ts";
import { type Place, receiveCopy, receiveForm, receivePut } from "./put-object.ts";
import { readObject } from "./read-object.ts";
import { S3Error, s3ErrorResponse } from "./s3-error.ts";
import { authenticate, type Caller } from "./sigv4.ts";
import type { Storage, StoredObject } from "./storage.ts";
import { xmlDocument } from "./xml.ts";

/** A refused upload is read on for this long, so that its sender hears the refusal instead of a closed connection. */
const DRAIN_MAX_BYTES = 64 * 1024 * 1024;
const DRAIN_MAX_MS = 10_000;

/** Parameters that select an operation we do not have. */
const UNKNOWN_OPERATIONS = ["acl", "tagging", "versions", "versionId", "delete", "policy"];

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "ETag, Location, Content-Length, Content-Range, x-amz-request-id",
};

export type ObjectStoreDeps = {
  readonly storage: Storage;
  readonly config: Pick<
    ObjectStoreConfig,
    "region" | "accessKeyId" | "secretAccessKey" | "uploadBucket" | "deliveryBucket" | "eventUrl"
  >;
  readonly log: Log;
  readonly nowMs: () => number;
  /** Called after an event was queued. */
  readonly eventQueued: () => void;
};

type Call = {
  readonly request: Request;
  readonly url: URL;
  readonly caller: Caller;
  readonly body: AsyncIterable<Uint8Array>;
};

/** Makes the handler. Every answer allows every origin: a browser with a policy or a presigned URL may come from anywhere. */
export function createObjectStore(deps: ObjectStoreDeps): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = crypto.randomUUID();
    const body = readOnce(request);
    const response = await route(request, body, deps).catch(async (error: unknown) => {
      await body.drain();
      const known =
        error instanceof S3Error ? error : new S3Error("InternalError", "We failed; see the log.");
      const { method } = request;
      const resource = new URL(request.url).pathname;
      if (known === error) deps.log.debug("s3.refused", { method, resource, code: known.code, requestId });
      else deps.log.error("s3.failed", { method, resource, requestId, error });
      return s3ErrorResponse(known, { method, resource, requestId });
    });
    for (const [name, value] of Object.entries(CORS)) response.headers.set(name, value);
    response.headers.set("x-amz-request-id", requestId);
    return response;
  };
}

async function route(
  request: Request,
  body: AsyncIterable<Uint8Array>,
  deps: ObjectStoreDeps,
): Promise<Response> {
  const url = new URL(request.url);
  if (request.method === "OPTIONS") return preflight(request);
  if (url.pathname === "/healthz" || url.pathname === "/readyz") return Response.json({ status: "ok" });
  const [, bucket = "", rawKey = ""] = /^\/([^/]*)\/?(.*)$/s.exec(url.pathname) ?? [];
  const { config, nowMs } = deps;

  // A form proves itself by its policy alone.
  if (request.method === "POST" && rawKey === "" && !url.searchParams.has("delete")) {
    checkBucket(bucket, deps);
    const { object, answer } = await receiveForm(request, body, bucket, config, deps);
    await commit(object, "ObjectCreated:Post", deps);
    return answer;
  }
  const caller = authenticate(request, config, nowMs());
  const call: Call = { request, url, caller, body };
  for (const name of UNKNOWN_OPERATIONS)
    if (url.searchParams.has(name))
      throw new S3Error("NotImplemented", `The development object store has no "${name}"`);
  if (bucket === "") return listBuckets(call, deps);
  if (rawKey === "") return onBucket(call, bucket, deps);
  return onObject(call, bucket, decodeKey(rawKey), deps);
}

function preflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, HEAD, PUT, POST, DELETE",
      "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "*",
      "access-control-max-age": "3600",
      // Asked before a page of a public origin may reach a private address.
      "access-control-allow-private-network": "true",
    },
  });
}

function onBucket({ request, url, caller }: Call, bucket: string, deps: ObjectStoreDeps): Response {
  checkBucket(bucket, deps);
  requireOwner(caller);
  switch (request.method) {
    case "HEAD":
    case "PUT": // Made already, and ours: S3 in us-east-1 answers 200 too.
      return new Response(null, { status: 200, headers: { "x-amz-bucket-region": deps.config.region } });
    case "GET":
      if (url.searchParams.has("location"))
        return xml(xmlDocument("LocationConstraint", { Region: deps.config.region }, S3_NAMESPACE));
      if (url.searchParams.has("uploads")) return xml(listMultipartUploads(bucket, deps));
      return xml(listObjects(deps.storage, bucket, url.searchParams));
    default:
      throw new S3Error("MethodNotAllowed", "The specified method is not allowed against this resource.");
  }
}

async function onObject(call: Call, bucket: string, key: string, deps: ObjectStoreDeps): Promise<Response> {
  const { request, caller, body } = call;
  const { storage, config } = deps;
  checkBucket(bucket, deps);
  if (call.url.searchParams.has("uploads") || call.url.searchParams.has("uploadId"))
    return onMultipart(call, { bucket, key }, deps);
  if (request.method === "GET" || request.method === "HEAD") {
    if (bucket !== config.deliveryBucket) requireOwner(caller);
    const object = findObject(storage, bucket, key);
    return readObject(request, object, storage.pathOf(object));
  }
  requireOwner(caller);
  if (request.method === "DELETE") {
    await storage.delete(bucket, key);
    return new Response(null, { status: 204 });
  }
  if (request.method !== "PUT")
    throw new S3Error("MethodNotAllowed", "The specified method is not allowed against this resource.");
  refuseExisting(call, bucket, key, storage);
  const copySource = request.headers.get("x-amz-copy-source");
  if (copySource === null) {
    const object = await receivePut(request, body, { bucket, key }, deps);
    try {
      refuseExisting(call, bucket, key, storage);
    } catch (error) {
      await storage.discard(object.blob);
      throw error;
    }
    await commit(object, "ObjectCreated:Put", deps);
    const checksums = Object.entries(object.headers).filter(([name]) => name.startsWith("x-amz-checksum-"));
    return new Response(null, { headers: { ...Object.fromEntries(checksums), etag: `"${object.etag}"` } });
  }
  const [, fromBucket = "", fromKey = ""] = /^\/?([^/]+)\/(.+)$/s.exec(decodeKey(copySource)) ?? [];
  checkBucket(fromBucket, deps);
  const object = await receiveCopy(request, findObject(storage, fromBucket, fromKey), { bucket, key }, deps);
  await commit(object, "ObjectCreated:Copy", deps);
  return xml(
    xmlDocument(
      "CopyObjectResult",
      { LastModified: new Date(object.modifiedAtMs).toISOString(), ETag: `"${object.etag}"` },
      S3_NAMESPACE,
    ),
  );
}

async function onMultipart(call: Call, place: Place, deps: ObjectStoreDeps): Promise<Response> {
  const { request, url, caller, body } = call;
  const query = url.searchParams;
  requireOwner(caller);
  switch (`${request.method} ${query.has("uploads") ? "uploads" : "uploadId"}`) {
    case "POST uploads":
      return xml(createMultipart(request, place, deps));
    case "PUT uploadId":
      return new Response(null, {
        headers: { etag: `"${await uploadPart(request, body, place, query, deps)}"` },
      });
    case "GET uploadId":
      return xml(listParts(place, query, deps));
    case "DELETE uploadId":
      await endMultipart(place, query, deps);
      return new Response(null, { status: 204 });
    case "POST uploadId": {
      const object = await completeMultipart(body, place, query, deps);
      await commit(object, "ObjectCreated:CompleteMultipartUpload", deps);
      await endMultipart(place, query, deps);
      const Location = url.origin + url.pathname;
      const result = { Location, Bucket: place.bucket, Key: place.key, ETag: `"${object.etag}"` };
      return xml(xmlDocument("CompleteMultipartUploadResult", result, S3_NAMESPACE));
    }
    default:
      throw new S3Error("MethodNotAllowed", "The specified method is not allowed against this resource.");
  }
}

/** `If-None-Match: *` on a put: only where nothing is. */
function refuseExisting({ request }: Call, bucket: string, key: string, storage: Storage): void {
  if (request.headers.get("if-none-match") === "*" && storage.find(bucket, key) !== null)
    throw new S3Error("PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
}

async function commit(object: StoredObject, eventName: CreationName, deps: ObjectStoreDeps): Promise<void> {
  const isTold = deps.config.eventUrl !== null && object.bucket === deps.config.uploadBucket;
  await deps.storage.commit(object, isTold ? objectCreatedBody(object, eventName, deps.config.region) : null);
  deps.log.info("s3.object-created", {
    bucket: object.bucket,
    key: object.key,
    sizeBytes: object.sizeBytes,
    eventName,
  });
  if (isTold) deps.eventQueued();
}

function listBuckets({ caller }: Call, { config }: ObjectStoreDeps): Response {
  requireOwner(caller);
  const created = new Date(0).toISOString();
  const buckets = [config.uploadBucket, config.deliveryBucket].map((Name) => ({
    Name,
    CreationDate: created,
  }));
  return xml(
    xmlDocument(
      "ListAllMyBucketsResult",
      { Buckets: { Bucket: buckets }, Owner: { ID: "hiroba" } },
      S3_NAMESPACE,
    ),
  );
}

function findObject(storage: Storage, bucket: string, key: string): StoredObject {
  const object = storage.find(bucket, key);
  if (object === null) throw new S3Error("NoSuchKey", "The specified key does not exist.", { Key: key });
  return object;
}

function checkBucket(bucket: string, { config }: ObjectStoreDeps): void {
  if (bucket !== config.uploadBucket && bucket !== config.deliveryBucket)
    throw new S3Error("NoSuchBucket", "The specified bucket does not exist", { BucketName: bucket });
}

function requireOwner(caller: Caller): void {
  if (caller !== "owner") throw new S3Error("AccessDenied", "Access Denied");
}

function decodeKey(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw new S3Error("InvalidArgument", "The URI holds an escape that is not UTF-8");
  }
}

function xml(text: string): Response {
  return new Response(text, { headers: { "content-type": "application/xml" } });
}

/** The body as an iterable that is not cancelled when its reader gives up, so that the rest can be drained. */
function readOnce(request: Request): AsyncIterable<Uint8Array> & { drain(): Promise<void> } {
  const reader = request.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    const result = await reader?.read();
    return result?.value === undefined
      ? { done: true, value: undefined }
      : { done: false, value: result.value };
  };
  return {
    [Symbol.asyncIterator]: () => ({ next }),
    async drain() {
      const deadlineMs = Date.now() + DRAIN_MAX_MS;
      try {
        for (let drainedBytes = 0; drainedBytes < DRAIN_MAX_BYTES && Date.now() < deadlineMs; ) {
          const { done, value } = await next();
          if (done === true) return;
          drainedBytes += value.byteLength;
        }
        await reader?.cancel();
      } catch {
        // The sender is gone; so is the need to answer.
      }
    },
  };
}
