import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { createSnsVerifier } from "../../../origin/hooks/sns-signature.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type Begun, uploadWalk } from "../assets/upload-walk.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const SNS = "https://sns.ap-northeast-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";

let origin: OriginUnderTest;
let walk: ReturnType<typeof uploadWalk>;
let upload: Begun;
let confirmed: string[];
beforeAll(async () => {
  origin = await startOrigin({
    fetch: async (url) => {
      confirmed.push(url);
      return new Response(null, { status: 200 });
    },
  });
  walk = uploadWalk(origin);
});
beforeEach(async () => {
  confirmed = [];
  upload = await walk.begin((await origin.createGuest()).userId);
});
afterAll(() => origin.stop());

const jobsOf = async ({ uploadId }: Begun) =>
  (await origin.deps.db.query.jobs.findMany()).filter((job) => (job.uploadId as string) === uploadId);
const hook = (json: unknown, query = "?token=test-token") =>
  origin.ask(internalPath.s3Events, { json, query });

test("an object that arrived is one job, however often and however simultaneously the store tells of it", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => walk.tell(upload.objectKey)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(204));
  expect(await jobsOf(upload)).toHaveLength(1);
});

test("another write of the same key is another job: its ETag or its sequencer says so", async () => {
  await walk.tell(upload.objectKey);
  await walk.tell(upload.objectKey, { sequencer: "02" });
  await walk.tell(upload.objectKey, { eTag: "e2", sequencer: "02" });
  expect(await jobsOf(upload)).toHaveLength(3);
});

test("a key comes URL-encoded, bare or in an envelope", async () => {
  const key = encodeURIComponent(upload.objectKey);
  expect(key).toContain("%2F");
  const { body: _none, status } = await walk.tell(key);
  expect([status, (await jobsOf(upload)).length]).toEqual([204, 1]);
  const inEnvelope = {
    Type: "Notification",
    Message: JSON.stringify({
      Records: [
        {
          eventName: "ObjectCreated:Put",
          s3: { bucket: { name: "hiroba-upload" }, object: { key, eTag: "e1", sequencer: "01", size: 1000 } },
        },
      ],
    }),
  };
  expect((await hook(inEnvelope)).status).toBe(204);
  expect(await jobsOf(upload)).toHaveLength(1);
});

test("what no upload asked for, or is in another bucket, is no job and no error: the store need not repeat it", async () => {
  expect((await walk.tell("uploads/avatar/upl_nobodys")).status).toBe(204);
  expect((await walk.tell(upload.objectKey, {}, "another-bucket")).status).toBe(204);
  expect(await jobsOf(upload)).toEqual([]);
  expect(await walk.claim()).not.toMatchObject({ uploadId: upload.uploadId });
});

test("one event may tell of several objects, of ours and of others", async () => {
  const other = await walk.begin((await origin.createGuest()).userId);
  const at = (key: string) => ({
    eventName: "ObjectCreated:Put",
    s3: { bucket: { name: "hiroba-upload" }, object: { key, eTag: "e", sequencer: "1", size: 1 } },
  });
  await hook({ Records: [at(upload.objectKey), at("elsewhere"), at(other.objectKey)] });
  expect([(await jobsOf(upload)).length, (await jobsOf(other)).length]).toEqual([1, 1]);
});

test("a subscription is confirmed at SNS and nowhere else", async () => {
  expect((await hook({ Type: "SubscriptionConfirmation", SubscribeURL: SNS })).status).toBe(204);
  expect(confirmed).toEqual([SNS]);
  for (const SubscribeURL of ["http://169.254.169.254/", "https://evil.example/sns.amazonaws.com"])
    expect(await hook({ Type: "SubscriptionConfirmation", SubscribeURL })).toMatchObject({
      status: 422,
      body: { code: "S3_EVENT_UNKNOWN" },
    });
  expect(confirmed).toEqual([SNS]);
});

test("what is no event is refused, and so is who does not know the token", async () => {
  for (const json of [{}, [], { Type: "Notification", Message: "x" }])
    expect(await hook(json)).toMatchObject({ status: 422, body: { code: "S3_EVENT_UNKNOWN" } });
  for (const query of ["", "?token=", "?token=wrong"])
    expect(await hook({ Records: [] }, query)).toMatchObject({
      status: 401,
      body: { code: "INTERNAL_TOKEN_REQUIRED" },
    });
});

test("with a topic named, what is not signed for it queues nothing and confirms nothing", async () => {
  const strict = await startOrigin({
    verifySns: createSnsVerifier("arn:aws:sns:ap-northeast-1:123456789012:uploads", {
      fetch: () => Promise.reject(new Error("no certificate is asked for")),
      nowMs: Date.now,
    }),
  });
  try {
    const strictWalk = uploadWalk(strict);
    const { objectKey } = await strictWalk.begin((await strict.createGuest()).userId);
    expect((await strictWalk.tell(objectKey)).body["code"]).toBe("SNS_SIGNATURE_INVALID");
    expect(await strict.deps.db.query.jobs.findMany()).toEqual([]);
  } finally {
    await strict.stop();
  }
});
