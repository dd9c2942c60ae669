import { expect, test } from "bun:test";
import { encodeUtf8 } from "../../../../shared/protocol/bytes.ts";
import { chatUpSchema, parsePlainChat } from "../../../../shared/protocol/ext/chat.ts";
import { ProtocolError } from "../../../../shared/protocol/reason-code.ts";

test("[CHAT-1] a line may have several lines and tabs, and no other control character", () => {
  expect(chatUpSchema.parse({ text: " one\n\ttwo 👋 " }).text).toBe("one\n\ttwo 👋");
  for (const text of ["a\u0000b", "\u001b[2Jall is lost", "a\u009bb", "half \ud83d"])
    expect(chatUpSchema.safeParse({ text }).success).toBe(false);
});

test("[CHAT-1] a line has 1 to 1,000 code points, however many units those are", () => {
  expect(chatUpSchema.safeParse({ text: "👋".repeat(1000) }).success).toBe(true);
  expect(chatUpSchema.safeParse({ text: "👋".repeat(1001) }).success).toBe(false);
  expect(chatUpSchema.safeParse({ text: "  " }).success).toBe(false);
});

test("[CHAT-2] what is no JSON object is the text itself, held to the same rules", () => {
  expect(parsePlainChat(encodeUtf8("{not json")).text).toBe("{not json");
  expect(parsePlainChat(encodeUtf8('{"text":"hello","id":"1"}'))).toEqual({ text: "hello", id: "1" });
  expect(() => parsePlainChat(encodeUtf8("\u001b[2J"))).toThrow(ProtocolError);
  expect(() => parsePlainChat(Uint8Array.of(0xff, 0xfe))).toThrow(ProtocolError);
});
