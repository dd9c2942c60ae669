// A policy allows one object of one type and size under one key, and the store holds whoever has it to that.

import { describe, expect, test } from "bun:test";
import {
  type UploadPolicy,
  uploadPolicySchema,
  uploadStatusSchema,
} from "../../../shared/schema/public-api.ts";
import { POLICIES_PER_MINUTE } from "../edge-surroundings.ts";
import { type Ask, type EdgeUnderTest, problemOf, refusalOf } from "../edge-under-test.ts";

const POLICIES = "/v1/upload/avatar/policies";
const TYPE = "model/gltf-binary";
const FILE = "glTF bytes of the test";

export function uploadContract(edge: EdgeUnderTest): void {
  const askPolicy = async (change: Readonly<Record<string, unknown>> = {}, options: Ask = {}) =>
    edge.ask(POLICIES, {
      json: { contentType: TYPE, fileName: "me.vrm", fileSize: FILE.length, ...change },
      as: (await edge.guest()).accessToken,
      ...options,
    });
  const getPolicy = async () => uploadPolicySchema.parse(await (await askPolicy()).json());
  /** Every field of the form, then the file; a field changed to null is left out. */
  async function post(
    policy: UploadPolicy,
    change: Readonly<Record<string, string | null>> = {},
    file = FILE,
  ) {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...policy.form, ...change }))
      if (value !== null) form.append(name, value);
    form.append("file", new Blob([file]), "me.vrm");
    const answer = await fetch(policy.uploadUrl, { method: "POST", body: form });
    return { status: answer.status, code: /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] ?? null };
  }

  describe("an upload policy", () => {
    test("names one exact key, type and size for a quarter of an hour, and the store takes its form", async () => {
      const answer = await askPolicy();
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([201, "no-store"]);
      const policy = uploadPolicySchema.parse(await answer.json());
      const { storeUrl, edgeUrl } = edge.surroundings();
      expect(policy.uploadUrl).toBe(`${storeUrl}/hiroba-upload`);
      expect(policy.form["key"]).toBe(`uploads/avatar/${policy.uploadId}`);
      expect(JSON.stringify(policy.form)).not.toContain("${");
      const { expiration, conditions } = JSON.parse(atob(policy.form["Policy"] ?? "")) as {
        expiration: string;
        conditions: unknown[];
      };
      expect(conditions).toContainEqual({ key: policy.form["key"] });
      expect(conditions).toContainEqual({ "Content-Type": TYPE });
      expect(conditions).toContainEqual({ bucket: "hiroba-upload" });
      expect(conditions).toContainEqual(["content-length-range", FILE.length, FILE.length]);
      expect(conditions.filter((one) => Array.isArray(one) && one[0] === "starts-with")).toEqual([]);
      expect(Date.parse(expiration)).toBe(Date.parse(policy.expiresAt));
      expect(Math.abs(Date.parse(expiration) - Date.now() - 15 * 60_000)).toBeLessThan(5_000);

      expect(await post(policy)).toEqual({ status: 204, code: null });
      expect(policy.statusApiUrl).toBe(`${edgeUrl}/v1/upload/avatar/${policy.uploadId}/status`);
      const status = await fetch(policy.statusApiUrl);
      expect([status.status, status.headers.get("cache-control")]).toEqual([200, "no-store"]);
      expect(uploadStatusSchema.parse(await status.json())).toEqual({
        uploadId: policy.uploadId,
        kind: "avatar",
        status: "VALIDATING",
        progress: null,
        findings: [],
      });
    });

    test("cannot be bent: whatever is changed, added, left out or made larger is refused by the store", async () => {
      const policy = await getPolicy();
      const signature = policy.form["X-Amz-Signature"] ?? "";
      const wider = JSON.parse(atob(policy.form["Policy"] ?? "")) as { conditions: unknown[] };
      const forged = btoa(JSON.stringify({ ...wider, conditions: [["starts-with", "$key", ""]] }));
      expect(await post(policy, { key: "uploads/avatar/upl_other" })).toMatchObject({ code: "AccessDenied" });
      expect(await post(policy, { "Content-Type": "text/html" })).toMatchObject({ code: "AccessDenied" });
      expect(await post(policy, { "Content-Type": null })).toMatchObject({ code: "AccessDenied" });
      expect(await post(policy, { "x-amz-meta-extra": "1" })).toMatchObject({ code: "AccessDenied" });
      expect(await post(policy, { acl: "public-read" })).toMatchObject({ code: "AccessDenied" });
      expect(await post(policy, { Policy: forged })).toMatchObject({ code: "SignatureDoesNotMatch" });
      expect(await post(policy, { "X-Amz-Signature": signature.replace(/^./, "g") })).toMatchObject({
        code: "SignatureDoesNotMatch",
      });
      expect(await post(policy, {}, `${FILE}!`)).toEqual({ status: 400, code: "EntityTooLarge" });
      expect(await post(policy, {}, "")).toEqual({ status: 400, code: "EntityTooSmall" });
      expect(
        await post({ ...policy, uploadUrl: policy.uploadUrl.replace("upload", "delivery") }),
      ).toMatchObject({
        status: 403,
      });
      expect((await post(policy)).status).toBe(204);
    });

    test("is not given for what cannot be an avatar, and every reason is told", async () => {
      const problem = await problemOf(
        await askPolicy({ contentType: "text/html", fileName: "", fileSize: 101 * 1024 * 1024 }),
      );
      expect([problem.status, problem.code]).toEqual([422, "VALIDATION_FAILED"]);
      expect(problem.errors?.map(({ name }) => name).toSorted()).toEqual([
        "contentType",
        "fileName",
        "fileSize",
      ]);
      for (const fileSize of [0, -1, 1.5, "1"])
        expect(await refusalOf(await askPolicy({ fileSize }))).toBe("422 VALIDATION_FAILED");
    });

    test("of one address comes a few times a minute; another address is not held up", async () => {
      const address = "a-busy-address";
      const answers: Response[] = [];
      for (let asked = 0; asked < POLICIES_PER_MINUTE; asked++)
        answers.push(await askPolicy({}, { address }));
      expect(answers.map(({ status }) => status)).toEqual(Array(POLICIES_PER_MINUTE).fill(201));
      expect(answers.at(0)?.headers.get("ratelimit-policy")).toBe(
        `"upload-policies";q=${POLICIES_PER_MINUTE};w=60`,
      );
      expect(answers.at(0)?.headers.get("ratelimit")).toBe(
        `"upload-policies";r=${POLICIES_PER_MINUTE - 1};t=0`,
      );

      const refused = await askPolicy({}, { address });
      const retryAfterS = Number(refused.headers.get("retry-after"));
      expect(retryAfterS).toBeGreaterThanOrEqual(1);
      expect(retryAfterS).toBeLessThanOrEqual(60 / POLICIES_PER_MINUTE);
      expect(refused.headers.get("ratelimit")).toBe(`"upload-policies";r=0;t=${retryAfterS}`);
      expect(await refusalOf(refused)).toBe("429 RATE_LIMITED");
      // A proxy appends: what stands before the last comma are the caller's own words.
      expect((await askPolicy({}, { address: `somebody-else, ${address}` })).status).toBe(429);
      expect((await askPolicy({}, { address: `${address}, another` })).status).toBe(201);
    });

    test("of an upload that never was has no status", async () => {
      expect(await refusalOf(await edge.ask("/v1/upload/avatar/upl_never-was/status"))).toBe(
        "404 UPLOAD_NOT_FOUND",
      );
      expect(await refusalOf(await edge.ask("/v1/upload/avatar/wld_x/status"))).toBe("404 NOT_FOUND");
    });
  });
}
