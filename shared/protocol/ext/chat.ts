// CHAT: a line of text to the room. SPEC [CHAT-1], [CHAT-2]

import * as z from "zod";
import { userIdSchema } from "../../schema/ids.ts";
import { prose } from "../../schema/text.ts";
import { decodeUtf8 } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";
import { jsonCodec, parseJson } from "./json.ts";
import { sidSchema } from "./presence.ts";

export const CHAT_TEXT_MAX_CODE_POINTS = 1000;
const CHAT_ID_MAX_CHARS = 64;

const textSchema = prose(z.string())
  .transform((raw) => raw.trim())
  .refine((text) => text.length > 0, "must not be empty")
  .refine(
    (text) => [...text].length <= CHAT_TEXT_MAX_CODE_POINTS,
    `must have at most ${CHAT_TEXT_MAX_CODE_POINTS} characters`,
  );

/** What a client sends. `id` is its own, and comes back in the line it becomes. */
export const chatUpSchema = z.object({ text: textSchema, id: z.string().max(CHAT_ID_MAX_CHARS).optional() });
export type ChatUp = z.infer<typeof chatUpSchema>;

/** What the room sends: who said it is the server's word, not the sender's. */
export const chatDownSchema = z.object({
  id: z.string(),
  from: sidSchema,
  name: z.string(),
  user: userIdSchema,
  text: z.string(),
  /** Milliseconds since the Unix epoch. */
  at: z.number(),
});
export type ChatDown = z.infer<typeof chatDownSchema>;

const CHAT_ID = 0x3a;
export const chatUp = jsonCodec(CHAT_ID, chatUpSchema, "CHAT-1");
export const chatDown = jsonCodec(CHAT_ID, chatDownSchema, "CHAT-1");

/**
 * A PUBLISH payload on the chat topic: a JSON object with `text`, or the text itself, for guests such as mosquitto_pub.
 * Throws: ProtocolError(payloadFormatInvalid) when it is neither, or is empty or too long.
 */
export function parsePlainChat(payload: Uint8Array): ChatUp {
  const first = payload.find((byte) => byte > 0x20);
  const isObject = first === 0x7b;
  if (isObject && isJson(payload)) return parseJson(chatUpSchema, payload, "CHAT-2");
  let text: string;
  try {
    text = decodeUtf8(payload);
  } catch (cause) {
    throw new ProtocolError(ReasonCode.payloadFormatInvalid, "CHAT-2", "the payload is not text", cause);
  }
  const result = chatUpSchema.safeParse({ text });
  if (result.success) return result.data;
  throw new ProtocolError(
    ReasonCode.payloadFormatInvalid,
    "CHAT-2",
    result.error.issues[0]?.message ?? "not text",
  );
}

function isJson(payload: Uint8Array): boolean {
  try {
    JSON.parse(decodeUtf8(payload));
    return true;
  } catch {
    return false;
  }
}
