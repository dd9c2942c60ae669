import { describe, expect, test } from "bun:test";
import type { Publication } from "../../../room/pubsub/subscriber.ts";
import { Incoming, OutgoingWindow } from "../../../room/session/inflight.ts";

const WAITING_MAX_BYTES = 1024 * 1024;

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
const next = (outgoing: OutgoingWindow) => outgoing.next()?.outgoing ?? null;
const finish = (outgoing: OutgoingWindow, packetId: number) => {
  const found = outgoing.find(packetId);
  if (found === null) throw new Error(`${packetId} is not under way`);
  outgoing.finish(found);
};
const numbered = (n: number) => message(new Uint8Array([n]));

describe("QoS 1 and 2 towards a client", () => {
  test("goes as far as its window, and on with every message that is done with, in order", () => {
    const outgoing = new OutgoingWindow(2, WAITING_MAX_BYTES);
    for (const n of [1, 2, 3, 4]) outgoing.offer(numbered(n), DELIVERY);
    const [first, second] = [next(outgoing), next(outgoing)];
    expect([first?.packetId, second?.packetId, next(outgoing)]).toEqual([1, 2, null]);
    if (second !== null) outgoing.finish(second);
    expect(next(outgoing)?.publication.payload).toEqual(new Uint8Array([3]));
    expect(next(outgoing)).toBeNull();
    if (second !== null) outgoing.finish(second);
    expect(next(outgoing)).toBeNull();
  });

  test("an id is not used again while its message is under way, round the 65,535 there are", () => {
    const outgoing = new OutgoingWindow(2, WAITING_MAX_BYTES);
    outgoing.offer(numbered(0), DELIVERY);
    const kept = next(outgoing);
    const seen = new Set<number>();
    for (let n = 0; n < 65_600; n++) {
      outgoing.offer(numbered(1), DELIVERY);
      const one = next(outgoing);
      if (one === null) throw new Error("the window has room");
      seen.add(one.packetId);
      outgoing.finish(one);
    }
    expect([seen.size, seen.has(0), seen.has(kept?.packetId ?? 0)]).toEqual([65_534, false, false]);
  });

  test("what was never acknowledged goes again in the order it was sent, no more at a time than the client takes by now", () => {
    const outgoing = new OutgoingWindow(5, WAITING_MAX_BYTES);
    for (const n of [1, 2, 3, 4, 5]) outgoing.offer(numbered(n), DELIVERY);
    for (let n = 0; n < 5; n++) outgoing.next();
    finish(outgoing, 2);
    outgoing.offer(numbered(6), DELIVERY);
    outgoing.windowMax = 2;
    outgoing.repeat();
    const seen = () => {
      const found = outgoing.next();
      return found && [found.outgoing.packetId, found.attempt];
    };
    expect([seen(), seen(), seen()]).toEqual([[1, "again"], [3, "again"], null]);
    // An acknowledgement that was on its way when the connection broke: of that message nothing is sent any more.
    finish(outgoing, 4);
    expect(seen()).toBeNull();
    finish(outgoing, 1);
    expect([seen(), seen()]).toEqual([[5, "again"], null]);
    finish(outgoing, 3);
    expect([seen(), seen()]).toEqual([[6, "first"], null]);
  });

  test("a message whose PUBREC came before it was sent again is not sent again", () => {
    const outgoing = new OutgoingWindow(2, WAITING_MAX_BYTES);
    for (const n of [1, 2]) outgoing.offer({ ...numbered(n), qos: 2 }, { ...DELIVERY, qos: 2 });
    for (let n = 0; n < 2; n++) outgoing.next();
    outgoing.windowMax = 1;
    outgoing.repeat();
    outgoing.next();
    const second = outgoing.find(2);
    if (second !== null) outgoing.release(second);
    expect([second?.stage, outgoing.next()]).toEqual(["released", null]);
    for (const id of [1, 2]) finish(outgoing, id);
    expect(outgoing.next()).toBeNull();
  });

  test("waits within a bound of bytes, topics and properties counted", () => {
    const outgoing = new OutgoingWindow(0, WAITING_MAX_BYTES);
    outgoing.offer(message(new Uint8Array(WAITING_MAX_BYTES - 1000)), DELIVERY);
    expect(outgoing.isOverfull).toBe(false);
    const userProperties = [["name", "x".repeat(1000)]] as const;
    outgoing.offer({ ...numbered(1), properties: { userProperties } }, DELIVERY);
    expect(outgoing.isOverfull).toBe(true);
  });
});

describe("QoS 2 from a client", () => {
  test("begins with each connection to count what it leaves unfinished, and keeps 1,024 of them in all", () => {
    const incoming = new Incoming(64);
    const unfinished: number[] = [];
    for (let connection = 0; connection < 16; connection++) {
      for (let n = 1; n <= 64; n++) {
        expect(incoming.receive(connection * 64 + n)).toBe(true);
        unfinished.push(connection * 64 + n);
      }
      expect(() => incoming.receive(60_000)).toThrow("64 unfinished");
      incoming.begin(64);
    }
    expect(incoming.received).toEqual(unfinished);
    expect(() => incoming.receive(60_000)).toThrow("64 unfinished");
    expect([incoming.receive(1), incoming.release(1), incoming.receive(60_000)]).toEqual([false, true, true]);
  });
});
