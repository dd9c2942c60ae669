// The browser's way in: forms signed by the SDK and by our edge, and every way to break one.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { createPostPolicySigner } from "../../../../edge/s3/post-policy.ts";
import { credentials, errorCode, startStore, type TestStore, UPLOAD } from "./support.ts";

let store: TestStore;
beforeAll(async () => {
  store = await startStore();
});
afterAll(() => store.stop());

const TYPE = "model/gltf-binary";
type Fields = Record<string, string>;

const sign = (more: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(store.client, {
    Bucket: UPLOAD,
    Key: "avatars/1.vrm",
    Conditions: [
      ["content-length-range", 2, 100],
      ["eq", "$Content-Type", TYPE],
      { "X-Amz-Meta-From": "page" },
    ],
    Fields: { "Content-Type": TYPE, "X-Amz-Meta-From": "page" },
    Expires: 60,
    ...more,
  });
const post = (url: string, fields: Fields, file: string | Uint8Array, fileName = "me.vrm") => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File([file], fileName));
  return fetch(url, { method: "POST", body: form });
};

describe("a form under a policy", () => {
  test("signed by the SDK is stored as the policy says", async () => {
    const { url, fields } = await sign();
    const answer = await post(url, { ...fields, success_action_status: "201" }, "x");
    // success_action_status is a field like others: the policy must name it.
    expect([answer.status, await errorCode(answer)]).toEqual([403, "AccessDenied"]);
    const stored = await post(url, fields, "glTF bytes\r\n--not the boundary\r\n");
    expect(stored.status).toBe(204);
    expect(stored.headers.get("access-control-allow-origin")).toBe("*");
    const read = await store.client.send(new GetObjectCommand({ Bucket: UPLOAD, Key: "avatars/1.vrm" }));
    expect(await read.Body?.transformToString()).toBe("glTF bytes\r\n--not the boundary\r\n");
    expect(read).toMatchObject({ ContentType: TYPE, Metadata: { from: "page" } });
  });

  test("signed by our edge is stored too", async () => {
    const sign = createPostPolicySigner({
      endpoint: store.url,
      region: "us-east-1",
      bucket: UPLOAD,
      ...credentials,
    });
    const grant = { objectKey: "avatars/edge.vrm", contentType: TYPE, sizeBytes: 50, lifetimeSeconds: 60 };
    const policy = await sign(grant, Date.now());
    expect((await post(policy.url, policy.form, "x".repeat(50))).status).toBe(204);
    expect(await errorCode(await post(policy.url, policy.form, "x".repeat(51)))).toBe("EntityTooLarge");
    expect(await errorCode(await post(policy.url, policy.form, ""))).toBe("EntityTooSmall");
  });

  test("is answered as it asks: 201 with XML, or a redirect", async () => {
    const created = await sign({ Key: "a b", Conditions: [], Fields: { success_action_status: "201" } });
    const answer = await post(created.url, created.fields, "x");
    expect([answer.status, answer.headers.get("etag")]).toEqual([201, '"9dd4e461268c8034f5c8564e155c67a6"']);
    expect(await answer.text()).toContain(`<Location>${store.url}/${UPLOAD}/a%20b</Location>`);
    const fields = { success_action_redirect: "http://page.example/done?n=1" };
    const redirecting = await sign({ Key: "k", Conditions: [], Fields: fields });
    const form = new FormData();
    for (const [name, value] of Object.entries(redirecting.fields)) form.set(name, value);
    form.set("file", new File(["x"], "x"));
    const redirect = await fetch(redirecting.url, { method: "POST", body: form, redirect: "manual" });
    expect(redirect.status).toBe(303);
    expect(redirect.headers.get("location")).toStartWith(
      "http://page.example/done?n=1&bucket=hiroba-upload&key=k",
    );
  });

  test("may leave the key to a prefix and the file's name", async () => {
    const { url, fields } = await sign({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
      Key: "user/${filename}",
      Conditions: [["starts-with", "$key", "user/"]],
      Fields: {},
    });
    expect((await post(url, fields, "x", "写真 1.vrm")).status).toBe(204);
    expect(await errorCode(await post(url, { ...fields, key: "other/x" }, "x"))).toBe("AccessDenied");
  });
});

describe("a form is refused", () => {
  const refusals: readonly [string, (fields: Fields) => Fields, string, string][] = [
    ["with another key", (f) => ({ ...f, key: "avatars/2.vrm" }), "xx", "AccessDenied"],
    ["with another type", (f) => ({ ...f, "Content-Type": "text/html" }), "xx", "AccessDenied"],
    ["without a field the policy wants", ({ "Content-Type": _, ...f }) => f, "xx", "AccessDenied"],
    ["with a field the policy does not name", (f) => ({ ...f, acl: "public-read" }), "xx", "AccessDenied"],
    ["above its size", (f) => f, "x".repeat(101), "EntityTooLarge"],
    ["below its size", (f) => f, "x", "EntityTooSmall"],
    [
      "with another signature",
      (f) => ({ ...f, "X-Amz-Signature": "0".repeat(64) }),
      "xx",
      "SignatureDoesNotMatch",
    ],
    ["with a changed policy", (f) => ({ ...f, Policy: btoa("{}") }), "xx", "SignatureDoesNotMatch"],
    [
      "with an unknown key id",
      (f) => ({ ...f, "X-Amz-Credential": `OTHER${f["X-Amz-Credential"]?.slice(7)}` }),
      "xx",
      "InvalidAccessKeyId",
    ],
    ["without a policy", ({ Policy: _, ...f }) => f, "xx", "AccessDenied"],
    ["without a key", ({ key: _, ...f }) => f, "xx", "InvalidArgument"],
    [
      "with fields of many bytes",
      (f) => ({ ...f, "x-ignore-a": "x".repeat(30_000) }),
      "xx",
      "MaxPostPreDataLengthExceeded",
    ],
  ];
  for (const [how, change, file, code] of refusals) {
    test(`${how}: ${code}`, async () => {
      const { url, fields } = await sign();
      const before = store.events.length;
      expect(await errorCode(await post(url, change(fields), file))).toBe(code);
      expect(await readdir(join(store.folder, "incoming"))).toEqual([]);
      expect(store.events.length).toBe(before);
    });
  }

  test("after its time", async () => {
    const { url, fields } = await sign({ Expires: -1 });
    const refused = await post(url, fields, "xx");
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("Policy expired")]);
  });

  test("when it is no form, has no file, or ends early", async () => {
    const url = `${store.url}/${UPLOAD}`;
    expect(await errorCode(await fetch(url, { method: "POST", body: "x" }))).toBe("MalformedPOSTRequest");
    const form = new FormData();
    form.set("key", "x");
    expect(await errorCode(await fetch(url, { method: "POST", body: form }))).toBe("InvalidArgument");
    const { fields } = await sign();
    const parts = Object.entries(fields).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const body = `${parts.join("")}--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf`;
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    expect(await errorCode(await fetch(url, { method: "POST", body, headers }))).toBe("IncompleteBody");
  });

  test("at its size limit while it still arrives, in small pieces and all at once", async () => {
    const { url, fields } = await sign();
    expect(await errorCode(await post(url, fields, new Uint8Array(8 * 1024 * 1024)))).toBe("EntityTooLarge");
    expect(await readdir(join(store.folder, "incoming"))).toEqual([]);
  });
});

test("a form that comes byte by byte is the same form", async () => {
  const { fields } = await sign();
  const parts = Object.entries(fields).map(
    ([name, value]) => `--bb\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = "\r\n--b\r\n-\r\n--";
  const body = `${parts.join("")}--bb\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${file}\r\n--bb--\r\n`;
  const { port } = new URL(store.url);
  const socket = connect(Number(port), "127.0.0.1").setNoDelay(true);
  const answer = new Promise<string>((resolve) => socket.once("data", (data) => resolve(data.toString())));
  socket.write(
    `POST /${UPLOAD} HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=bb\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  for (let i = 0; i < body.length; i += 1) {
    socket.write(body.slice(i, i + 1));
    if (i % 64 === 0) await Bun.sleep(0);
  }
  expect(await answer).toStartWith("HTTP/1.1 204");
  socket.destroy();
  const read = await store.client.send(new GetObjectCommand({ Bucket: UPLOAD, Key: "avatars/1.vrm" }));
  expect(await read.Body?.transformToString()).toBe(file);
  expect(store.failures).toEqual([]);
});
