// The store on a real disk that is full: what is new is refused and leaves nothing behind, what is there stays whole and is read.

import { afterEach, beforeEach, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { mayMountDisks, mountSmallDisk, type SmallDisk } from "../../../support/small-disk.ts";
import { startStore, type TestStore, UPLOAD } from "./support.ts";

const DISK_MAX_BYTES = 1024 * 1024;
const mayMount = await mayMountDisks();

let disk: SmallDisk;
let store: TestStore;
beforeEach(async () => {
  if (!mayMount) return;
  disk = await mountSmallDisk(DISK_MAX_BYTES);
  store = await startStore({ folderIn: disk.folder });
});
afterEach(async () => {
  if (!mayMount) return;
  await store.stop();
  await disk.remove();
});

/** Answers the status. */
const put = (key: string, body: Uint8Array): Promise<number | undefined> =>
  store.client.send(new PutObjectCommand({ Bucket: UPLOAD, Key: key, Body: body })).then(
    ({ $metadata }) => $metadata.httpStatusCode,
    (error) => error.$metadata.httpStatusCode,
  );
const read = async (key: string): Promise<Uint8Array | undefined> =>
  (await store.client.send(new GetObjectCommand({ Bucket: UPLOAD, Key: key }))).Body?.transformToByteArray();
const kept = async (): Promise<number> => {
  const folders = ["incoming", "blobs"].map((name) => readdir(join(store.folder, name)));
  return (await Promise.all(folders)).flat().length;
};

test.skipIf(!mayMount)(
  "a store whose disk is full refuses what is new and keeps what it has (skipped where no disk can be mounted)",
  async () => {
    const [before, after] = [100_000, 200_000].map((length) =>
      crypto.getRandomValues(new Uint8Array(length)),
    );
    if (before === undefined || after === undefined) throw new Error("no bytes");
    expect(await put("before", before)).toBe(200);
    await disk.fill();
    expect(await put("before", after)).toBe(500);
    expect(await put("new", after)).toBe(500);
    // Its bytes need no space, but its row does.
    expect(await put("empty", new Uint8Array(0))).toBe(500);
    expect(store.failures).toHaveLength(3);
    expect(await read("before")).toEqual(before);
    expect(await kept()).toBe(1);

    await disk.clear();
    expect(await put("before", after)).toBe(200);
    expect(await put("empty", new Uint8Array(0))).toBe(200);
    expect(await read("before")).toEqual(after);
    expect(await kept()).toBe(2);
  },
);
