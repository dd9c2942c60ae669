// What the subscriber hears of new objects.

import { afterEach, expect, test } from "bun:test";
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { eventually } from "../../../support/eventually.ts";
import { DELIVERY, startStore, type TestStore, UPLOAD } from "./support.ts";

let store: TestStore;
afterEach(() => store.stop());

test("an upload is told in AWS's form inside SNS's envelope, its key encoded, once, in order", async () => {
  store = await startStore();
  const put = (Bucket: string, Key: string) =>
    store.client.send(new PutObjectCommand({ Bucket, Key, Body: "hello" }));
  await put(UPLOAD, "avatars/a+b 広.vrm");
  await put(DELIVERY, "not told");
  await put(UPLOAD, "second");
  await store.client.send(
    new CopyObjectCommand({ Bucket: UPLOAD, Key: "third", CopySource: `${UPLOAD}/second` }),
  );
  await eventually("three events", async () => store.events.length >= 3);
  expect(store.events.map((e) => [e.eventName, e.s3.object.key])).toEqual([
    ["ObjectCreated:Put", "avatars/a%2Bb+%E5%BA%83.vrm"],
    ["ObjectCreated:Put", "second"],
    ["ObjectCreated:Copy", "third"],
  ]);
  expect(store.events[0]?.s3).toMatchObject({
    bucket: { name: UPLOAD },
    object: { size: 5, eTag: "5d41402abc4b2a76b9719d911017c592" },
  });
  const sequencers = store.events.map((e) => e.s3.object.sequencer);
  expect(sequencers).toEqual([...sequencers].sort());
  expect(new Set(sequencers).size).toBe(3);
  expect(store.envelopes[0]).toMatchObject({
    contentType: "text/plain; charset=UTF-8",
    body: { Type: "Notification", Subject: "Amazon S3 Notification" },
  });
});

test("an event the subscriber could not take is sent again", async () => {
  store = await startStore({ refuseFirst: 3 });
  await store.client.send(new PutObjectCommand({ Bucket: UPLOAD, Key: "again", Body: "x" }));
  await eventually("the event", async () => store.events.length === 1);
});

test("objects and events that nobody took yet outlive the store", async () => {
  store = await startStore({ refuseFirst: 2 });
  await store.client.send(
    new PutObjectCommand({ Bucket: UPLOAD, Key: "kept", Body: "x", ContentType: "text/plain" }),
  );
  const client = await store.restart();
  const read = await client.send(new GetObjectCommand({ Bucket: UPLOAD, Key: "kept" }));
  expect([read.ContentType, await read.Body?.transformToString()]).toEqual(["text/plain", "x"]);
  await eventually("the event", async () => store.events.length === 1);
});
