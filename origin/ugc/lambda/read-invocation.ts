// What a Lambda is invoked with: events of the object store, as they come from S3 itself, from SNS, or from a queue that either
// of them fills; or a schedule, which tells of nothing. Whoever may invoke it is AWS's affair (the function's policy): what SNS
// signs is looked at where anybody can call, origin/hooks/sns-signature.ts. Pure.

import * as z from "zod";
import type { ArrivedObject } from "../../../shared/schema/internal/jobs.ts";
import { readS3Message } from "../../hooks/s3-event.ts";

const sqsSchema = z.object({
  Records: z
    .array(z.object({ eventSource: z.literal("aws:sqs"), messageId: z.string().min(1), body: z.string() }))
    .min(1),
});
const snsSchema = z.object({
  Records: z.array(z.object({ EventSource: z.literal("aws:sns"), Sns: z.unknown() })).min(1),
});
/** EventBridge's rules and its Scheduler, which sends what it is told to. */
const scheduleSchema = z.object({ source: z.enum(["aws.events", "aws.scheduler"]) });

/** What is answered for as one. */
export type InvocationItem = {
  /** Of the message in its queue; null where the invocation is answered for as a whole. */
  readonly messageId: string | null;
  /** Null: this is nothing that an object store says. */
  readonly objects: readonly ArrivedObject[] | null;
};

/** What an invocation tells of. Never throws: what cannot be read is an item that failed. */
export function readInvocation(event: unknown): readonly InvocationItem[] {
  if (scheduleSchema.safeParse(event).success) return [];
  const sqs = sqsSchema.safeParse(event);
  if (sqs.success)
    return sqs.data.Records.map(({ messageId, body }) => ({
      messageId,
      objects: objectsIn(() => JSON.parse(body)),
    }));
  const sns = snsSchema.safeParse(event);
  const messages: readonly unknown[] = sns.success ? sns.data.Records.map(({ Sns }) => Sns) : [event];
  return messages.map((message) => ({ messageId: null, objects: objectsIn(() => message) }));
}

function objectsIn(read: () => unknown): readonly ArrivedObject[] | null {
  try {
    const message = readS3Message(read());
    // A subscription is confirmed by whoever made it, never by a function that was handed an address.
    if (message.kind === "confirm") return null;
    return message.kind === "objects" ? message.objects : [];
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return null;
    throw error;
  }
}
