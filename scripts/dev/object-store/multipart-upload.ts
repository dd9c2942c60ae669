// Large objects in parts, as S3 does it: CreateMultipartUpload, UploadPart, ListParts, ListMultipartUploads,
// CompleteMultipartUpload, AbortMultipartUpload.

import { S3_NAMESPACE } from "./list-objects.ts";
import type { MultipartUpload, StoredPart } from "./multipart-storage.ts";
import { multipartEtag } from "./multipart-storage.ts";
import { keptHeadersOf, type Place, type PutDeps, receivePart } from "./put-object.ts";
import { S3Error } from "./s3-error.ts";
import { checkKey, type StoredObject } from "./storage.ts";
import { type XmlFields, xmlDocument } from "./xml.ts";

const PART_MIN_BYTES = 5 * 1024 * 1024;
const PART_NUMBER_MAX = 10_000;
const LISTED_MAX = 1_000;
const COMPLETE_BODY_MAX_BYTES = 1024 * 1024;

/** Begins one; the XML names it. */
export function createMultipart(request: Request, place: Place, { storage, nowMs }: PutDeps): string {
  checkKey(place.key);
  const id = crypto.randomUUID();
  storage.multipart.begin({ id, ...place, headers: keptHeadersOf(request), createdAtMs: nowMs() });
  return xmlDocument(
    "InitiateMultipartUploadResult",
    { Bucket: place.bucket, Key: place.key, UploadId: id },
    S3_NAMESPACE,
  );
}

/** Stores one part and returns its ETag without quotes. Throws S3Error NoSuchUpload, InvalidArgument, and what a put throws. */
export async function uploadPart(
  request: Request,
  body: AsyncIterable<Uint8Array>,
  place: Place,
  query: URLSearchParams,
  deps: PutDeps,
): Promise<string> {
  const { multipart } = deps.storage;
  const upload = requireUpload(place, query, deps);
  const number = Number(query.get("partNumber"));
  if (!Number.isInteger(number) || number < 1 || number > PART_NUMBER_MAX)
    throw new S3Error(
      "InvalidArgument",
      `Part number must be an integer between 1 and ${PART_NUMBER_MAX}, inclusive`,
      { ArgumentName: "partNumber", ArgumentValue: query.get("partNumber") ?? "" },
    );
  if (request.headers.has("x-amz-copy-source"))
    throw new S3Error("NotImplemented", "Parts are not copied from objects here");
  const part = await receivePart(request, body, deps);
  if (multipart.find(upload.id, place.bucket, place.key) === null) {
    await deps.storage.discard(part.blob);
    throw noSuchUpload(upload.id); // given up while its part arrived
  }
  await multipart.putPart(upload.id, { ...part, number, modifiedAtMs: deps.nowMs() });
  return part.md5;
}

/** The parts that are there, in pages. Throws S3Error NoSuchUpload. */
export function listParts(place: Place, query: URLSearchParams, deps: PutDeps): string {
  const { id } = requireUpload(place, query, deps);
  const limit = Math.min(LISTED_MAX, Number(query.get("max-parts") ?? LISTED_MAX));
  const marker = Number(query.get("part-number-marker") ?? 0);
  const after = deps.storage.multipart.parts(id).filter(({ number }) => number > marker);
  const shown = after.slice(0, limit);
  return xmlDocument(
    "ListPartsResult",
    {
      Bucket: place.bucket,
      Key: place.key,
      UploadId: id,
      PartNumberMarker: marker,
      NextPartNumberMarker: shown.at(-1)?.number ?? 0,
      MaxParts: limit,
      IsTruncated: after.length > shown.length,
      Part: shown.map(
        (part): XmlFields => ({
          PartNumber: part.number,
          LastModified: new Date(part.modifiedAtMs).toISOString(),
          ETag: `"${part.md5}"`,
          Size: part.sizeBytes,
        }),
      ),
    },
    S3_NAMESPACE,
  );
}

/** What is under way in a bucket: one page. */
export function listMultipartUploads(bucket: string, { storage }: PutDeps): string {
  const uploads = storage.multipart.list(bucket, LISTED_MAX + 1);
  return xmlDocument(
    "ListMultipartUploadsResult",
    {
      Bucket: bucket,
      MaxUploads: LISTED_MAX,
      IsTruncated: uploads.length > LISTED_MAX,
      Upload: uploads.slice(0, LISTED_MAX).map(
        ({ key, id, createdAtMs }): XmlFields => ({
          Key: key,
          UploadId: id,
          Initiated: new Date(createdAtMs).toISOString(),
        }),
      ),
    },
    S3_NAMESPACE,
  );
}

/**
 * Puts the named parts together. Returns the object, not yet committed: `endMultipart` comes after that.
 * Throws S3Error NoSuchUpload, MalformedXML, InvalidPart, InvalidPartOrder or EntityTooSmall.
 */
export async function completeMultipart(
  body: AsyncIterable<Uint8Array>,
  place: Place,
  query: URLSearchParams,
  deps: PutDeps,
): Promise<StoredObject> {
  const upload = requireUpload(place, query, deps);
  const parts = chooseParts(readPartList(await readText(body)), deps.storage.multipart.parts(upload.id));
  const { blob, path } = deps.storage.newBlob();
  try {
    const file = Bun.file(path).writer();
    for await (const chunk of deps.storage.multipart.read(parts)) {
      file.write(chunk);
      await file.flush();
    }
    await file.end();
  } catch (error) {
    await deps.storage.discard(blob);
    throw error;
  }
  return {
    ...place,
    sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    etag: multipartEtag(parts),
    modifiedAtMs: deps.nowMs(),
    headers: { "content-type": "binary/octet-stream", ...upload.headers },
    blob,
  };
}

/** Forgets an upload and its parts. Throws S3Error NoSuchUpload. */
export async function endMultipart(place: Place, query: URLSearchParams, deps: PutDeps): Promise<void> {
  await deps.storage.multipart.end(requireUpload(place, query, deps).id);
}

function requireUpload(place: Place, query: URLSearchParams, { storage }: PutDeps): MultipartUpload {
  const id = query.get("uploadId") ?? "";
  const upload = storage.multipart.find(id, place.bucket, place.key);
  if (upload === null) throw noSuchUpload(id);
  return upload;
}

function noSuchUpload(id: string): S3Error {
  return new S3Error(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    { UploadId: id },
  );
}

type NamedPart = { readonly number: number; readonly etag: string };

/** In S3's order: the list must ascend, every part must be there as it was put, and all but the last must be large. */
function chooseParts(named: readonly NamedPart[], stored: readonly StoredPart[]): StoredPart[] {
  if (named.some(({ number }, i) => i > 0 && number <= (named[i - 1]?.number ?? 0)))
    throw new S3Error("InvalidPartOrder", "The list of parts was not in ascending order.");
  const chosen = named.map(({ number, etag }) => {
    const part = stored.find((one) => one.number === number && one.md5 === etag);
    if (part !== undefined) return part;
    throw new S3Error(
      "InvalidPart",
      "One or more of the specified parts could not be found. The part may not have been uploaded, or its ETag does not match.",
      { PartNumber: number, ETag: etag },
    );
  });
  const small = chosen.slice(0, -1).find(({ sizeBytes }) => sizeBytes < PART_MIN_BYTES);
  if (small !== undefined)
    throw new S3Error("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
      ProposedSize: small.sizeBytes,
      MinSizeAllowed: PART_MIN_BYTES,
      PartNumber: small.number,
    });
  return chosen;
}

function readPartList(xml: string): NamedPart[] {
  const parts = [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, inside = ""]) => {
    const number = /<PartNumber>\s*(\d{1,5})\s*<\/PartNumber>/.exec(inside)?.[1];
    const etag = /<ETag>\s*(.*?)\s*<\/ETag>/s.exec(inside)?.[1];
    if (number === undefined || etag === undefined) throw malformed();
    return { number: Number(number), etag: etag.replaceAll(/&quot;|&#34;|"/g, "") };
  });
  if (parts.length === 0 || parts.length > PART_NUMBER_MAX) throw malformed();
  return parts;
}

function malformed(): S3Error {
  return new S3Error(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > COMPLETE_BODY_MAX_BYTES) throw malformed();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
