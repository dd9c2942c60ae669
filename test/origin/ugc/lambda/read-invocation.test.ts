import { expect, test } from "bun:test";
import { readInvocation } from "../../../../origin/ugc/lambda/read-invocation.ts";
import { inQueue, inSns, ofS3, snsEnvelope } from "./events.ts";

const object = (objectKey: string) => ({
  bucket: "hiroba-upload",
  objectKey,
  etag: "e1",
  sequencer: "01",
  sizeBytes: 7,
});

test("an event of S3, of SNS with S3's in it, and of a queue that either fills tell of the same objects", () => {
  const s3 = ofS3({ key: "a+b" }, { key: "c" });
  const objects = [object("a b"), object("c")];
  expect(readInvocation(s3)).toEqual([{ messageId: null, objects }]);
  expect(readInvocation(inSns(s3))).toEqual([{ messageId: null, objects }]);
  expect(readInvocation(inQueue(["m1", s3], ["m2", snsEnvelope(ofS3({ key: "d" }))]))).toEqual([
    { messageId: "m1", objects },
    { messageId: "m2", objects: [object("d")] },
  ]);
});

test("a schedule tells of nothing, and so does what S3 sends when it is set up", () => {
  expect(readInvocation({ source: "aws.events", "detail-type": "Scheduled Event" })).toEqual([]);
  expect(readInvocation({ source: "aws.scheduler" })).toEqual([]);
  const test = { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "hiroba-upload" };
  expect(readInvocation(inQueue(["m1", test]))).toEqual([{ messageId: "m1", objects: [] }]);
});

test.each([
  ["another event", { hello: "world" }],
  ["none", null],
  ["a subscription to confirm", { Type: "SubscriptionConfirmation", SubscribeURL: "https://sns.x/" }],
])("%s is an item that cannot be read, alone or among others", (_what, event) => {
  expect(readInvocation(event)).toEqual([{ messageId: null, objects: null }]);
  expect(readInvocation(inQueue(["m1", event], ["m2", ofS3({ key: "a" })]))).toEqual([
    { messageId: "m1", objects: null },
    { messageId: "m2", objects: [object("a")] },
  ]);
});

test("a message that is no JSON fails, and what is beside it does not", () => {
  const batch = inQueue(["m1", ofS3({ key: "a" })]);
  const [record] = batch.Records;
  expect(readInvocation({ Records: [{ ...record, messageId: "m0", body: "{" }, record] })).toEqual([
    { messageId: "m0", objects: null },
    { messageId: "m1", objects: [object("a")] },
  ]);
});
