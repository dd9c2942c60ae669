// A large object in parts, as the object store has it: begun, looked at, put together or given up.

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  NoSuchUpload,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import type { ObjectLocation } from "./object-store.ts";

/** The store returns at most this many at once; no upload of ours has more parts. */
const PARTS_PER_LIST_MAX = 1000;

export type StoredPart = { readonly partNumber: number; readonly etag: string; readonly sizeBytes: number };

export type MultipartStore = {
  /** Begins one; returns the store's own name for it. */
  createMultipart(location: ObjectLocation, contentType: string): Promise<string>;
  /** The parts that are there, by number. Throws MultipartGone. */
  listParts(location: ObjectLocation, storeUploadId: string): Promise<readonly StoredPart[]>;
  /** Makes the object of these parts. Throws MultipartGone. */
  completeMultipart(
    location: ObjectLocation,
    storeUploadId: string,
    parts: readonly StoredPart[],
  ): Promise<void>;
  /** Gives it up, and what was put of it. One that is gone is gone. */
  abortMultipart(location: ObjectLocation, storeUploadId: string): Promise<void>;
};

/** There is no such upload any more: it was completed, or given up. */
export class MultipartGone extends Error {
  readonly code = "MULTIPART_GONE";
}

export function multipartStore(client: S3Client): MultipartStore {
  return {
    async createMultipart({ bucket, key }, contentType) {
      const command = new CreateMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        ContentType: contentType,
      });
      const { UploadId } = await client.send(command);
      if (UploadId === undefined) throw new Error("the store began a multipart upload without an id");
      return UploadId;
    },
    async listParts({ bucket, key }, storeUploadId) {
      const command = new ListPartsCommand({
        Bucket: bucket,
        Key: key,
        UploadId: storeUploadId,
        MaxParts: PARTS_PER_LIST_MAX,
      });
      const { Parts = [] } = await client.send(command).catch(throwGone);
      return Parts.map(({ PartNumber = 0, ETag = "", Size = 0 }) => ({
        partNumber: PartNumber,
        etag: ETag,
        sizeBytes: Size,
      }));
    },
    async completeMultipart({ bucket, key }, storeUploadId, parts) {
      const command = new CompleteMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        UploadId: storeUploadId,
        MultipartUpload: {
          Parts: parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag })),
        },
      });
      await client.send(command).catch(throwGone);
    },
    async abortMultipart({ bucket, key }, storeUploadId) {
      const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: storeUploadId });
      await client.send(command).catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
    },
  };
}

function isGone(error: unknown): boolean {
  return (
    error instanceof NoSuchUpload || (error instanceof S3ServiceException && error.name === "NoSuchUpload")
  );
}

function throwGone(error: unknown): never {
  throw isGone(error) ? new MultipartGone("there is no such multipart upload", { cause: error }) : error;
}
