// The object store as this process needs it: read what was uploaded, write what is delivered. Any S3 will do; addressing is
// path-style because self-hosted stores rarely have a host name per bucket.

import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { type MultipartStore, multipartStore } from "./multipart-store.ts";

export type ObjectLocation = { readonly bucket: string; readonly key: string };

export type ObjectStore = MultipartStore & {
  /** What is there, or null. */
  head(location: ObjectLocation): Promise<{ readonly etag: string; readonly sizeBytes: number } | null>;
  /**
   * Reads a whole object of at most `maxBytes`. Throws ObjectMissing, ObjectTooLarge (before reading on), and whatever the
   * network throws.
   */
  get(location: ObjectLocation, maxBytes: number): Promise<Uint8Array>;
  put(location: ObjectLocation, bytes: Uint8Array, headers: ObjectHeaders): Promise<void>;
  /** Copies it within the store, headers and all. Throws ObjectMissing. Of at most 5 GB, as S3 has it. */
  copy(from: ObjectLocation, to: ObjectLocation): Promise<void>;
  /** Removes the object, if it is still the one with this ETag and the store heeds If-Match. One that is gone is gone. */
  remove(location: ObjectLocation, etag: string): Promise<void>;
  /** Closes idle connections. */
  close(): void;
};

export type ObjectHeaders = {
  readonly contentType: string;
  readonly cacheControl: string;
  /** Such as `attachment; filename="…"`, where a browser shall keep the file rather than show it. */
  readonly contentDisposition?: string;
};

export class ObjectMissing extends Error {
  readonly code = "OBJECT_MISSING";
  constructor({ bucket, key }: ObjectLocation, cause: unknown) {
    super(`there is no ${key} in bucket ${bucket}`, { cause });
  }
}

export class ObjectTooLarge extends Error {
  readonly code = "OBJECT_TOO_LARGE";
  readonly sizeBytes: number;
  constructor({ bucket, key }: ObjectLocation, sizeBytes: number, maxBytes: number) {
    super(`${key} in bucket ${bucket} has ${sizeBytes} bytes or more, over ${maxBytes}`);
    this.sizeBytes = sizeBytes;
  }
}

export type ObjectStoreOptions = {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of keys that are good for a while. */
  readonly sessionToken?: string | null;
};

const CONNECT_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** Makes the store. Opens no connection yet. */
export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  const { accessKeyId, secretAccessKey, sessionToken } = options;
  const client = new S3Client({
    endpoint: options.endpoint,
    region: options.region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    forcePathStyle: true,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    // Newer checksum trailers are refused by some self-hosted stores; TLS and the signature cover the body.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return {
    ...multipartStore(client),
    async head({ bucket, key }) {
      const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
      const answer = await client.send(command).catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      if (answer === null) return null;
      return { etag: (answer.ETag ?? "").replaceAll('"', ""), sizeBytes: answer.ContentLength ?? 0 };
    },
    async get(location, maxBytes) {
      const command = new GetObjectCommand({ Bucket: location.bucket, Key: location.key });
      const answer = await client.send(command).catch((error: unknown) => {
        throw isMissing(error) ? new ObjectMissing(location, error) : error;
      });
      if (answer.Body === undefined) throw new ObjectMissing(location, new Error("an answer without a body"));
      return readAtMost(answer.Body.transformToWebStream(), location, maxBytes);
    },
    async put(location, bytes, headers) {
      await client.send(
        new PutObjectCommand({
          Bucket: location.bucket,
          Key: location.key,
          Body: bytes,
          ContentLength: bytes.byteLength,
          ContentType: headers.contentType,
          CacheControl: headers.cacheControl,
          ContentDisposition: headers.contentDisposition,
        }),
      );
    },
    async copy(from, to) {
      const source = [from.bucket, ...from.key.split("/")].map(encodeURIComponent).join("/");
      await client
        .send(new CopyObjectCommand({ Bucket: to.bucket, Key: to.key, CopySource: source }))
        .catch((error: unknown) => {
          throw isMissing(error) ? new ObjectMissing(from, error) : error;
        });
    },
    async remove(location, etag) {
      await client.send(
        new DeleteObjectCommand({ Bucket: location.bucket, Key: location.key, IfMatch: etag }),
      );
    },
    close: () => client.destroy(),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
}

/** Counts while reading: a length that lies costs no memory. */
async function readAtMost(
  stream: ReadableStream<Uint8Array>,
  location: ObjectLocation,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    sizeBytes += value.byteLength;
    if (sizeBytes > maxBytes) {
      await reader.cancel();
      throw new ObjectTooLarge(location, sizeBytes, maxBytes);
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
