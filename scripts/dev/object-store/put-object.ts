// The three ways an object comes to be: PUT, copy, and a browser's form under a POST policy.

import { decodeAwsChunked } from "./aws-chunked.ts";
import { readUploadForm } from "./multipart-form.ts";
import { checkPostPolicy } from "./post-policy.ts";
import { checkDigests, OBJECT_MAX_BYTES, type Received, receiveBytes } from "./receive-bytes.ts";
import { S3Error } from "./s3-error.ts";
import { awsEncode, type Credentials } from "./sigv4.ts";
import { checkKey, type Storage, type StoredObject } from "./storage.ts";
import { xmlDocument } from "./xml.ts";

const KEPT_HEADERS = [
  "content-type",
  "cache-control",
  "content-disposition",
  "content-language",
  "content-encoding",
  "expires",
];
const METADATA_PREFIX = "x-amz-meta-";
const SHA256_HEX = /^[0-9a-f]{64}$/;

export type Place = { readonly bucket: string; readonly key: string };
export type PutDeps = { readonly storage: Storage; readonly nowMs: () => number };

/** Stores a PUT's body, plain or aws-chunked, and checks every hash it came with. Returns the object, not yet committed. */
export async function receivePut(
  request: Request,
  body: AsyncIterable<Uint8Array>,
  place: Place,
  deps: PutDeps,
): Promise<StoredObject> {
  checkKey(place.key);
  const { bytes, check } = readPut(request, body);
  return receive(bytes, OBJECT_MAX_BYTES, place, deps, (received) => ({
    ...keptHeadersOf(request),
    ...check(received),
  }));
}

/** The same for one part of a larger object. Returns where its bytes are, not yet a part of anything. */
export async function receivePart(
  request: Request,
  body: AsyncIterable<Uint8Array>,
  { storage }: PutDeps,
): Promise<{ readonly blob: string; readonly sizeBytes: number; readonly md5: string }> {
  const { bytes, check } = readPut(request, body);
  const { blob, path } = storage.newBlob();
  try {
    const received = await receiveBytes(bytes, path, OBJECT_MAX_BYTES);
    check(received);
    return { blob, sizeBytes: received.sizeBytes, md5: received.md5Hex };
  } catch (error) {
    await storage.discard(blob);
    throw error;
  }
}

/** A PUT's bytes, and what must hold of them once they are all there; that returns the checksum headers to keep. */
function readPut(request: Request, body: AsyncIterable<Uint8Array>) {
  const payloadHash = request.headers.get("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD";
  if (payloadHash.startsWith("STREAMING-AWS4"))
    throw new S3Error(
      "NotImplemented",
      "Chunks signed one by one are not read here; sign the payload or leave it unsigned",
    );
  const isChunked = payloadHash === "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  if (isChunked ? !request.headers.has("x-amz-decoded-content-length") : false)
    throw new S3Error("MissingContentLength", "You must provide the x-amz-decoded-content-length header");
  const trailers = new Map<string, string>();
  const check = (received: Received): Readonly<Record<string, string>> => {
    if (SHA256_HEX.test(payloadHash) && payloadHash !== received.sha256Hex)
      throw new S3Error(
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    const lengthText = request.headers.get(isChunked ? "x-amz-decoded-content-length" : "content-length");
    if (lengthText !== null && Number(lengthText) !== received.sizeBytes)
      throw new S3Error(
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header",
      );
    return checkDigests(received, (name) => request.headers.get(name) ?? trailers.get(name) ?? null);
  };
  return { bytes: isChunked ? decodeAwsChunked(body, trailers) : body, check };
}

/** Copies on the disk. `x-amz-metadata-directive: REPLACE` takes the request's headers, otherwise the source's stay. */
export async function receiveCopy(
  request: Request,
  source: StoredObject,
  place: Place,
  deps: PutDeps,
): Promise<StoredObject> {
  const replaces = request.headers.get("x-amz-metadata-directive")?.toUpperCase() === "REPLACE";
  if (!replaces && source.bucket === place.bucket && source.key === place.key)
    throw new S3Error("InvalidArgument", "This copy request is illegal: it changes nothing of the object");
  const { storage } = deps;
  return receive(Bun.file(storage.pathOf(source)).stream(), OBJECT_MAX_BYTES, place, deps, () =>
    replaces ? keptHeadersOf(request) : source.headers,
  );
}

export type FormUpload = {
  readonly object: StoredObject;
  /** How the form asked to be answered. */
  readonly answer: Response;
};

/** Takes a form under its policy: fields are judged before the file's first byte is kept. */
export async function receiveForm(
  request: Request,
  body: AsyncIterable<Uint8Array>,
  bucket: string,
  credentials: Credentials,
  deps: PutDeps,
): Promise<FormUpload> {
  const form = await readUploadForm(body, request.headers.get("content-type") ?? "");
  const keyField = form.fields.get("key");
  if (keyField === undefined)
    throw new S3Error("InvalidArgument", "Bucket POST must contain a field named 'key'.", {
      ArgumentName: "key",
    });
  // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
  const key = keyField.replaceAll("${filename}", form.fileName);
  checkKey(key);
  const fields = new Map([...form.fields, ["key", key]]);
  const range = checkPostPolicy(fields, bucket, credentials, deps.nowMs());
  const maxBytes = Math.min(range.maxBytes, OBJECT_MAX_BYTES);
  const object = await receive(form.file, maxBytes, { bucket, key }, deps, (received) => {
    if (received.sizeBytes < range.minBytes)
      throw new S3Error("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
        ProposedSize: received.sizeBytes,
        MinSizeAllowed: range.minBytes,
      });
    const field = (name: string) => fields.get(name) ?? null;
    return { ...keptHeaders(field, fields.keys()), ...checkDigests(received, field) };
  });
  return { object, answer: formAnswer(request, fields, object) };
}

function formAnswer(request: Request, fields: ReadonlyMap<string, string>, object: StoredObject): Response {
  const location = `${new URL(request.url).origin}/${object.bucket}/${object.key.split("/").map(awsEncode).join("/")}`;
  const etag = `"${object.etag}"`;
  const headers = { location, etag };
  const redirect = fields.get("success_action_redirect") ?? fields.get("redirect");
  if (redirect !== undefined && /^https?:/i.test(redirect) && URL.canParse(redirect)) {
    const url = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket: object.bucket, key: object.key, etag }))
      url.searchParams.append(name, value);
    return new Response(null, { status: 303, headers: { ...headers, location: url.href } });
  }
  const status = fields.get("success_action_status");
  if (status === "200") return new Response(null, { status: 200, headers });
  if (status !== "201") return new Response(null, { status: 204, headers });
  return new Response(
    xmlDocument("PostResponse", { Location: location, Bucket: object.bucket, Key: object.key, ETag: etag }),
    { status: 201, headers: { ...headers, "content-type": "application/xml" } },
  );
}

/** Bytes to a new blob; whatever goes wrong, no bytes stay behind. */
async function receive(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
  place: Place,
  { storage, nowMs }: PutDeps,
  headersOf: (received: Received) => Readonly<Record<string, string>>,
): Promise<StoredObject> {
  const { blob, path } = storage.newBlob();
  try {
    const received = await receiveBytes(bytes, path, maxBytes);
    const headers = headersOf(received);
    return {
      ...place,
      sizeBytes: received.sizeBytes,
      etag: received.md5Hex,
      modifiedAtMs: nowMs(),
      headers: { "content-type": "binary/octet-stream", ...headers },
      blob,
    };
  } catch (error) {
    await storage.discard(blob);
    throw error;
  }
}

/** The headers of a request that come back with its object. */
export function keptHeadersOf(request: Request): Record<string, string> {
  return keptHeaders((name) => request.headers.get(name), request.headers.keys());
}

function keptHeaders(
  value: (name: string) => string | null,
  names: Iterable<string>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  const metadata = [...names].filter((name) => name.startsWith(METADATA_PREFIX));
  for (const name of [...KEPT_HEADERS, ...metadata]) {
    const text = value(name);
    if (text !== null && text !== "") kept[name] = text;
  }
  // The transfer coding of the request is none of the object's.
  const encoding = kept["content-encoding"]
    ?.split(",")
    .map((e) => e.trim())
    .filter((e) => e !== "" && e.toLowerCase() !== "aws-chunked")
    .join(", ");
  if (encoding === undefined || encoding === "") delete kept["content-encoding"];
  else kept["content-encoding"] = encoding;
  return kept;
}
