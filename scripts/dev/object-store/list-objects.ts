// ListObjectsV2: prefix, delimiter, pages by continuation token. A token is the last key seen, in base64url.

import { S3Error } from "./s3-error.ts";
import { awsEncode } from "./sigv4.ts";
import type { Storage, StoredObject } from "./storage.ts";
import { type XmlFields, xmlDocument } from "./xml.ts";

export const S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
const KEYS_MAX = 1000;
/** Sorts after every key that starts as its prefix does. */
const AFTER_ALL = "\u{10ffff}";

/** The XML of one page. Throws S3Error InvalidArgument or NotImplemented (the first version of the listing). */
export function listObjects(storage: Storage, bucket: string, query: URLSearchParams): string {
  if (query.get("list-type") !== "2")
    throw new S3Error("NotImplemented", "Only the second version of the listing is known here: list-type=2");
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const limit = Number(query.get("max-keys") ?? KEYS_MAX);
  if (!Number.isInteger(limit) || limit < 0)
    throw new S3Error("InvalidArgument", "max-keys is not a whole number from 0");
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after") ?? "";
  const page = collectPage(storage, {
    bucket,
    prefix,
    delimiter,
    after: token === null ? startAfter : Buffer.from(token, "base64url").toString("utf8"),
    limit: Math.min(limit, KEYS_MAX),
  });
  const encode = query.get("encoding-type") === "url" ? encodeKey : (key: string) => key;
  return xmlDocument(
    "ListBucketResult",
    {
      Name: bucket,
      Prefix: encode(prefix),
      ...(delimiter === "" ? {} : { Delimiter: encode(delimiter) }),
      ...(startAfter === "" ? {} : { StartAfter: encode(startAfter) }),
      ...(query.has("encoding-type") ? { EncodingType: "url" } : {}),
      ...(token === null ? {} : { ContinuationToken: token }),
      ...(page.next === null ? {} : { NextContinuationToken: Buffer.from(page.next).toString("base64url") }),
      KeyCount: page.objects.length + page.commonPrefixes.length,
      MaxKeys: limit,
      IsTruncated: page.next !== null,
      Contents: page.objects.map(
        (object): XmlFields => ({
          Key: encode(object.key),
          LastModified: new Date(object.modifiedAtMs).toISOString(),
          ETag: `"${object.etag}"`,
          Size: object.sizeBytes,
          StorageClass: "STANDARD",
        }),
      ),
      CommonPrefixes: page.commonPrefixes.map((common): XmlFields => ({ Prefix: encode(common) })),
    },
    S3_NAMESPACE,
  );
}

type Page = {
  readonly objects: readonly StoredObject[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page begins, after it; null when this is the last. */
  readonly next: string | null;
};

function collectPage(
  storage: Storage,
  wanted: { bucket: string; prefix: string; delimiter: string; after: string; limit: number },
): Page {
  const objects: StoredObject[] = [];
  const commonPrefixes: string[] = [];
  let after = wanted.after;
  while (objects.length + commonPrefixes.length < wanted.limit) {
    const found = storage.list(wanted.bucket, wanted.prefix, after, 1)[0];
    if (found === undefined) return { objects, commonPrefixes, next: null };
    const at = wanted.delimiter === "" ? -1 : found.key.indexOf(wanted.delimiter, wanted.prefix.length);
    if (at < 0) {
      objects.push(found);
      after = found.key;
    } else {
      const common = found.key.slice(0, at + wanted.delimiter.length);
      commonPrefixes.push(common);
      after = common + AFTER_ALL;
    }
  }
  const isMore = wanted.limit > 0 && storage.list(wanted.bucket, wanted.prefix, after, 1).length > 0;
  return { objects, commonPrefixes, next: isMore ? after : null };
}

function encodeKey(key: string): string {
  return key.split("/").map(awsEncode).join("/");
}
