// Events as a Lambda is invoked with them, with more in them than we read.

type Put = { readonly key: string; readonly eTag?: string; readonly sequencer?: string };

/** From S3 itself. */
export const ofS3 = (...puts: readonly Put[]) => ({
  Records: puts.map(({ key, eTag = "e1", sequencer = "01" }) => ({
    eventVersion: "2.3",
    eventSource: "aws:s3",
    awsRegion: "ap-northeast-1",
    eventTime: "2026-11-24T00:00:00.000Z",
    eventName: "ObjectCreated:Post",
    s3: {
      s3SchemaVersion: "1.0",
      bucket: { name: "hiroba-upload", arn: "arn:aws:s3:::hiroba-upload" },
      object: { key, size: 7, eTag, sequencer },
    },
  })),
});

/** As SNS posts it, and as it puts it into a queue. */
export const snsEnvelope = (event: unknown) => ({
  Type: "Notification",
  MessageId: "7c2c1a1a-3c38-5b4e-8f5c-0123456789ab",
  TopicArn: "arn:aws:sns:ap-northeast-1:123456789012:uploads",
  Subject: "Amazon S3 Notification",
  Message: JSON.stringify(event),
  Timestamp: "2026-11-24T00:00:00.000Z",
  SignatureVersion: "1",
  Signature: "c2lnbmVk",
  SigningCertURL: "https://sns.ap-northeast-1.amazonaws.com/SimpleNotificationService-x.pem",
});

/** As SNS invokes a function. */
export const inSns = (event: unknown) => ({
  Records: [
    {
      EventSource: "aws:sns",
      EventVersion: "1.0",
      EventSubscriptionArn: "arn:aws:sns:ap-northeast-1:123456789012:uploads:1",
      Sns: snsEnvelope(event),
    },
  ],
});

/** As a queue does, by the ids of its messages. */
export const inQueue = (...messages: readonly (readonly [id: string, body: unknown])[]) => ({
  Records: messages.map(([messageId, body]) => ({
    messageId,
    receiptHandle: "r",
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: "1" },
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:ap-northeast-1:123456789012:uploads",
    awsRegion: "ap-northeast-1",
  })),
});
