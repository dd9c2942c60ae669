// A policy allows one object of one type and size under one key, and the store holds whoever has it to that.

import { describe, expect, test } from "bun:test";
import { readEvents } from "../../../shared/client/event-stream.ts";
import {
  multipartUploadSchema,
  ownUploadPageSchema,
  type UploadPolicy,
  uploadPolicySchema,
  uploadStatusSchema,
} from "../../../shared/schema/public-api.ts";
import { uploadLimitsSchema } from "../../../shared/schema/upload.ts";
import { eventually } from "../../support/eventually.ts";
import { PART_BYTES, POLICIES_PER_MINUTE } from "../edge-surroundings.ts";
import { type Ask, type EdgeUnderTest, problemOf, refusalOf } from "../edge-under-test.ts";

const POLICIES = "/v1/upload/avatar/policies";
const TYPE = "model/gltf-binary";
const FILE = "glTF bytes of the test";

/** A list of RFC 9651, as far as these fields are one. */
function itemsOf(answer: Response | undefined, field: string): readonly string[] {
  return (answer?.headers.get(field) ?? "").split(", ");
}

/** As the edge has it where nobody says otherwise. */
const USER_POLICIES_PER_MINUTE = 30;
const REFILL_MS = 60_000 / USER_POLICIES_PER_MINUTE;

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
      expect(await post(policy, {}, FILE.slice(1))).toEqual({ status: 400, code: "EntityTooSmall" });
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
        await askPolicy({
          contentType: "text/html",
          fileName: "",
          fileSize: 101 * 1024 * 1024,
          platform: "mac",
        }),
      );
      expect([problem.status, problem.code]).toEqual([422, "VALIDATION_FAILED"]);
      expect(problem.errors?.map(({ name }) => name).toSorted()).toEqual([
        "contentType",
        "fileName",
        "fileSize",
        "platform",
      ]);
      const size = problem.errors?.find(({ name }) => name === "fileSize");
      expect(size).toMatchObject({ actual: 101 * 1024 * 1024, limit: 100 * 1024 * 1024 });
      for (const fileSize of [0, -1, 1.5, "1"])
        expect(await refusalOf(await askPolicy({ fileSize }))).toBe("422 VALIDATION_FAILED");
    });

    test("of one address comes a few times a minute; another address is not held up", async () => {
      const address = "a-busy-address";
      const answers: Response[] = [];
      for (let asked = 0; asked < POLICIES_PER_MINUTE; asked++)
        answers.push(await askPolicy({}, { address }));
      expect(answers.map(({ status }) => status)).toEqual(Array(POLICIES_PER_MINUTE).fill(201));
      const [first] = answers;
      expect(itemsOf(first, "ratelimit-policy")).toEqual([
        '"user-upload-policies";q=30;w=60',
        '"user-requests";q=1200;w=60',
        `"upload-policies";q=${POLICIES_PER_MINUTE};w=60`,
        '"requests";q=6000;w=60',
      ]);
      expect(itemsOf(first, "ratelimit")).toContain(`"upload-policies";r=${POLICIES_PER_MINUTE - 1};t=0`);
      expect(itemsOf(first, "ratelimit")).toContain('"user-upload-policies";r=29;t=0');

      const refused = await askPolicy({}, { address });
      const retryAfterS = Number(refused.headers.get("retry-after"));
      expect(retryAfterS).toBeGreaterThanOrEqual(1);
      expect(retryAfterS).toBeLessThanOrEqual(60 / POLICIES_PER_MINUTE);
      expect(itemsOf(refused, "ratelimit")[0]).toBe(`"upload-policies";r=0;t=${retryAfterS}`);
      expect(await refusalOf(refused)).toBe("429 RATE_LIMITED");
      // A proxy appends: what stands before the last comma are the caller's own words.
      expect((await askPolicy({}, { address: `somebody-else, ${address}` })).status).toBe(429);
      expect((await askPolicy({}, { address: `${address}, another` })).status).toBe(201);
    });

    test("of one user comes a few times a minute, from wherever they ask", async () => {
      const { accessToken } = await edge.guest();
      const beganAtMs = performance.now();
      // Every request from somewhere else. A name that is refused is counted like any other request.
      const answers = await Promise.all(
        Array.from({ length: 60 }, () => askPolicy({ fileName: "" }, { as: accessToken })),
      );
      const refilledCount = Math.ceil((performance.now() - beganAtMs) / REFILL_MS);
      const counted = answers.filter(({ status }) => status === 422).length;
      expect(counted).toBeGreaterThanOrEqual(USER_POLICIES_PER_MINUTE);
      expect(counted).toBeLessThanOrEqual(USER_POLICIES_PER_MINUTE + refilledCount);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(60 - counted);
      expect((await askPolicy()).status).toBe(201);
    });

    test("of an upload that never was has no status", async () => {
      expect(await refusalOf(await edge.ask("/v1/upload/avatar/upl_never-was/status"))).toBe(
        "404 UPLOAD_NOT_FOUND",
      );
      expect(await refusalOf(await edge.ask("/v1/upload/avatar/wld_x/status"))).toBe("404 NOT_FOUND");
      expect(await refusalOf(await edge.ask("/v1/upload/house/upl_x/status"))).toBe("404 NOT_FOUND");
    });
  });

  describe("every kind of upload", () => {
    test("has its limits told to everybody, by whatever cache is between, and gets a policy by them", async () => {
      const told = await edge.ask("/v1/upload/limits");
      const limits = uploadLimitsSchema.parse(await told.json());
      const again = await edge.ask("/v1/upload/limits", {
        headers: { "if-none-match": told.headers.get("etag") ?? "none" },
      });
      expect([again.status, again.headers.get("cache-control")]).toEqual([
        304,
        expect.stringContaining("s-maxage="),
      ]);
      expect(limits.multipart.overBytes).toBe(PART_BYTES);
      const { accessToken } = await edge.guest();
      const ask = (path: string, json: object) =>
        edge.ask(`/v1/upload/${path}/policies`, { as: accessToken, json: { fileSize: 500, ...json } });
      for (const [path, file] of [
        ["world", { contentType: "model/gltf-binary", fileName: "plaza.glb" }],
        ["world", { contentType: "application/vnd.unity", fileName: "plaza.bundle", platform: "ios" }],
        ["item", { contentType: "model/gltf-binary", fileName: "cup.GLB" }],
        ["accessory", { contentType: "model/gltf-binary", fileName: "hat.glb" }],
        ["image", { contentType: "image/png", fileName: "poster.png" }],
        ["audio", { contentType: "audio/ogg", fileName: "bgm.ogg" }],
      ] as const) {
        const answer = await ask(path, file);
        const policy = uploadPolicySchema.parse(await answer.json());
        expect([answer.status, policy.form["key"]]).toEqual([201, `uploads/${path}/${policy.uploadId}`]);
        expect(await post(policy, {}, "x".repeat(500))).toEqual({ status: 204, code: null });
      }
      // A bundle without its platform, and what belongs to another kind.
      for (const [path, file, name] of [
        ["world", { contentType: "application/vnd.unity", fileName: "plaza.bundle" }, "platform"],
        ["image", { contentType: "image/svg+xml", fileName: "poster.png" }, "contentType"],
        ["audio", { contentType: "audio/ogg", fileName: "bgm.exe" }, "fileName"],
        ["item", { contentType: "model/gltf-binary", fileName: "cup.glb", fileSize: 23 }, "fileSize"],
      ] as const) {
        const problem = await problemOf(await ask(path, file));
        expect([problem.status, problem.errors?.map((error) => error.name)]).toContainEqual(
          expect.arrayContaining([name]),
        );
      }
      expect(await refusalOf(await ask("house", {}))).toBe("404 NOT_FOUND");
    });

    test("is in its owner's list, with what is left of their quota", async () => {
      const { accessToken } = await edge.guest();
      const policy = uploadPolicySchema.parse(await (await askPolicy({}, { as: accessToken })).json());
      const own = ownUploadPageSchema.parse(
        await (await edge.ask("/v1/me/uploads", { as: accessToken })).json(),
      );
      expect(own.items).toMatchObject([{ uploadId: policy.uploadId, kind: "avatar", fileName: "me.vrm" }]);
      expect(own.quota).toMatchObject({ uploadsToday: 1, storedBytes: FILE.length });
    });
  });

  describe("a file in parts", () => {
    const SIZES = [PART_BYTES, 1_000];
    const begin = async (accessToken: string) => {
      const json = { contentType: "model/gltf-binary", fileName: "plaza.glb", fileSize: PART_BYTES + 1_000 };
      const answer = await edge.ask("/v1/upload/world/multipart", { as: accessToken, json });
      expect(answer.status).toBe(201);
      return multipartUploadSchema.parse(await answer.json());
    };
    const put = async (url: string | undefined, sizeBytes: number) => {
      const answer = await fetch(url ?? "", { method: "PUT", body: new Uint8Array(sizeBytes) });
      return answer.ok ? "ok" : /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1];
    };

    test("has a URL for each part that takes exactly its bytes, and is whole when completed", async () => {
      const { accessToken } = await edge.guest();
      const { parts, completeUrl, statusApiUrl } = await begin(accessToken);
      expect(parts.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes])).toEqual([
        [1, PART_BYTES],
        [2, 1_000],
      ]);
      expect(await put(parts[0]?.url, PART_BYTES - 1)).toBe("SignatureDoesNotMatch");
      expect(await put(parts[1]?.url, 1_001)).toBe("SignatureDoesNotMatch");
      const complete = () => edge.ask(new URL(completeUrl).pathname, { method: "POST", as: accessToken });
      expect((await problemOf(await complete())).errors?.map(({ name }) => name)).toEqual([
        "parts.1",
        "parts.2",
      ]);
      for (const [i, { url }] of parts.entries()) expect(await put(url, SIZES[i] ?? 0)).toBe("ok");
      expect(uploadStatusSchema.parse(await (await complete()).json())).toMatchObject({ kind: "world" });
      expect((await fetch(statusApiUrl)).status).toBe(200);
      expect(await refusalOf(await edge.ask(new URL(completeUrl).pathname, { method: "POST" }))).toBe(
        "401 ACCESS_TOKEN_REQUIRED",
      );
    });

    test("given up takes no more parts", async () => {
      const { accessToken } = await edge.guest();
      const { parts, uploadId, statusApiUrl } = await begin(accessToken);
      const path = `/v1/upload/world/${uploadId}`;
      const stranger = (await edge.guest()).accessToken;
      expect(await refusalOf(await edge.ask(path, { method: "DELETE", as: stranger }))).toBe(
        "404 UPLOAD_NOT_FOUND",
      );
      expect((await edge.ask(path, { method: "DELETE", as: accessToken })).status).toBe(204);
      expect(await put(parts[1]?.url, 1_000)).toBe("NoSuchUpload");
      expect(await (await fetch(statusApiUrl)).json()).toMatchObject({
        status: "ERROR",
        findings: [{ code: "UPLOAD_ABORTED" }],
      });
    });
  });

  describe("an upload's status as server-sent events", () => {
    const follow = (url: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(url, { headers: { accept: "text/event-stream", ...headers } });

    test("tells each change as it happens and ends at the verdict", async () => {
      const { accessToken } = await edge.guest();
      const { statusApiUrl, uploadId } = uploadPolicySchema.parse(
        await (await askPolicy({}, { as: accessToken })).json(),
      );
      const answer = await follow(statusApiUrl);
      expect(answer.headers.get("content-type")).toStartWith("text/event-stream");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      const events = readEvents(answer.body as ReadableStream<Uint8Array>);
      const first = await events.next();
      expect(first.value?.name).toBe("status");
      expect(uploadStatusSchema.parse(JSON.parse(first.value?.data))).toMatchObject({
        uploadId,
        status: "VALIDATING",
      });
      // It came while the stream was open, so the rest will, too.
      await edge.ask(`/v1/upload/avatar/${uploadId}`, { method: "DELETE", as: accessToken });
      const last = await events.next();
      expect(JSON.parse(last.value?.data)).toEqual(await (await fetch(statusApiUrl)).json());
      expect(JSON.parse(last.value?.data)).toMatchObject({ status: "ERROR" });
      expect((await events.next()).done).toBe(true);
      const again = await follow(statusApiUrl, { "last-event-id": last.value?.id });
      expect([again.status, await again.text()]).toEqual([204, ""]);
    });

    test("let go by its listener is let go by everybody behind", async () => {
      const { statusApiUrl } = await getPolicy();
      // More than may listen at once, one after another: each must have left for the last to be let in.
      for (let i = 0; i < 12; i++) {
        const hangUp = new AbortController();
        const answer = await eventually("a place", async () => {
          const tried = await fetch(statusApiUrl, {
            headers: { accept: "text/event-stream" },
            signal: hangUp.signal,
          });
          return tried.status === 200 && tried;
        });
        await answer.body?.getReader().read();
        hangUp.abort();
      }
    });

    test("of an upload that never was is a problem like any other", async () => {
      const { edgeUrl } = edge.surroundings();
      expect(await refusalOf(await follow(`${edgeUrl}/v1/upload/avatar/upl_never/status`))).toBe(
        "404 UPLOAD_NOT_FOUND",
      );
    });
  });
}
