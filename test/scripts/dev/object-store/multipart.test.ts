// Large objects in parts: the SDK as client, and the edge's signed part URLs.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { createPartUrlSigner } from "../../../../edge/s3/part-url.ts";
import { eventually } from "../../../support/eventually.ts";
import { credentials, errorCode, startStore, type TestStore, UPLOAD } from "./support.ts";

const PART_BYTES = 5 * 1024 * 1024;
const TYPE = "model/gltf-binary";

let store: TestStore;
beforeAll(async () => {
  store = await startStore();
});
afterAll(() => store.stop());

const filled = (sizeBytes: number, byte: number) => new Uint8Array(sizeBytes).fill(byte);
const md5 = (bytes: Uint8Array) => createHash("md5").update(bytes).digest();
const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));

async function begin(Key: string): Promise<string> {
  const command = new CreateMultipartUploadCommand({ Bucket: UPLOAD, Key, ContentType: TYPE });
  return (await store.client.send(command)).UploadId ?? "";
}
const putPart = async (Key: string, UploadId: string, PartNumber: number, Body: Uint8Array) =>
  (await store.client.send(new UploadPartCommand({ Bucket: UPLOAD, Key, UploadId, PartNumber, Body })))
    .ETag ?? "";
const complete = (Key: string, UploadId: string, etags: readonly (readonly [number, string])[]) => {
  const Parts = etags.map(([PartNumber, ETag]) => ({ PartNumber, ETag }));
  return store.client.send(
    new CompleteMultipartUploadCommand({ Bucket: UPLOAD, Key, UploadId, MultipartUpload: { Parts } }),
  );
};
const partFiles = () => readdir(join(store.folder, "parts"));

describe("an object in parts", () => {
  test("is the parts in the order of their numbers, with the ETag S3 gives it, and is told once", async () => {
    const id = await begin("whole.glb");
    const [first, last] = [filled(PART_BYTES, 1), filled(3, 2)];
    // Sent in any order, and one of them twice: the later counts.
    const lastTag = await putPart("whole.glb", id, 7, last);
    await putPart("whole.glb", id, 2, filled(PART_BYTES, 9));
    const firstTag = await putPart("whole.glb", id, 2, first);
    const listed = await store.client.send(
      new ListPartsCommand({ Bucket: UPLOAD, Key: "whole.glb", UploadId: id }),
    );
    expect(listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [2, PART_BYTES],
      [7, 3],
    ]);

    const { ETag } = await complete("whole.glb", id, [
      [2, firstTag],
      [7, lastTag],
    ]);
    const expected = createHash("md5")
      .update(Buffer.concat([md5(first), md5(last)]))
      .digest("hex");
    expect(ETag).toBe(`"${expected}-2"`);
    const read = await store.client.send(new GetObjectCommand({ Bucket: UPLOAD, Key: "whole.glb" }));
    expect(read).toMatchObject({ ContentType: TYPE, ContentLength: PART_BYTES + 3, ETag });
    const bytes = await read.Body?.transformToByteArray();
    expect(md5(bytes ?? filled(0, 0)).toString("hex")).toBe(
      md5(Buffer.concat([first, last])).toString("hex"),
    );
    expect(await partFiles()).toEqual([]);
    const told = await eventually("the event", () =>
      store.events.find(({ s3 }) => s3.object.key === "whole.glb"),
    );
    expect(told).toMatchObject({
      eventName: "ObjectCreated:CompleteMultipartUpload",
      s3: { object: { size: PART_BYTES + 3, eTag: `${expected}-2` } },
    });
  });

  test("is not put together of parts that are missing, changed, out of order or too small", async () => {
    const id = await begin("wrong.glb");
    const small = await putPart("wrong.glb", id, 1, filled(PART_BYTES - 1, 1));
    const other = await putPart("wrong.glb", id, 2, filled(10, 2));
    const attempts = [
      [[[3, other]], "InvalidPart"],
      [[[2, small]], "InvalidPart"],
      [
        [
          [2, other],
          [1, small],
        ],
        "InvalidPartOrder",
      ],
      [
        [
          [1, small],
          [1, small],
        ],
        "InvalidPartOrder",
      ],
      [
        [
          [1, small],
          [2, other],
        ],
        "EntityTooSmall",
      ],
      [[], "MalformedXML"],
    ] as const;
    for (const [etags, code] of attempts)
      expect(await complete("wrong.glb", id, etags).catch(nameOf)).toBe(code);
    // Nothing of that ended it.
    expect((await complete("wrong.glb", id, [[2, other]])).ETag).toEndWith('-1"');
    expect(await partFiles()).toEqual([]);
  });

  test("that is given up leaves nothing, and is no upload any more", async () => {
    const id = await begin("gone.glb");
    const tag = await putPart("gone.glb", id, 1, filled(10, 1));
    const of = { Bucket: UPLOAD, Key: "gone.glb", UploadId: id };
    const listed = () => store.client.send(new ListMultipartUploadsCommand({ Bucket: UPLOAD }));
    expect((await listed()).Uploads?.map(({ UploadId }) => UploadId)).toContain(id);
    await store.client.send(new AbortMultipartUploadCommand(of));
    expect((await listed()).Uploads ?? []).toEqual([]);
    expect(await partFiles()).toEqual([]);
    const another = await begin("mine.glb");
    const late = [
      putPart("gone.glb", id, 2, filled(10, 1)),
      complete("gone.glb", id, [[1, tag]]),
      store.client.send(new ListPartsCommand(of)),
      store.client.send(new AbortMultipartUploadCommand(of)),
      // An id is good for its own key.
      putPart("other.glb", another, 1, filled(10, 1)),
    ];
    expect(await Promise.all(late.map((one) => one.catch(nameOf)))).toEqual(late.map(() => "NoSuchUpload"));
  });
});

describe("a part's URL signed by our edge", () => {
  const sign = () =>
    createPartUrlSigner({ endpoint: store.url, region: "us-east-1", bucket: UPLOAD, ...credentials });
  const grantOf = (objectKey: string, storeUploadId: string, partNumber = 1) => ({
    objectKey,
    storeUploadId,
    partNumber,
    sizeBytes: 20,
    lifetimeSeconds: 60,
  });
  const put = async (url: string, bytes: Uint8Array<ArrayBuffer>) => {
    const answer = await fetch(url, { method: "PUT", body: bytes });
    return answer.ok ? answer.status : await errorCode(answer);
  };

  test("takes exactly its size, under a key of any letters, and no other part, key, upload or time", async () => {
    const key = "uploads/world/a b(1)'!*広場.glb";
    const id = await begin(key);
    const url = await sign()(grantOf(key, id), Date.now());
    expect(await put(url, filled(21, 1))).toBe("SignatureDoesNotMatch");
    expect(await put(url, filled(19, 1))).toBe("SignatureDoesNotMatch");
    expect(await put(url.replace("partNumber=1", "partNumber=2"), filled(20, 1))).toBe(
      "SignatureDoesNotMatch",
    );
    expect(await put(url.replace("/uploads/world/", "/uploads/avatar/"), filled(20, 1))).toBe(
      "SignatureDoesNotMatch",
    );
    expect(await put(url.replace(id, await begin(key)), filled(20, 1))).toBe("SignatureDoesNotMatch");
    const late = await sign()(grantOf(key, id), Date.now() - 61_000);
    expect(await put(late, filled(20, 1))).toBe("AccessDenied");
    expect(await put(url, filled(20, 1))).toBe(200);
    const { ETag } = await complete(key, id, [[1, md5(filled(20, 1)).toString("hex")]]);
    expect(ETag).toEndWith('-1"');
  });
});
