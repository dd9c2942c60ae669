// What an object store says when something was put into it: AWS's event, bare or in the envelope of its SNS. Pure.

import * as z from "zod";
import type { ArrivedObject } from "../../shared/schema/internal/jobs.ts";

const s3EventSchema = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({
        bucket: z.object({ name: z.string() }),
        object: z.object({
          key: z.string(),
          size: z.number().int().nonnegative().default(0),
          eTag: z.string().default(""),
          sequencer: z.string().default(""),
        }),
      }),
    }),
  ),
});
/** What S3 sends when a notification is set up. */
const testEventSchema = z.object({ Event: z.literal("s3:TestEvent") });
const envelopeSchema = z.discriminatedUnion("Type", [
  z.object({ Type: z.literal("Notification"), Message: z.string() }),
  z.object({ Type: z.literal("SubscriptionConfirmation"), SubscribeURL: z.string() }),
  z.object({ Type: z.literal("UnsubscribeConfirmation") }),
]);

export type S3Message =
  | { readonly kind: "objects"; readonly objects: readonly ArrivedObject[] }
  | { readonly kind: "confirm"; readonly subscribeUrl: string }
  | { readonly kind: "nothing" };

/** Reads a parsed body. Throws ZodError or SyntaxError for what is neither event nor envelope. */
export function readS3Message(body: unknown): S3Message {
  const envelope = envelopeSchema.safeParse(body);
  if (envelope.success) {
    if (envelope.data.Type === "Notification") return readEvent(JSON.parse(envelope.data.Message));
    if (envelope.data.Type === "SubscriptionConfirmation")
      return { kind: "confirm", subscribeUrl: envelope.data.SubscribeURL };
    return { kind: "nothing" };
  }
  return readEvent(body);
}

function readEvent(event: unknown): S3Message {
  if (testEventSchema.safeParse(event).success) return { kind: "nothing" };
  const { Records } = s3EventSchema.parse(event);
  const objects = Records.filter((record) => /^(s3:)?ObjectCreated:/.test(record.eventName)).map(
    ({ s3 }) => ({
      bucket: s3.bucket.name,
      objectKey: decodeKey(s3.object.key),
      etag: s3.object.eTag.replaceAll('"', ""),
      sequencer: s3.object.sequencer,
      sizeBytes: s3.object.size,
    }),
  );
  return { kind: "objects", objects };
}

/** Keys come URL-encoded as a form is: a space is "+". One with a broken escape is taken as it stands. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return key;
  }
}

/** Whether a subscription may be confirmed by fetching this: SNS itself, over TLS, and no other host. */
export function isSnsUrl(raw: string): boolean {
  if (!URL.canParse(raw)) return false;
  const url = new URL(raw);
  return (
    url.protocol === "https:" &&
    url.port === "" &&
    /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(url.hostname)
  );
}
