// The store as AWS's own SDK sees it.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { signatureOf } from "./presign.ts";
import { DELIVERY, errorCode, startStore, type TestStore, UPLOAD } from "./support.ts";

let store: TestStore;
beforeAll(async () => {
  store = await startStore();
});
afterAll(() => store.stop());

const put = (Bucket: string, Key: string, Body: string | Uint8Array, more: object = {}) =>
  store.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const md5 = (text: string | Uint8Array) => `"${new Bun.CryptoHasher("md5").update(text).digest("hex")}"`;
const nameOf = (error: unknown) => (error as { name: string }).name;

describe("an object", () => {
  test("comes back byte for byte with its type, caching and metadata, under a key of any letters", async () => {
    const key = "a b+c/広場 &<>'\"!*()~.vrm";
    const body = crypto.getRandomValues(new Uint8Array(65_000));
    const written = await put(UPLOAD, key, body, {
      ContentType: "model/gltf-binary",
      CacheControl: "public, max-age=60",
      Metadata: { owner: "someone" },
    });
    expect(written.ETag).toBe(md5(body));
    const read = await store.client.send(new GetObjectCommand({ Bucket: UPLOAD, Key: key }));
    expect(await read.Body?.transformToByteArray()).toEqual(body);
    expect(read).toMatchObject({
      ContentType: "model/gltf-binary",
      CacheControl: "public, max-age=60",
      ContentLength: body.length,
      Metadata: { owner: "someone" },
      ETag: md5(body),
    });
    const head = await store.client.send(new HeadObjectCommand({ Bucket: UPLOAD, Key: key }));
    expect(head).toMatchObject({ ContentLength: body.length, ETag: md5(body) });
  });

  test("sent as a stream, in chunks with a trailing checksum, arrives whole", async () => {
    const body = crypto.getRandomValues(new Uint8Array(60_000));
    await store.client.send(
      new PutObjectCommand({
        Bucket: UPLOAD,
        Key: "streamed",
        Body: Readable.from([body.subarray(0, 7), body.subarray(7, 40_000), body.subarray(40_000)]),
        ContentLength: body.length,
      }),
    );
    const read = await store.client.send(
      new GetObjectCommand({ Bucket: UPLOAD, Key: "streamed", ChecksumMode: "ENABLED" }),
    );
    expect(await read.Body?.transformToByteArray()).toEqual(body);
    expect(read.ContentEncoding).toBeUndefined();
    expect(read.ChecksumCRC32).toBeDefined();
  });

  test("whose checksum does not hold is not stored, and leaves no bytes", async () => {
    const refused = await put(UPLOAD, "corrupt", "hello", { ChecksumCRC32: "AAAAAA==" }).catch(nameOf);
    expect(refused).toBe("BadDigest");
    expect(
      await put(UPLOAD, "corrupt", "hello", { ContentMD5: "AAAAAAAAAAAAAAAAAAAAAA==" }).catch(nameOf),
    ).toBe("BadDigest");
    const found = await store.client
      .send(new GetObjectCommand({ Bucket: UPLOAD, Key: "corrupt" }))
      .catch(nameOf);
    expect(found).toBe("NoSuchKey");
    expect(await readdir(join(store.folder, "incoming"))).toEqual([]);
  });

  test("is replaced whole, deleted, and its old bytes leave the disk", async () => {
    await put(UPLOAD, "replaced", "one");
    await put(UPLOAD, "replaced", "second");
    const read = await store.client.send(new GetObjectCommand({ Bucket: UPLOAD, Key: "replaced" }));
    expect(await read.Body?.transformToString()).toBe("second");
    const before = (await readdir(join(store.folder, "blobs"))).length;
    await store.client.send(new DeleteObjectCommand({ Bucket: UPLOAD, Key: "replaced" }));
    await store.client.send(new DeleteObjectCommand({ Bucket: UPLOAD, Key: "replaced" }));
    expect((await readdir(join(store.folder, "blobs"))).length).toBe(before - 1);
    const gone = await store.client
      .send(new HeadObjectCommand({ Bucket: UPLOAD, Key: "replaced" }))
      .catch(nameOf);
    expect(gone).toBe("NotFound");
  });

  test("is put once only when asked so", async () => {
    const once = () => put(DELIVERY, "once", "x", { IfNoneMatch: "*" });
    await once();
    expect(await once().catch(nameOf)).toBe("PreconditionFailed");
  });

  test("of no bytes is an object", async () => {
    await put(DELIVERY, "empty", "");
    const read = await fetch(`${store.url}/${DELIVERY}/empty`);
    expect(read.status).toBe(200);
    expect(await read.text()).toBe("");
  });

  test("is copied between buckets, with its headers or with new ones", async () => {
    await put(UPLOAD, "from +1", "copied", { ContentType: "text/plain", Metadata: { a: "1" } });
    const CopySource = `${UPLOAD}/${encodeURIComponent("from +1")}`;
    await store.client.send(new CopyObjectCommand({ Bucket: DELIVERY, Key: "kept", CopySource }));
    await store.client.send(
      new CopyObjectCommand({
        Bucket: DELIVERY,
        Key: "changed",
        CopySource,
        MetadataDirective: "REPLACE",
        ContentType: "text/html",
        CacheControl: "immutable",
      }),
    );
    const kept = await fetch(`${store.url}/${DELIVERY}/kept`);
    expect([kept.headers.get("content-type"), kept.headers.get("x-amz-meta-a"), await kept.text()]).toEqual([
      "text/plain",
      "1",
      "copied",
    ]);
    const changed = await fetch(`${store.url}/${DELIVERY}/changed`);
    expect(changed.headers.get("cache-control")).toBe("immutable");
    expect(changed.headers.get("x-amz-meta-a")).toBeNull();
  });
});

describe("a read", () => {
  test("of the delivery bucket needs no signature and is allowed from any page; the upload bucket is private", async () => {
    await put(DELIVERY, "open.txt", "0123456789", { ContentType: "text/plain" });
    await put(UPLOAD, "closed.txt", "secret");
    const open = await fetch(`${store.url}/${DELIVERY}/open.txt`, {
      headers: { origin: "http://page.example" },
    });
    expect(await open.text()).toBe("0123456789");
    expect(open.headers.get("access-control-allow-origin")).toBe("*");
    const closed = await fetch(`${store.url}/${UPLOAD}/closed.txt`);
    expect([closed.status, await errorCode(closed)]).toEqual([403, "AccessDenied"]);
    for (const [method, path] of [
      ["PUT", `${DELIVERY}/x`],
      ["DELETE", `${DELIVERY}/open.txt`],
      ["GET", `${DELIVERY}?list-type=2`],
      ["GET", ""],
    ] as const) {
      const refused = await fetch(`${store.url}/${path}`, { method });
      expect([method, path, await errorCode(refused)]).toEqual([method, path, "AccessDenied"]);
    }
  });

  test("of a range gives that range, its end or a refusal", async () => {
    const range = async (value: string) => {
      const response = await fetch(`${store.url}/${DELIVERY}/open.txt`, { headers: { range: value } });
      return [response.status, response.headers.get("content-range"), await response.text()];
    };
    expect(await range("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await range("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await range("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await range("bytes=8-99")).toEqual([206, "bytes 8-9/10", "89"]);
    expect(await range("lines=1-2")).toEqual([200, null, "0123456789"]);
    expect((await range("bytes=10-"))[0]).toBe(416);
  });

  test("with the ETag it has gets 304, with another 412 where it insists", async () => {
    const read = (headers: Record<string, string>) =>
      fetch(`${store.url}/${DELIVERY}/open.txt`, { headers }).then((r) => r.status);
    expect(await read({ "if-none-match": md5("0123456789") })).toBe(304);
    expect(await read({ "if-none-match": '"other"' })).toBe(200);
    expect(await read({ "if-match": '"other"' })).toBe(412);
  });
});

describe("a listing", () => {
  test("is sorted, in pages, by prefix and folded at a delimiter", async () => {
    for (const name of ["b/2", "b/1", "a", "c/1/x", "c", "広/1"]) await put(DELIVERY, `list/${name}`, name);
    const keys: string[] = [];
    let ContinuationToken: string | undefined;
    let pages = 0;
    do {
      const page = await store.client.send(
        new ListObjectsV2Command({ Bucket: DELIVERY, Prefix: "list/", MaxKeys: 4, ContinuationToken }),
      );
      keys.push(...(page.Contents ?? []).map((o) => o.Key ?? ""));
      ContinuationToken = page.NextContinuationToken;
      pages += 1;
    } while (ContinuationToken !== undefined);
    expect(keys).toEqual(["a", "b/1", "b/2", "c", "c/1/x", "広/1"].map((n) => `list/${n}`));
    expect(pages).toBe(2);
    const folded = await store.client.send(
      new ListObjectsV2Command({ Bucket: DELIVERY, Prefix: "list/", Delimiter: "/" }),
    );
    expect(folded.Contents?.map((o) => o.Key)).toEqual(["list/a", "list/c"]);
    expect(folded.CommonPrefixes?.map((p) => p.Prefix)).toEqual(["list/b/", "list/c/", "list/広/"]);
    const buckets = await store.client.send(new ListBucketsCommand({}));
    expect(buckets.Buckets?.map((b) => b.Name)).toEqual([UPLOAD, DELIVERY]);
  });
});

describe("a signature", () => {
  test("of another secret, or over another body, is refused", async () => {
    const stranger = await store.strangerClient
      .send(new PutObjectCommand({ Bucket: UPLOAD, Key: "x", Body: "x" }))
      .catch(nameOf);
    expect(stranger).toBe("SignatureDoesNotMatch");
  });

  test("in the URL holds for its method, its key and its time only", async () => {
    const nowMs = Date.now();
    const url = signatureOf("PUT", `${store.url}/${UPLOAD}/presigned`, { signedAtMs: nowMs, expiresS: 60 });
    expect((await fetch(url, { method: "PUT", body: "by URL" })).status).toBe(200);
    expect(await errorCode(await fetch(url))).toBe("SignatureDoesNotMatch");
    const other = url.replace("/presigned", "/other");
    expect(await errorCode(await fetch(other, { method: "PUT", body: "x" }))).toBe("SignatureDoesNotMatch");
    const late = signatureOf("GET", `${store.url}/${UPLOAD}/presigned`, {
      signedAtMs: nowMs - 120_000,
      expiresS: 60,
    });
    expect(await errorCode(await fetch(late))).toBe("AccessDenied");
    const read = signatureOf("GET", `${store.url}/${UPLOAD}/presigned`, { signedAtMs: nowMs, expiresS: 60 });
    expect(await (await fetch(read)).text()).toBe("by URL");
  });
});

test("what is not known here says so, in S3's words", async () => {
  const missing = await fetch(`${store.url}/no-such-bucket/x`);
  expect([missing.status, await errorCode(missing)]).toEqual([404, "NoSuchBucket"]);
  const tagging = await store.client
    .send(new GetObjectTaggingCommand({ Bucket: UPLOAD, Key: "x" }))
    .catch(nameOf);
  expect(tagging).toBe("NotImplemented");
  expect(store.failures).toEqual([]);
});
