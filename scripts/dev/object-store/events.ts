// What S3 tells when an object was created: its event, in the envelope SNS posts to an HTTP subscriber. Delivered at least once,
// in order, retried until the subscriber takes it; unsigned, since there is no AWS behind it.

import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../../../shared/http/log.ts";
import { awsEncode } from "./sigv4.ts";
import type { Storage, StoredObject } from "./storage.ts";

const QUEUE_MAX = 10_000;
const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 5_000;
const POST_TIMEOUT_MS = 10_000;
const EVENT_MAX_AGE_MS = 24 * 3600 * 1000;
const TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:hiroba-upload";

export type CreationName =
  | "ObjectCreated:Put"
  | "ObjectCreated:Post"
  | "ObjectCreated:Copy"
  | "ObjectCreated:CompleteMultipartUpload";

let lastSequence = 0n;
/** Grows with every put, over restarts too: nanoseconds since 1970, sixteen hex digits or more, as S3's look. */
function nextSequencer(nowMs: number): string {
  const now = BigInt(nowMs) * 1_000_000n;
  lastSequence = now > lastSequence ? now : lastSequence + 1n;
  return lastSequence.toString(16).toUpperCase().padStart(16, "0");
}

/** The body of one notification. The key is encoded as S3 encodes it: a space is "+", "+" is "%2B". */
export function objectCreatedBody(object: StoredObject, eventName: CreationName, region: string): string {
  const eventTime = new Date(object.modifiedAtMs).toISOString();
  const record = {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: region,
    eventTime,
    eventName,
    userIdentity: { principalId: "hiroba-development" },
    requestParameters: { sourceIPAddress: "127.0.0.1" },
    responseElements: { "x-amz-request-id": crypto.randomUUID(), "x-amz-id-2": "hiroba" },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: "hiroba-upload",
      bucket: {
        name: object.bucket,
        ownerIdentity: { principalId: "hiroba-development" },
        arn: `arn:aws:s3:::${object.bucket}`,
      },
      object: {
        key: object.key.split("/").map(awsEncode).join("/").replaceAll("%20", "+"),
        size: object.sizeBytes,
        eTag: object.etag,
        sequencer: nextSequencer(object.modifiedAtMs),
      },
    },
  };
  return JSON.stringify({
    Type: "Notification",
    MessageId: crypto.randomUUID(),
    TopicArn: TOPIC_ARN,
    Subject: "Amazon S3 Notification",
    Message: JSON.stringify({ Records: [record] }),
    Timestamp: eventTime,
    SignatureVersion: "1",
    Signature: "",
    SigningCertURL: "",
    UnsubscribeURL: "",
  });
}

export type EventSender = { wake(): void; stop(): void };

/** Sends the queue's events one after another for as long as it runs; call `wake` after a commit. */
export function startEventSender(options: {
  readonly storage: Storage;
  readonly url: string;
  readonly log: Log;
  readonly nowMs: () => number;
}): EventSender {
  const { storage, log } = options;
  const stopping = new AbortController();
  let wake = Promise.withResolvers<void>();

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const event = storage.nextEvent();
      if (event === null) {
        await wake.promise;
        wake = Promise.withResolvers();
        continue;
      }
      const outcome = await post(options.url, event.body, stopping.signal);
      if (stopping.signal.aborted) return;
      const tooOld = options.nowMs() - event.createdAtMs > EVENT_MAX_AGE_MS;
      const tooMany = storage.countEvents() > QUEUE_MAX;
      if (outcome.kind === "taken" || outcome.kind === "refused" || tooOld || tooMany) {
        storage.removeEvent(event.id);
        failures = 0;
        if (outcome.kind !== "taken")
          log.error("s3.event-dropped", { reason: outcome.reason, tooOld, tooMany });
        continue;
      }
      failures += 1;
      // The subscriber may only be starting; say it when it lasts.
      if (failures === 5)
        log.warn("s3.event-waiting", { reason: outcome.reason, queued: storage.countEvents() });
      const pauseMs = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** (failures - 1));
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
  void run();

  return {
    wake: () => wake.resolve(),
    stop: () => {
      stopping.abort();
      wake.resolve();
    },
  };
}

type Outcome = { readonly kind: "taken" | "refused" | "again"; readonly reason: string };

/** 4xx other than 408 and 429 will not change by repeating: refused. */
async function post(url: string, body: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "content-type": "text/plain; charset=UTF-8",
        "x-amz-sns-message-type": "Notification",
        "x-amz-sns-topic-arn": TOPIC_ARN,
        "user-agent": "Amazon Simple Notification Service Agent",
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(POST_TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    const reason = `status ${response.status}`;
    if (response.ok) return { kind: "taken", reason };
    const mayPass = response.status >= 500 || response.status === 408 || response.status === 429;
    return { kind: mayPass ? "again" : "refused", reason };
  } catch (error) {
    return { kind: "again", reason: error instanceof Error ? error.message : String(error) };
  }
}
