// One request to an object store that somebody without its keys may make for a while: a presigned URL. What the caller has to
// send along is covered by the signature.
// Source: AWS, "Authenticating Requests: Using Query Parameters" (sigv4-query-string-auth)

import { createSigner, hexOf, type S3Signing } from "./sigv4.ts";

export type S3Bucket = S3Signing & {
  /** Without a trailing slash; addressing is path-style. */
  readonly endpoint: string;
  readonly bucket: string;
};

export type PresignedRequest = {
  readonly method: "GET" | "PUT";
  readonly objectKey: string;
  /** Parameters of the store's own, besides those of the signature. */
  readonly query: Readonly<Record<string, string>>;
  /** What has to be sent exactly so, by lower-case name; `host` is always among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly lifetimeSeconds: number;
};

export type Presign = (request: PresignedRequest, nowMs: number) => Promise<string>;

/** Makes the signer for one bucket. */
export function createPresigner(store: S3Bucket): Presign {
  const signer = createSigner(store);
  const { host, pathname } = new URL(`${store.endpoint}/${store.bucket}/`);
  return async (request, nowMs) => {
    const { signedAt, scope, sign } = signer.at(nowMs);
    const path = pathname + request.objectKey.split("/").map(awsEncode).join("/");
    const headers = byName({ host, ...request.headers });
    const signedHeaders = headers.map(([name]) => name).join(";");
    const query = byName({
      ...request.query,
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD",
      "X-Amz-Credential": `${store.accessKeyId}/${scope}`,
      "X-Amz-Date": signedAt,
      "X-Amz-Expires": String(request.lifetimeSeconds),
      "X-Amz-SignedHeaders": signedHeaders,
    })
      .map(([name, value]) => `${awsEncode(name)}=${awsEncode(value)}`)
      .join("&");
    const lines = headers.map(([name, value]) => `${name}:${value}\n`).join("");
    const canonical = [request.method, path, query, lines, signedHeaders, "UNSIGNED-PAYLOAD"].join("\n");
    const hash = hexOf(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical)));
    const signature = await sign(["AWS4-HMAC-SHA256", signedAt, scope, hash].join("\n"));
    return `${store.endpoint}/${store.bucket}${path.slice(pathname.length - 1)}?${query}&X-Amz-Signature=${signature}`;
  };
}

/** In the order of their names' bytes, as the canonical request has them. */
function byName(fields: Readonly<Record<string, string>>): [name: string, value: string][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** RFC 3986 with AWS's unreserved set: what encodeURIComponent leaves, less `!'()*`. */
function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
