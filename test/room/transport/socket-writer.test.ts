import { describe, expect, test } from "bun:test";
import { Deadlines } from "../../../room/transport/deadlines.ts";
import { type Outlet, SocketWriter } from "../../../room/transport/socket-writer.ts";
import { seededRng } from "../../../shared/rng.ts";

/** A socket that takes as many bytes as it is told to. */
class Basin implements Outlet {
  room = 0;
  readonly took: number[] = [];
  state: "open" | "ended" | "terminated" | "gone" = "open";

  write(bytes: Uint8Array, offset: number, length: number): number {
    if (this.state !== "open") return -1;
    const taken = Math.min(this.room, length);
    this.room -= taken;
    this.took.push(...bytes.subarray(offset, offset + taken));
    return taken;
  }
  shutdown(): void {
    this.state = "ended";
  }
  terminate(): void {
    this.state = "terminated";
  }
  pause(): void {}
  resume(): void {}
}

const setUp = () => {
  const socket = new Basin();
  const lingering = new Deadlines({ maxMs: 60_000, socketsMax: 10 });
  return { socket, writer: new SocketWriter(socket, lingering) };
};
const numbered = (length: number) => Uint8Array.from({ length }, (_, index) => index + 1);

describe("a writer", () => {
  test("keeps what the socket does not take, and says when nothing waits any more", () => {
    const { socket, writer } = setUp();
    socket.room = 4;
    expect(writer.put(numbered(10), 0, 0, 10, false)).toBe(false);
    expect(writer.pendingBytes).toBe(6);
    socket.room = 5;
    expect([writer.drain(), writer.pendingBytes]).toEqual([false, 1]);
    socket.room = 5;
    expect([writer.drain(), writer.pendingBytes]).toEqual([true, 0]);
    expect(socket.took).toEqual([...numbered(10)]);
    expect(writer.put(numbered(10), 2, 2, 6, false)).toBe(true);
    expect(socket.took.slice(10)).toEqual([3, 4, 5, 6]);
  });

  test("keeps a copy of what others may overwrite, and no copy of the rest", () => {
    for (const taken of [0, 1, 3, 4, 7]) {
      const { socket, writer } = setUp();
      const buffer = numbered(12);
      socket.room = taken;
      writer.put(buffer, 0, 4, 12, false);
      buffer.fill(99, 0, 4);
      buffer[11] = 77;
      socket.room = 100;
      writer.drain();
      expect(socket.took).toEqual([...numbered(11), 77]);
    }
  });

  test("keeps a copy of everything the caller wants to use again", () => {
    const { socket, writer } = setUp();
    const buffer = Buffer.from(numbered(12));
    socket.room = 2;
    writer.put(buffer, 0, 4, 12, true);
    buffer.fill(0);
    socket.room = 100;
    writer.drain();
    expect(socket.took).toEqual([...numbered(12)]);
  });

  test("ends the socket behind what waits, and takes nothing more meanwhile", () => {
    const { socket, writer } = setUp();
    writer.append(numbered(3));
    writer.end();
    expect([socket.state, writer.isOpen]).toEqual(["open", false]);
    expect(writer.put(numbered(9), 0, 0, 9, false)).toBe(true);
    socket.room = 100;
    writer.drain();
    expect([socket.state, socket.took]).toEqual(["ended", [1, 2, 3]]);
  });

  test("holds nothing for a socket that is gone", () => {
    const { socket, writer } = setUp();
    writer.append(numbered(3));
    socket.state = "gone";
    expect(writer.drain()).toBe(false);
    writer.gone();
    expect([writer.pendingBytes, writer.drain()]).toEqual([0, true]);
  });

  test("never mixes what it was given, whatever the socket takes (200 seeds)", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const rng = seededRng(BigInt(seed));
      const below = (end: number) => Math.floor(rng() * end);
      const { socket, writer } = setUp();
      const expected: number[] = [];
      for (let step = 0; step < 60; step++) {
        socket.room = below(12);
        if (below(2) === 0) writer.drain();
        else {
          const bytes = Uint8Array.from({ length: 1 + below(8) }, () => below(256));
          expected.push(...bytes);
          writer.put(bytes, 0, below(bytes.length), bytes.length, below(2) === 0);
        }
        expect([seed, writer.pendingBytes]).toEqual([seed, expected.length - socket.took.length]);
      }
      socket.room = 10_000;
      writer.drain();
      expect([seed, socket.took]).toEqual([seed, expected]);
    }
  });
});
