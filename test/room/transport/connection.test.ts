// What every transport owes its owner (room/transport/connection.ts), over real sockets: back-pressure, shared buffers, endings.

import { afterEach, describe, expect, test } from "bun:test";
import { ApartFrames } from "../../../room/transport/apart-frames.ts";
import type { Connection, TransportHandlers } from "../../../room/transport/connection.ts";
import { Deadlines } from "../../../room/transport/deadlines.ts";
import { type Outlet, SocketWriter } from "../../../room/transport/socket-writer.ts";
import { WebSocketConnection } from "../../../room/transport/websocket.ts";
import { HEADROOM_BYTES } from "../../../room/wire.ts";
import { packetEnd } from "../../../shared/protocol/fixed-header.ts";
import { encodePacket } from "../../../shared/protocol/packet.ts";
import { eventually } from "../../support/eventually.ts";
import { dial, echo, type Listening, listen, write } from "./listening.ts";
import { closeBody, frame, headText, openRaw, readServerFrames, UPGRADE } from "./websocket-client.ts";

const running: Listening[] = [];
afterEach(() => {
  for (const listening of running.splice(0)) listening.stop();
});

type Peer = {
  send(bytes: Uint8Array): void;
  /** The bytes of MQTT that came. */
  stream(): Uint8Array;
  pause(): void;
  resume(): void;
  isClosed(): boolean;
  destroy(): void;
};

const DIALS = {
  tcp: async (port: number, isSecure: boolean): Promise<Peer> => {
    const { socket, came, isClosed } = await dial(port, isSecure);
    return {
      send: (bytes) => void socket.write(bytes),
      stream: came,
      isClosed,
      pause: () => void socket.pause(),
      resume: () => void socket.resume(),
      destroy: () => void socket.destroy(),
    };
  },
  websocket: async (port: number, isSecure: boolean): Promise<Peer> => {
    const client = await openRaw(port, UPGRADE, isSecure);
    return { ...client, send: (payload) => client.write(frame({ opcode: 2, payload })) };
  },
} as const;

const PIECE_BYTES = 100_000;
/** What Bun reads of a socket at once. */
const READ_MAX_BYTES = 512 * 1024;
/** More than a socket's buffers take on this machine. */
const PIECES_MAX = 500;
const piece = (seed: number) =>
  Uint8Array.from({ length: PIECE_BYTES }, (_, index) => (index ^ (seed * 37)) & 255);

const KINDS = [
  { transport: "tcp", isSecure: false },
  { transport: "websocket", isSecure: false },
  { transport: "tcp", isSecure: true },
  { transport: "websocket", isSecure: true },
] as const;

for (const { transport, isSecure } of KINDS)
  describe(`a connection over ${transport}${isSecure ? " over TLS" : ""}`, () => {
    const start = async (options: Partial<Parameters<typeof listen>[0]> = {}) => {
      const listening = listen({ transport, isSecure, ...options });
      running.push(listening);
      const peer = await DIALS[transport](listening.port, isSecure);
      const owned = await listening.nth(0);
      return { listening, peer, owned, connection: owned.connection };
    };
    /** Writes until the socket takes no more. Answers everything that was written. */
    const fill = (connection: Parameters<typeof write>[0]): Uint8Array[] => {
      const written: Uint8Array[] = [];
      let isTaken = true;
      while (isTaken && written.length < PIECES_MAX) {
        const bytes = piece(written.length);
        written.push(bytes);
        isTaken = write(connection, bytes);
      }
      return written;
    };

    test("says what it is, and where it comes from", async () => {
      const { connection, owned } = await start();
      expect([connection.transport, connection.isSecure, owned.remoteAddress]).toEqual([
        transport,
        isSecure,
        "127.0.0.1",
      ]);
    });

    test("[LIMIT-5] keeps the one write that did not fit, and delivers it before it says that it is drained", async () => {
      const { peer, owned, connection } = await start();
      peer.pause();
      const written = fill(connection);
      expect(written.length).toBeLessThan(PIECES_MAX);
      expect(connection.pendingBytes).toBeGreaterThan(0);
      expect(connection.pendingBytes).toBeLessThanOrEqual(PIECE_BYTES + HEADROOM_BYTES);
      expect(owned.drainedCount).toBe(0);
      peer.resume();
      await eventually("the drain", () => owned.drainedCount > 0);
      expect([owned.drainedCount, connection.pendingBytes]).toEqual([1, 0]);
      written.push(piece(1_000));
      write(connection, piece(1_000));
      const bytes = Buffer.concat(written);
      await eventually("everything", () => peer.stream().length >= bytes.length);
      expect(Buffer.compare(peer.stream(), bytes)).toBe(0);
    });

    test("may share its buffer with others, who are sent other ranges of it", async () => {
      const { listening, peer, connection } = await start();
      const other = await DIALS[transport](listening.port, isSecure);
      const { connection: second } = await listening.nth(1);
      peer.pause();
      const filled = fill(connection);
      await Bun.sleep(50);
      // Whether or not the rest of that went out by now, a shared log comes next.
      const log = new Uint8Array(HEADROOM_BYTES + 70_000);
      log.set(piece(7).subarray(0, 70_000), HEADROOM_BYTES);
      peer.resume();
      await eventually("the drain", () => connection.pendingBytes === 0);
      connection.write(log, HEADROOM_BYTES, HEADROOM_BYTES + 70_000, false);
      second.write(log, HEADROOM_BYTES, HEADROOM_BYTES + 100, false);
      second.write(log, HEADROOM_BYTES, HEADROOM_BYTES + 70_000, false);
      const shared = log.subarray(HEADROOM_BYTES);
      const first = Buffer.concat([...filled, shared]);
      await eventually("the one's bytes", () => peer.stream().length >= first.length);
      expect(Buffer.compare(peer.stream(), first)).toBe(0);
      const others = Buffer.concat([shared.subarray(0, 100), shared]);
      await eventually("the other's bytes", () => other.stream().length >= others.length);
      expect(Buffer.compare(other.stream(), others)).toBe(0);
    });

    test("is read no further while it is paused: one read, and the rest in order when it goes on", async () => {
      let isPausing = true;
      const heard: Uint8Array[] = [];
      const { peer, owned, connection } = await start({
        received: (one, bytes) => {
          heard.push(bytes.slice());
          if (isPausing) one.connection.pause();
        },
      });
      const sent = Array.from({ length: 50 }, (_, index) => piece(index));
      for (const bytes of sent) peer.send(bytes);
      await eventually("the first of it", () => owned.receivedBytes > 0);
      const beforeBytes = owned.receivedBytes;
      await Bun.sleep(100);
      expect(beforeBytes).toBeLessThanOrEqual(READ_MAX_BYTES);
      expect(owned.receivedBytes).toBe(beforeBytes);
      isPausing = false;
      connection.resume();
      await eventually("the rest", () => owned.receivedBytes === 50 * PIECE_BYTES);
      expect(Buffer.compare(Buffer.concat(heard), Buffer.concat(sent))).toBe(0);
      peer.destroy();
      await eventually("the owner's hearing of the end", () => owned.isClosed);
      // Whoever paused it may learn too late that it is gone.
      connection.pause();
      connection.resume();
    });

    test("closes behind what was written, and the owner hears of it once", async () => {
      const { listening, peer, owned, connection } = await start({ received: echo });
      peer.pause();
      const bytes = Buffer.concat(fill(connection));
      connection.close();
      connection.close();
      expect(write(connection, piece(1))).toBe(true);
      peer.resume();
      await eventually("the end", peer.isClosed);
      expect(Buffer.compare(peer.stream(), bytes)).toBe(0);
      await eventually("the owner's hearing of it", () => owned.isClosed);
      expect([owned.drainedCount, listening.failures]).toEqual([0, []]);
    });

    test("cuts off a peer that reads nothing of its last words, after a bounded time", async () => {
      const { peer, owned, connection } = await start({ lingerMaxMs: 100 });
      peer.pause();
      fill(connection);
      connection.close();
      await eventually("the owner's hearing of the end", () => owned.isClosed, 5_000);
      peer.destroy();
    });

    test("cuts off a peer that reads them and stays", async () => {
      const listening = listen({ transport, isSecure, lingerMaxMs: 100 });
      running.push(listening);
      const stays = await Bun.connect({
        hostname: "127.0.0.1",
        port: listening.port,
        allowHalfOpen: true,
        ...(isSecure && { tls: { rejectUnauthorized: false } }),
        socket: {
          open: (socket) => void (transport === "websocket" && socket.write(headText(UPGRADE))),
          data: () => {},
          end: () => {},
        },
      });
      const owned = await listening.nth(0);
      owned.connection.close();
      await eventually("the owner's hearing of the end", () => owned.isClosed, 5_000);
      stays.end();
    });

    test("is not told what a peer says once it was closed, and lets it read the last words meanwhile", async () => {
      const { peer, owned, connection } = await start({
        received: (one) => one.connection.close(),
      });
      write(connection, piece(3));
      for (let count = 0; count < 50; count++) peer.send(piece(count));
      await eventually("the end", peer.isClosed);
      // What one read brought before the close counts; nothing that came after it.
      expect(owned.receivedCount).toBe(1);
      expect(Buffer.compare(peer.stream(), piece(3))).toBe(0);
      await eventually("the owner's hearing of it", () => owned.isClosed);
    });

    test("hears of a fault of its owner's, and ends that connection alone", async () => {
      const { listening, peer, owned } = await start({
        received: () => {
          throw new Error("a fault of the owner's");
        },
      });
      const bystander = await DIALS[transport](listening.port, isSecure);
      peer.send(Uint8Array.of(1));
      await eventually("the end", () => owned.isClosed);
      expect(listening.failures.map((f) => f.message)).toEqual(["a fault of the owner's"]);
      const { connection } = await listening.nth(1);
      write(connection, Uint8Array.of(1, 2, 3));
      await eventually("the bystander's bytes", () => bystander.stream().length === 3);
    });
  });

describe("pings over websocket", () => {
  test("of a peer that reads nothing wait as one: the newest is answered", async () => {
    const listening = listen({ transport: "websocket" });
    running.push(listening);
    const client = await openRaw(listening.port);
    const { connection } = await listening.nth(0);
    client.pause();
    for (let isTaken = true; isTaken; ) isTaken = write(connection, piece(0));
    const beforeBytes = connection.pendingBytes;
    for (let count = 1; count <= 1_000; count++)
      client.write(frame({ opcode: 9, payload: `${count}`.padStart(125) }));
    client.write(frame({ opcode: 2, payload: "after the pings" }));
    const owned = await listening.nth(0);
    await eventually("the bytes behind the pings", () => owned.receivedBytes > 0);
    expect(connection.pendingBytes).toBeLessThanOrEqual(beforeBytes);
    client.resume();
    const pongsOf = () => client.frames().filter((f) => f.opcode === 10);
    await eventually("a pong", () => pongsOf().length > 0);
    expect(pongsOf().map((f) => new TextDecoder().decode(f.payload).trim())).toEqual(["1000"]);
    expect(connection.pendingBytes).toBe(0);
  });

  test("that came together are answered together: all, in order, and before what is said to what came behind them", () => {
    const { connection, writes, frames } = onPaper();
    const pings = (from: number) =>
      Array.from({ length: 500 }, (_, index) => frame({ opcode: 9, payload: `${from + index}` }));
    const between = frame({ opcode: 2, payload: "between" });
    connection.received(Uint8Array.from(Buffer.concat([...pings(0), between, ...pings(500)])));
    const answers = Array.from({ length: 1_000 }, (_, index) => `${index}`);
    expect(frames()).toEqual([...answers.slice(0, 500), "between", ...answers.slice(500)]);
    expect(writes.length).toBeLessThan(10);
  });

  test("of a peer that was told of the end are answered until it closes (RFC 6455 5.5.2)", () => {
    const { connection, frames } = onPaper();
    connection.close();
    connection.received(frame({ opcode: 9, payload: "not yet" }));
    expect(frames()).toEqual(["\u0003\ufffd", "not yet"]);
    connection.received(frame({ opcode: 8, payload: closeBody(1000) }));
    connection.received(frame({ opcode: 9, payload: "gone" }));
    expect(frames()).toHaveLength(2);
  });
});

describe("packets written together over websocket", () => {
  // Lengths of one to four bytes, and both sides of where a frame's header grows.
  const packets = [0, 120, 121, 130, 17_000, 65_530, 65_540, 2_100_000].map((payloadBytes) => {
    const payload = new Uint8Array(payloadBytes).fill(payloadBytes);
    return encodePacket(
      { type: "publish", topicName: "a", payload, qos: 0, retain: false, dup: false, properties: {} },
      4,
    );
  });
  const together = Uint8Array.from(Buffer.concat(packets));
  const messages = (apart: ApartFrames | null) => {
    const { connection, writes } = onPaper(apart);
    expect(write(connection, together)).toBe(true);
    expect(writes).toHaveLength(1);
    return writes.flatMap(readServerFrames).map(({ payload }) => payload);
  };

  test("make one message", () => {
    expect(messages(null)).toEqual([together]);
  });

  test("make one each where they are told apart, in one write all the same", () => {
    expect(messages(new ApartFrames(packetEnd))).toEqual(packets);
  });
});

/** A WebSocket that echoes, without a socket: each write is noted. */
function onPaper(apart: ApartFrames | null = null) {
  const writes: Uint8Array[] = [];
  const outlet: Outlet = {
    write: (bytes, offset, length) => {
      writes.push(bytes.slice(offset, offset + length));
      return length;
    },
    shutdown: () => {},
    terminate: () => {},
    pause: () => {},
    resume: () => {},
  };
  const lingering = new Deadlines({ maxMs: 60_000, socketsMax: 1 });
  const handlers: TransportHandlers<Connection> = {
    opened: (connection) => connection,
    received: write,
    drained: () => {},
    closed: () => {},
  };
  const writer = new SocketWriter(outlet, lingering);
  const connection = new WebSocketConnection(writer, handlers, {
    isSecure: false,
    messageMaxBytes: 1_000,
    apart,
  });
  connection.begin("127.0.0.1");
  return {
    connection,
    writes,
    frames: () =>
      readServerFrames(Uint8Array.from(Buffer.concat(writes))).map((f) =>
        new TextDecoder().decode(f.payload),
      ),
  };
}
