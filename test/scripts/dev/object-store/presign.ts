// A presigned URL by AWS's rules, written from their description: the SDK's presigner is no dependency of ours.

import { createHash, createHmac } from "node:crypto";
import { credentials } from "./support.ts";

/** The URL with its signature; `url` must need no escaping. */
export function signatureOf(
  method: string,
  url: string,
  when: { readonly signedAtMs: number; readonly expiresS: number },
): string {
  const { host, pathname, origin } = new URL(url);
  const signedAt = new Date(when.signedAtMs).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const date = signedAt.slice(0, 8);
  const scope = `${date}/us-east-1/s3/aws4_request`;
  const query = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${credentials.accessKeyId}/${scope}`,
    "X-Amz-Date": signedAt,
    "X-Amz-Expires": String(when.expiresS),
    "X-Amz-SignedHeaders": "host",
  });
  const canonical = [method, pathname, query, `host:${host}\n`, "host", "UNSIGNED-PAYLOAD"].join("\n");
  const hash = createHash("sha256").update(canonical).digest("hex");
  const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();
  const key = [date, "us-east-1", "s3", "aws4_request"].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = hmac(key, ["AWS4-HMAC-SHA256", signedAt, scope, hash].join("\n")).toString("hex");
  return `${origin}${pathname}?${query}&X-Amz-Signature=${signature}`;
}
