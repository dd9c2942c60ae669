import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  createObjectStore,
  ObjectMissing,
  type ObjectStore,
  ObjectTooLarge,
} from "../../../origin/s3/object-store.ts";
import {
  credentials,
  DELIVERY,
  startStore,
  type TestStore,
  UPLOAD,
} from "../../scripts/dev/object-store/support.ts";

let served: TestStore;
let store: ObjectStore;
beforeAll(async () => {
  served = await startStore();
  store = createObjectStore({ endpoint: served.url, region: "us-east-1", ...credentials });
});
afterAll(async () => {
  store.close();
  await served.stop();
});

const HEADERS = { contentType: "model/gltf-binary", cacheControl: "public, max-age=1" };
const at = (key: string, bucket = UPLOAD) => ({ bucket, key });
const refusal = (getting: Promise<Uint8Array>) =>
  getting.then(
    () => null,
    (error: unknown) => error,
  );

test("what was put is got as it was, whatever its bytes and its key", async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  for (const key of ["plain", "with/levels.vrm", "with space+plus", "広場.vrm"]) {
    await store.put(at(key), bytes, HEADERS);
    expect(await store.get(at(key), bytes.length)).toEqual(bytes);
  }
});

test("what is put for everybody has its type and how long it may be kept", async () => {
  await store.put(at("avatars/a.vrm", DELIVERY), new Uint8Array(3), HEADERS);
  const answer = await fetch(`${served.url}/${DELIVERY}/avatars/a.vrm`);
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    200,
    HEADERS.contentType,
    HEADERS.cacheControl,
  ]);
});

test("an object that is larger than wanted is not read to its end", async () => {
  await store.put(at("large"), new Uint8Array(5_000_000), HEADERS);
  expect((await store.get(at("large"), 5_000_000)).length).toBe(5_000_000);
  const refused = await refusal(store.get(at("large"), 1_000));
  if (!(refused instanceof ObjectTooLarge)) throw new Error("expected ObjectTooLarge", { cause: refused });
  expect(refused.sizeBytes).toBeGreaterThan(1_000);
  expect(refused.sizeBytes).toBeLessThan(5_000_000);
});

test("an object that is not there is told apart from a store that says no", async () => {
  expect(await refusal(store.get(at("missing"), 10))).toBeInstanceOf(ObjectMissing);
  const stranger = createObjectStore({
    endpoint: served.url,
    region: "us-east-1",
    accessKeyId: credentials.accessKeyId,
    secretAccessKey: "wrong",
  });
  const refused = await refusal(stranger.get(at("plain"), 10));
  expect(refused).toBeInstanceOf(Error);
  expect(refused).not.toBeInstanceOf(ObjectMissing);
  stranger.close();
});

test("what is removed is gone, and removing it again is no fault", async () => {
  await store.put(at("judged"), new Uint8Array(3), HEADERS);
  await store.remove(at("judged"), "etag");
  expect(await refusal(store.get(at("judged"), 10))).toBeInstanceOf(ObjectMissing);
  await store.remove(at("judged"), "etag");
});
