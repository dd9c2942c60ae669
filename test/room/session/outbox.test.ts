import { describe, expect, test } from "bun:test";
import { Outbox } from "../../../room/session/outbox.ts";
import { HEADROOM_BYTES } from "../../../room/wire.ts";
import { CaptureWire } from "../capture-wire.ts";
import { publishesOf, SPEC, Square } from "../support.ts";

const bytesOf = (chunks: readonly Uint8Array[]): number[] => chunks.flatMap((chunk) => [...chunk]);

describe("[LIMIT-5] an outbox", () => {
  test("keeps packets of one's own and logs shared with others in their order", () => {
    const [outbox, wire] = [new Outbox(), new CaptureWire()];
    const log = new Uint8Array(HEADROOM_BYTES + 3).fill(7, HEADROOM_BYTES);
    outbox.queue(new Uint8Array([1]));
    outbox.queue(new Uint8Array([2]));
    outbox.queueShared(log, HEADROOM_BYTES, log.length);
    outbox.queue(new Uint8Array([3]));
    expect(outbox.waitingBytes).toBe(6);
    outbox.flush(wire);
    const chunks = wire.read();
    // Small packets share a write, and a shared log is a write of its own.
    expect(chunks.map((chunk) => [...chunk])).toEqual([[1, 2], [7, 7, 7], [3]]);
    expect(outbox.waitingBytes).toBe(0);
  });

  test("loses nothing and keeps order, whatever the socket takes at a time", () => {
    const [outbox, wire] = [new Outbox(), new CaptureWire(3)];
    for (let value = 0; value < 50; value++) {
      outbox.queue(new Uint8Array([value, value]));
      const log = new Uint8Array(HEADROOM_BYTES + 1).fill(value, HEADROOM_BYTES);
      outbox.queueShared(log, HEADROOM_BYTES, log.length);
    }
    const written: number[] = [];
    for (let calls = 0; !outbox.isEmpty || wire.pendingBytes > 0; calls++) {
      outbox.flush(wire);
      written.push(...bytesOf(wire.read()));
      expect(calls).toBeLessThan(200);
    }
    written.push(...bytesOf(wire.read()));
    expect(written).toEqual(Array.from({ length: 150 }, (_, index) => Math.floor(index / 3)));
  });

  test("[BYE-1] gives all it has to a socket that was clear, for the last time, however little of it that takes at once", () => {
    const [outbox, wire] = [new Outbox(), new CaptureWire(3)];
    const log = new Uint8Array(HEADROOM_BYTES + 70_000).fill(7, HEADROOM_BYTES);
    outbox.queueShared(log, HEADROOM_BYTES, log.length);
    outbox.queueShared(log, HEADROOM_BYTES, HEADROOM_BYTES + 2);
    outbox.queue(new Uint8Array([1, 2]));
    outbox.flushLast(wire);
    expect(outbox.isEmpty).toBe(true);
    const written: number[] = [];
    while (wire.pendingBytes > 0) written.push(...bytesOf(wire.read()));
    written.push(...bytesOf(wire.read()));
    expect(written).toHaveLength(70_004);
    expect(written.slice(-4)).toEqual([7, 7, 1, 2]);
  });

  test("gives nothing more to a socket that is behind", () => {
    const [outbox, wire] = [new Outbox(), new CaptureWire(1)];
    outbox.queue(new Uint8Array([1, 2, 3]));
    outbox.flush(wire);
    outbox.queue(new Uint8Array([4]));
    outbox.flushLast(wire);
    expect(wire.pendingBytes).toBeGreaterThan(0);
    expect(outbox.waitingBytes).toBe(1);
  });

  test("takes a packet of any size, in a write of its own", () => {
    const [outbox, wire] = [new Outbox(), new CaptureWire()];
    outbox.queue(new Uint8Array(100_000).fill(5));
    outbox.queue(new Uint8Array([6]));
    outbox.flush(wire);
    expect(wire.read().map((chunk) => chunk.length)).toEqual([100_000, 1]);
  });
});

describe("[LIMIT-5] what waits for a client that does not read", () => {
  const MEBIBYTE = 1024 * 1024;
  /** How many messages of a size at a QoS may be published to one before it is let go. */
  const taken = (limits: ConstructorParameters<typeof Square>[1], sizeBytes: number, qos: 0 | 1): number => {
    const square = new Square(SPEC, limits);
    const [talker, deaf] = [square.enter("talker", { open: true }), square.enter("deaf", { open: true })];
    deaf.subscribe("x", { qos });
    deaf.heard();
    deaf.wire.capacityBytes = 0;
    const payload = new Uint8Array(sizeBytes);
    for (let count = 0; count < 20_000; count++) {
      talker.publish("x", payload, { qos });
      talker.heard();
      deaf.actor.flush();
      if (deaf.actor.isOverfull) return count;
    }
    throw new Error("never");
  };

  test("is 1 MiB in a room, at any QoS", () => {
    expect(taken({}, 100_000, 0)).toBe(10);
    expect(taken({}, 100_000, 1)).toBe(10);
    expect(taken({}, 1_000, 0)).toBe(Math.floor(MEBIBYTE / (1_000 + 6)));
  });

  test("is no more of small messages where packets may be large, and two of the largest that wait", () => {
    const limits = { packetMaxBytes: 4 * MEBIBYTE, keptMaxBytes: 8 * MEBIBYTE };
    expect(taken(limits, 1_000, 0)).toBe(Math.floor(MEBIBYTE / (1_000 + 6)));
    expect(taken(limits, 600_000, 0)).toBe(2);
    expect(taken(limits, 3 * MEBIBYTE, 0)).toBe(2);
  });

  test("is at QoS 1 what may be kept, all of it given to the socket or not", () => {
    const limits = { packetMaxBytes: 4 * MEBIBYTE, keptMaxBytes: 8 * MEBIBYTE };
    expect(taken(limits, 100_000, 1)).toBe(83);
    expect(taken(limits, 3 * MEBIBYTE, 1)).toBe(2);
  });

  test("is besides what is retained and was asked for, as long as no more of it is asked for unread", () => {
    const square = new Square(SPEC);
    const [talker, deaf] = [square.enter("talker", { open: true }), square.enter("deaf", { open: true })];
    for (let count = 0; count < 40; count++)
      talker.publish(`kept/${count}`, new Uint8Array(100_000), { retain: true });
    deaf.wire.capacityBytes = 0;
    const isLetGo = (): boolean => {
      deaf.actor.flush();
      return deaf.actor.isOverfull;
    };
    deaf.subscribe("kept/#", { qos: 0 });
    expect(isLetGo()).toBe(false);
    for (let count = 0; count < 10; count++) talker.publish("kept/live", new Uint8Array(100_000));
    expect(isLetGo()).toBe(false);
    talker.publish("kept/live", new Uint8Array(100_000));
    expect(isLetGo()).toBe(true);
    deaf.wire.capacityBytes = Number.POSITIVE_INFINITY;
    const heard = [deaf.heard(), deaf.heard(), deaf.heard()].flatMap(publishesOf);
    expect([heard.length, deaf.actor.waitingBytes]).toEqual([51, 0]);
    deaf.wire.capacityBytes = 0;
    deaf.subscribe("kept/#", { qos: 0 });
    expect(isLetGo()).toBe(false);
    deaf.subscribe("kept/#", { qos: 0 });
    expect(isLetGo()).toBe(true);
  });
});
