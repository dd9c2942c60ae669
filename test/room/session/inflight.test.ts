import { describe, expect, test } from "bun:test";
import { Outgoing } from "../../../room/session/inflight.ts";

/** A packet of so many bytes that says which id it got. */
const packet = (sizeBytes: number) => (packetId: number) => {
  const bytes = new Uint8Array(sizeBytes);
  bytes[0] = packetId;
  return bytes;
};
const idOf = (bytes: Uint8Array | null): number | null => bytes?.[0] ?? null;

describe("QoS 1 towards a client", () => {
  test("goes as far as its window, and on with every acknowledgement, in order", () => {
    const outgoing = new Outgoing(2, 100);
    expect([3, 4, 5, 6].map((size) => idOf(outgoing.admit(packet(size), size)))).toEqual([1, 2, null, null]);
    expect(outgoing.acknowledge(2)?.length).toBe(5);
    expect(outgoing.acknowledge(2)).toBeNull();
    expect(outgoing.acknowledge(1)?.length).toBe(6);
  });

  test("that is larger than the client takes counts as done: it costs neither an id nor a place in the window", () => {
    const outgoing = new Outgoing(2, 10);
    for (let n = 0; n < 5; n++) expect(outgoing.admit(packet(11), 11)).toBeNull();
    expect([idOf(outgoing.admit(packet(10), 10)), idOf(outgoing.admit(packet(10), 10))]).not.toContain(null);
  });

  test("that waited and is too large gives way to what waits behind it", () => {
    const outgoing = new Outgoing(1, 10);
    const first = idOf(outgoing.admit(packet(1), 1));
    for (const size of [11, 12, 9]) expect(outgoing.admit(packet(size), size)).toBeNull();
    const next = outgoing.acknowledge(first ?? 0);
    expect(next?.length).toBe(9);
    expect(outgoing.acknowledge(idOf(next) ?? 0)).toBeNull();
    expect(idOf(outgoing.admit(packet(2), 2))).not.toBeNull();
  });

  test("waits within a bound of bytes", () => {
    const outgoing = new Outgoing(1, 1_000_000);
    outgoing.admit(packet(1), 1);
    outgoing.admit(packet(1), 1024 * 1024);
    expect(outgoing.isOverfull).toBe(false);
    outgoing.admit(packet(1), 1);
    expect(outgoing.isOverfull).toBe(true);
  });
});
