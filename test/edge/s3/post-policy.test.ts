import { afterEach, describe, expect, setSystemTime, test } from "bun:test";
import { S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { createPostPolicySigner } from "../../../edge/s3/post-policy.ts";
import { createSigner } from "../../../shared/s3/sigv4.ts";

// The key pair of AWS's documentation.
const accessKeyId = "AKIAIOSFODNN7EXAMPLE";
const secretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const store = {
  endpoint: "http://127.0.0.1:9000",
  region: "ap-northeast-1",
  bucket: "hiroba-upload",
  accessKeyId,
  secretAccessKey,
};
const grant = {
  objectKey: "uploads/avatar/upl_x",
  contentType: "model/gltf-binary",
  sizeBytes: 1234,
  lifetimeSeconds: 900,
};
const signPostPolicy = createPostPolicySigner(store);
const NOW_MS = Date.UTC(2026, 10, 24, 12, 34, 56, 789);

afterEach(() => {
  setSystemTime();
});

describe("a POST policy", () => {
  // Source: AWS, "Example: Browser-Based Upload using HTTP POST (Using AWS Signature Version 4)".
  test("is signed as AWS's published example is", async () => {
    const policy = [
      '{ "expiration": "2015-12-30T12:00:00.000Z",',
      '  "conditions": [',
      '    {"bucket": "sigv4examplebucket"},',
      '    ["starts-with", "$key", "user/user1/"],',
      '    {"acl": "public-read"},',
      '    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},',
      '    ["starts-with", "$Content-Type", "image/"],',
      '    {"x-amz-meta-uuid": "14365123651274"},',
      '    {"x-amz-server-side-encryption": "AES256"},',
      '    ["starts-with", "$x-amz-meta-tag", ""],',
      "",
      '    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},',
      '    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},',
      '    {"x-amz-date": "20151229T000000Z" }',
      "  ]",
      "}",
    ].join("\r\n");
    const signer = createSigner({ region: "us-east-1", accessKeyId, secretAccessKey });
    const { signedAt, scope, sign } = signer.at(Date.UTC(2015, 11, 29));
    expect([signedAt, scope]).toEqual(["20151229T000000Z", "20151229/us-east-1/s3/aws4_request"]);
    expect(await sign(btoa(policy))).toBe("8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
  });

  test("is byte for byte what AWS's SDK signs for the same grant at the same moment", async () => {
    setSystemTime(NOW_MS);
    const client = new S3Client({
      endpoint: store.endpoint,
      region: store.region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
    });
    const theirs = await createPresignedPost(client, {
      Bucket: store.bucket,
      Key: grant.objectKey,
      Conditions: [["content-length-range", grant.sizeBytes, grant.sizeBytes]],
      Fields: { "Content-Type": grant.contentType },
      Expires: grant.lifetimeSeconds,
    });
    const ours = await signPostPolicy(grant, NOW_MS);
    expect(atob(ours.form["Policy"] ?? "")).toBe(atob(theirs.fields["Policy"] ?? ""));
    expect(ours.form).toEqual(theirs.fields);
    expect(ours.url).toBe(theirs.url.replace(/\/$/, ""));
  });

  test("ends a quarter of an hour later, rounded down to the second it says", async () => {
    const { expiresAtMs, form } = await signPostPolicy(grant, NOW_MS);
    expect(expiresAtMs).toBe(Date.UTC(2026, 10, 24, 12, 49, 56));
    expect(JSON.parse(atob(form["Policy"] ?? "")).expiration).toBe("2026-11-24T12:49:56Z");
  });

  test("is signed with the new day's key after midnight, and with the old one for a moment before", async () => {
    const before = Date.UTC(2026, 10, 24, 23, 59, 59);
    const fresh = (atMs: number) => createPostPolicySigner(store)(grant, atMs);
    for (const atMs of [before, before + 1_000, before])
      expect(await signPostPolicy(grant, atMs)).toEqual(await fresh(atMs));
  });

  test("says every field of its form but the signature in an exact condition", async () => {
    const { form } = await signPostPolicy(grant, NOW_MS);
    const { conditions } = JSON.parse(atob(form["Policy"] ?? "")) as { conditions: unknown[] };
    const exact = Object.assign({}, ...conditions.filter((one) => !Array.isArray(one)));
    const { Policy: _policy, "X-Amz-Signature": _signature, ...said } = form;
    expect(exact).toEqual(said);
    expect(conditions.filter(Array.isArray)).toEqual([["content-length-range", 1234, 1234]]);
  });

  test("never holds a key with a substitution in it", async () => {
    const withName = { ...grant, objectKey: "uploads/${" };
    await expect(signPostPolicy(withName, NOW_MS)).rejects.toThrow("substitution");
  });
});
