import { expect, test } from "bun:test";
import { RETAINED_BOUNDS, Retained } from "../../../room/pubsub/retained.ts";

const message = (topicName: string, payload: Uint8Array) => ({
  topicName,
  payload,
  qos: 0 as const,
  retain: true,
  properties: {},
  senderId: null,
  unheardBy: null,
  expiresAtMs: null,
});
const names = (retained: Retained, filter: string) => retained.matching(filter, 0).map((p) => p.topicName);

test("the last message of a topic is kept, oldest topic first, and an empty one forgets it", () => {
  const retained = new Retained();
  for (const name of ["a/1", "a/2", "b/1"]) retained.keep(message(name, new Uint8Array([1])));
  retained.keep(message("a/1", new Uint8Array([2])));
  expect(names(retained, "a/+")).toEqual(["a/2", "a/1"]);
  expect(retained.matching("a/1", 0)[0]?.payload).toEqual(new Uint8Array([2]));
  retained.keep(message("a/2", new Uint8Array(0)));
  expect(names(retained, "#")).toEqual(["b/1", "a/1"]);
});

test("what is kept does not change with the buffer it came in", () => {
  const retained = new Retained();
  const buffer = new Uint8Array([1, 2, 3]);
  retained.keep(message("a", buffer.subarray(1)));
  buffer.fill(9);
  expect(retained.matching("a", 0)[0]?.payload).toEqual(new Uint8Array([2, 3]));
});

test("there is a bound in messages and in bytes, and what was forgotten makes room", () => {
  const many = new Retained();
  for (let count = 0; count < RETAINED_BOUNDS.messagesMax; count++)
    expect(many.keep(message(`t/${count}`, new Uint8Array([1])))).toBe(true);
  expect(many.keep(message("one/more", new Uint8Array([1])))).toBe(false);
  expect(many.keep(message("t/0", new Uint8Array([2])))).toBe(true);
  many.keep(message("t/1", new Uint8Array(0)));
  expect(many.keep(message("one/more", new Uint8Array([1])))).toBe(true);

  const large = new Retained();
  expect(large.keep(message("a", new Uint8Array(RETAINED_BOUNDS.maxBytes - 80)))).toBe(true);
  // The topic, and what keeping anything costs, count as well.
  expect(large.keep(message("b", new Uint8Array(1)))).toBe(false);
  expect(large.keep(message("a", new Uint8Array(1)))).toBe(true);
  expect(large.keep(message("b", new Uint8Array(1)))).toBe(true);
});
