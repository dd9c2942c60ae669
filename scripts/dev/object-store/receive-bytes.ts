// A body on its way to the disk: counted, hashed, and checked against what the caller promised of it.

import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { S3Error } from "./s3-error.ts";

/** Refuses more than this whatever a policy says: a development disk is small. */
export const OBJECT_MAX_BYTES = 1024 * 1024 * 1024;
const CHECKSUM_HEADERS = ["x-amz-checksum-crc32", "x-amz-checksum-sha1", "x-amz-checksum-sha256"] as const;

export type Received = {
  readonly sizeBytes: number;
  readonly md5Hex: string;
  readonly md5Base64: string;
  readonly sha256Hex: string;
  /** Base64 by header name, as S3 tells them. */
  readonly checksums: Readonly<Record<(typeof CHECKSUM_HEADERS)[number], string>>;
};

/** Writes a body to `path`. Throws S3Error EntityTooLarge as soon as it is over `maxBytes`, before the rest is read. */
export async function receiveBytes(
  body: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
): Promise<Received> {
  const md5 = createHash("md5");
  const sha1 = createHash("sha1");
  const sha256 = createHash("sha256");
  let crc = 0;
  let sizeBytes = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of body) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxBytes)
        throw new S3Error("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
          ProposedSize: sizeBytes,
          MaxSizeAllowed: maxBytes,
        });
      for (const hash of [md5, sha1, sha256]) hash.update(chunk);
      crc = crc32(chunk, crc);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  const md5Digest = md5.digest();
  const sha256Digest = sha256.digest();
  const crcBytes = Buffer.alloc(4);
  crcBytes.writeUInt32BE(crc);
  return {
    sizeBytes,
    md5Hex: md5Digest.toString("hex"),
    md5Base64: md5Digest.toString("base64"),
    sha256Hex: sha256Digest.toString("hex"),
    checksums: {
      "x-amz-checksum-crc32": crcBytes.toString("base64"),
      "x-amz-checksum-sha1": sha1.digest("base64"),
      "x-amz-checksum-sha256": sha256Digest.toString("base64"),
    },
  };
}

/**
 * Compares with Content-MD5 and x-amz-checksum-*, in headers or trailers. Returns the checksum headers to keep with the object.
 * Throws S3Error BadDigest, or NotImplemented for a checksum we cannot compute: it must not look checked.
 */
export function checkDigests(
  received: Received,
  promised: (name: string) => string | null,
): Readonly<Record<string, string>> {
  const md5 = promised("content-md5");
  if (md5 !== null && md5 !== received.md5Base64)
    throw new S3Error("BadDigest", "The Content-MD5 you specified did not match what we received.");
  for (const name of ["x-amz-checksum-crc32c", "x-amz-checksum-crc64nvme"])
    if (promised(name) !== null)
      throw new S3Error("NotImplemented", `${name} is not computed here; use CRC32, SHA1 or SHA256`);
  const kept: Record<string, string> = {};
  for (const name of CHECKSUM_HEADERS) {
    const value = promised(name);
    if (value === null) continue;
    if (value !== received.checksums[name])
      throw new S3Error("BadDigest", `The ${name} you specified did not match what we received.`);
    kept[name] = value;
  }
  return kept;
}
