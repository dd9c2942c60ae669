import { describe, expect, test } from "bun:test";
import { isSnsUrl, readS3Message } from "../../../origin/hooks/s3-event.ts";

type Change = { readonly eventName?: string; readonly key?: string; readonly eTag?: string };
/** A record as AWS writes it, with more in it than we read. */
const record = ({ eventName = "ObjectCreated:Post", key = "k", eTag = "e" }: Change = {}) => ({
  eventVersion: "2.3",
  eventSource: "aws:s3",
  awsRegion: "ap-northeast-1",
  eventTime: "2026-11-24T00:00:00.000Z",
  eventName,
  s3: {
    s3SchemaVersion: "1.0",
    bucket: { name: "b", arn: "arn:aws:s3:::b" },
    object: { key, size: 7, eTag, sequencer: "0055AED6DCD90281E5" },
  },
});
const event = (...changes: readonly Change[]) => ({ Records: changes.map(record) });
const keysOf = (body: unknown) => {
  const message = readS3Message(body);
  return message.kind === "objects" ? message.objects.map(({ objectKey }) => objectKey) : message.kind;
};

describe("an event of the object store", () => {
  test("names each object that arrived", () => {
    expect(readS3Message(event({ key: "uploads/avatar/upl_x" }))).toEqual({
      kind: "objects",
      objects: [
        {
          bucket: "b",
          objectKey: "uploads/avatar/upl_x",
          etag: "e",
          sequencer: "0055AED6DCD90281E5",
          sizeBytes: 7,
        },
      ],
    });
    expect(keysOf(event({ key: "a" }, { key: "b" }))).toEqual(["a", "b"]);
  });

  test("in the envelope of SNS is the same event", () => {
    const envelope = { Type: "Notification", MessageId: "m", Message: JSON.stringify(event({ key: "a" })) };
    expect(readS3Message(envelope)).toEqual(readS3Message(event({ key: "a" })));
  });

  test.each([
    ["a+b.vrm", "a b.vrm"],
    ["a%2Bb.vrm", "a+b.vrm"],
    ["%E5%BA%83%E5%A0%B4.vrm", "広場.vrm"],
    ["uploads%2Favatar%2Fupl_x", "uploads/avatar/upl_x"],
    ["100%25.vrm", "100%.vrm"],
    ["100%.vrm", "100%.vrm"], // no encoding at all: taken as it stands
  ])("with the key %s tells of %s", (written, key) => {
    expect(keysOf(event({ key: written }))).toEqual([key]);
  });

  test("by any way of creating counts, also in the words of other stores; the rest does not", () => {
    for (const eventName of [
      "ObjectCreated:Put",
      "ObjectCreated:CompleteMultipartUpload",
      "s3:ObjectCreated:Put",
    ])
      expect(keysOf(event({ eventName }))).toEqual(["k"]);
    for (const eventName of ["ObjectRemoved:Delete", "ObjectTagging:Put", "xObjectCreated:Put"])
      expect(keysOf(event({ eventName }))).toEqual([]);
  });

  test("has its ETag without quotes, whoever writes them", () => {
    const message = readS3Message(event({ eTag: '"abc-2"' }));
    expect(message.kind === "objects" && message.objects[0]?.etag).toBe("abc-2");
  });

  test("that only greets is nothing", () => {
    const greeting = { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "b" };
    expect(readS3Message(greeting)).toEqual({ kind: "nothing" });
    expect(readS3Message({ Type: "Notification", Message: JSON.stringify(greeting) })).toEqual({
      kind: "nothing",
    });
    expect(readS3Message({ Type: "UnsubscribeConfirmation" })).toEqual({ kind: "nothing" });
  });

  test.each([
    ["null", null],
    ["a string", "Records"],
    ["no records", {}],
    ["records that are none", { Records: [{}] }],
    [
      "a negative size",
      { Records: [{ ...record(), s3: { bucket: { name: "b" }, object: { key: "k", size: -1 } } }] },
    ],
    ["an envelope round nothing", { Type: "Notification", Message: "not JSON" }],
    ["an envelope round something else", { Type: "Notification", Message: "{}" }],
  ])("that is %s throws", (_what, body) => {
    expect(() => readS3Message(body)).toThrow();
  });
});

describe("a subscription is confirmed", () => {
  test.each([
    ["https://sns.ap-northeast-1.amazonaws.com/?Action=ConfirmSubscription&Token=x", true],
    ["https://sns.cn-north-1.amazonaws.com.cn/?Action=ConfirmSubscription", true],
    ["http://sns.us-east-1.amazonaws.com/", false],
    ["https://sns.us-east-1.amazonaws.com:444/", false],
    ["https://sns.us-east-1.amazonaws.com.evil.example/", false],
    ["https://sns.us-east-1.amazonaws.com@evil.example/", false],
    ["https://evil.example/sns.us-east-1.amazonaws.com", false],
    ["https://sns.evil.example.amazonaws.com/", false],
    ["https://xsns.us-east-1.amazonaws.com/", false],
    ["https://s3.amazonaws.com/", false],
    ["http://169.254.169.254/latest/meta-data/", false],
    ["file:///etc/passwd", false],
    ["not a url", false],
  ])("at %s: %p", (url, isConfirmed) => {
    expect(isSnsUrl(url)).toBe(isConfirmed);
  });
});
