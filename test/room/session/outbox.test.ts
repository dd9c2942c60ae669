import { describe, expect, test } from "bun:test";
import { OUTBOX_EVENTS_MAX_BYTES, OUTBOX_LATEST_MAX, Outbox } from "../../../room/session/outbox.ts";

describe("[LIMIT-5] an outbox", () => {
  test("keeps only the newest of a key, and every event in order", () => {
    const outbox = new Outbox();
    outbox.queue(new Uint8Array([1]));
    outbox.queueLatest("k", new Uint8Array([8]));
    outbox.queueLatest("k", new Uint8Array([9]));
    outbox.queue(new Uint8Array([2]));
    const written: number[] = [];
    outbox.flush((bytes) => written.push(...bytes) && bytes.length);
    expect(written).toEqual([1, 2, 9]);
    expect(outbox.isEmpty).toBe(true);
  });

  test("never tears a packet, whatever the socket takes at a time", () => {
    const outbox = new Outbox();
    for (let value = 0; value < 50; value++) outbox.queue(new Uint8Array([value, value]));
    const written: number[] = [];
    for (let calls = 0; !outbox.isEmpty; calls++) {
      outbox.flush((bytes) => {
        const taken = calls % 2 === 0 ? 0 : Math.min(3, bytes.length);
        written.push(...bytes.subarray(0, taken));
        return taken;
      });
      expect(calls).toBeLessThan(200);
    }
    expect(written).toEqual(Array.from({ length: 100 }, (_, index) => index >> 1));
  });

  test("says when more events wait than it may hold", () => {
    const outbox = new Outbox();
    outbox.queue(new Uint8Array(OUTBOX_EVENTS_MAX_BYTES));
    expect(outbox.isOverfull).toBe(false);
    outbox.queue(new Uint8Array(1));
    expect(outbox.isOverfull).toBe(true);
  });

  test("holds a bounded number of keys, the ones it has among them", () => {
    const outbox = new Outbox();
    for (let key = 0; key <= OUTBOX_LATEST_MAX; key++) outbox.queueLatest(`${key}`, new Uint8Array([1]));
    outbox.queueLatest("0", new Uint8Array([2]));
    let writtenBytes = 0;
    let first: number | undefined;
    outbox.flush((bytes) => {
      first ??= bytes[0];
      writtenBytes += bytes.length;
      return bytes.length;
    });
    expect([first, writtenBytes]).toEqual([2, OUTBOX_LATEST_MAX]);
  });

  test("hands the very packet on when it is the only one: what many are sent is not copied for each", () => {
    const outbox = new Outbox();
    const packet = new Uint8Array([1, 2, 3]);
    outbox.queue(packet);
    outbox.flush((bytes) => {
      expect(bytes).toBe(packet);
      return bytes.length;
    });
    expect.assertions(1);
  });
});
