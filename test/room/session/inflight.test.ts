import { describe, expect, test } from "bun:test";
import type { Publication } from "../../../room/pubsub/subscriber.ts";
import { OUTGOING_MAX_BYTES, OutgoingWindow } from "../../../room/session/inflight.ts";

const DELIVERY = { qos: 1, retain: false, identifiers: [] } as const;
const message = (payload: Uint8Array): Publication => ({
  topicName: "t",
  payload,
  qos: 1,
  retain: false,
  properties: {},
  senderId: null,
  unheardBy: null,
  expiresAtMs: null,
});
const numbered = (n: number) => message(new Uint8Array([n]));

describe("QoS 1 and 2 towards a client", () => {
  test("goes as far as its window, and on with every message that is done with, in order", () => {
    const outgoing = new OutgoingWindow(2);
    for (const n of [1, 2, 3, 4]) outgoing.offer(numbered(n), DELIVERY);
    const [first, second] = [outgoing.next(), outgoing.next()];
    expect([first?.packetId, second?.packetId, outgoing.next()]).toEqual([1, 2, null]);
    if (second !== null) outgoing.finish(second);
    expect(outgoing.next()?.publication.payload).toEqual(new Uint8Array([3]));
    expect(outgoing.next()).toBeNull();
    if (second !== null) outgoing.finish(second);
    expect(outgoing.next()).toBeNull();
  });

  test("an id is not used again while its message is under way, round the 65,535 there are", () => {
    const outgoing = new OutgoingWindow(2);
    outgoing.offer(numbered(0), DELIVERY);
    const kept = outgoing.next();
    const seen = new Set<number>();
    for (let n = 0; n < 65_534; n++) {
      outgoing.offer(numbered(1), DELIVERY);
      const next = outgoing.next();
      if (next === null) throw new Error("the window has room");
      seen.add(next.packetId);
      outgoing.finish(next);
    }
    expect([seen.size, seen.has(kept?.packetId ?? 0)]).toEqual([65_534, false]);
  });

  test("what was never acknowledged is told again in the order it was sent", () => {
    const outgoing = new OutgoingWindow(3);
    for (const n of [1, 2, 3]) outgoing.offer(numbered(n), DELIVERY);
    for (let n = 0; n < 3; n++) outgoing.next();
    const second = outgoing.find(2);
    if (second !== null) outgoing.finish(second);
    expect(outgoing.unacknowledged().map((o) => o.packetId)).toEqual([1, 3]);
  });

  test("waits within a bound of bytes, topics and properties counted", () => {
    const outgoing = new OutgoingWindow(0);
    outgoing.offer(message(new Uint8Array(OUTGOING_MAX_BYTES - 1000)), DELIVERY);
    expect(outgoing.isOverfull).toBe(false);
    const userProperties = [["name", "x".repeat(1000)]] as const;
    outgoing.offer({ ...numbered(1), properties: { userProperties } }, DELIVERY);
    expect(outgoing.isOverfull).toBe(true);
  });
});
