import { afterEach, describe, expect, setSystemTime, test } from "bun:test";
import { S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { POLICY_LIFETIME_S, signPostPolicy } from "../../../edge/s3/post-policy.ts";
import { scopeText, signText } from "../../../edge/s3/sigv4.ts";

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
  sizeMaxBytes: 1234,
};
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
    const scope = { date: "20151229", region: "us-east-1", service: "s3" };
    expect(scopeText(scope)).toBe("20151229/us-east-1/s3/aws4_request");
    expect(await signText(btoa(policy), secretAccessKey, scope)).toBe(
      "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e",
    );
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
      Conditions: [["content-length-range", 1, grant.sizeMaxBytes]],
      Fields: { "Content-Type": grant.contentType },
      Expires: POLICY_LIFETIME_S,
    });
    const ours = await signPostPolicy(store, grant, NOW_MS);
    expect(atob(ours.form["Policy"] ?? "")).toBe(atob(theirs.fields["Policy"] ?? ""));
    expect(ours.form).toEqual(theirs.fields);
    expect(ours.url).toBe(theirs.url.replace(/\/$/, ""));
  });

  test("ends a quarter of an hour later, rounded down to the second it says", async () => {
    const { expiresAtMs, form } = await signPostPolicy(store, grant, NOW_MS);
    expect(expiresAtMs).toBe(Date.UTC(2026, 10, 24, 12, 49, 56));
    expect(JSON.parse(atob(form["Policy"] ?? "")).expiration).toBe("2026-11-24T12:49:56Z");
  });

  test("says every field of its form but the signature in an exact condition", async () => {
    const { form } = await signPostPolicy(store, grant, NOW_MS);
    const { conditions } = JSON.parse(atob(form["Policy"] ?? "")) as { conditions: unknown[] };
    const exact = Object.assign({}, ...conditions.filter((one) => !Array.isArray(one)));
    const { Policy: _policy, "X-Amz-Signature": _signature, ...said } = form;
    expect(exact).toEqual(said);
    expect(conditions.filter(Array.isArray)).toEqual([["content-length-range", 1, 1234]]);
  });

  test("never holds a key with a substitution in it", async () => {
    const withName = { ...grant, objectKey: "uploads/${" };
    await expect(signPostPolicy(store, withName, NOW_MS)).rejects.toThrow("substitution");
  });
});
