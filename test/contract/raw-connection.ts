// A connection of bytes to a room host, over TCP or WebSocket: what is sent is sent as it is, in the pieces it is given in.

import net from "node:net";
import { WebSocket } from "ws";
import { Framer } from "../../shared/protocol/framer.ts";
import { decodePacket, encodePacket, type MqttVersion, type Packet } from "../../shared/protocol/packet.ts";
import type { Ports } from "../room/host.ts";

const WAIT_MAX_MS = 5_000;

export type RawConnection = {
  /** In which packets are read and written; CONNECT says it to the server. */
  version: MqttVersion;
  /** One write, or one WebSocket message. */
  write(bytes: Uint8Array): void;
  send(...packets: Packet[]): void;
  /** Everything that came so far. */
  readonly packets: readonly Packet[];
  /** The same, as bytes in hexadecimal. */
  readonly hex: readonly string[];
  /** Waits for as many packets in all, and answers them. */
  hears(count: number, maxMs?: number): Promise<readonly Packet[]>;
  /** What came since it was last asked, and what the server had for it by now: a PINGRESP, left out, says that this was all. */
  settle(): Promise<readonly Packet[]>;
  /** Resolves when the server ended it. */
  closed(maxMs?: number): Promise<void>;
  /** What came since it was last asked, until the server ended it. */
  ending(maxMs?: number): Promise<readonly Packet[]>;
  /** Ends it without a word. */
  drop(): void;
};

/** One of the transports a room host listens on. */
export type Transport = {
  readonly name: "TCP" | "WebSocket";
  /** For a stock client. */
  url(ports: Ports): string;
  open(ports: Ports): Promise<RawConnection>;
  /** Sends these bytes and never reads an answer. */
  openDeaf(ports: Ports, bytes: Uint8Array): Promise<net.Socket>;
};

type Pipe = { write(bytes: Uint8Array): void; drop(): void };

/** The part both transports share. `over` gives the connection its way out; `received` and `closed` are its ways in. */
function rawConnection() {
  const framer = new Framer({ packetMaxBytes: 16 * 1024 * 1024 });
  const packets: Packet[] = [];
  const hex: string[] = [];
  let isClosed = false;
  let settledCount = 0;
  let connection: RawConnection | null = null;
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  /** Resolves once `isSo`, which is asked after each thing that comes. */
  const until = (what: string, isSo: () => boolean, maxMs = WAIT_MAX_MS) =>
    new Promise<void>((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer);
        watchers.delete(look);
        settle();
      };
      const look = () => isSo() && done(resolve);
      const timer = setTimeout(() => {
        const types = packets.map((p) => p.type).join();
        done(() => reject(new Error(`${what}: not within ${maxMs} ms; heard ${types}, closed: ${isClosed}`)));
      }, maxMs);
      watchers.add(look);
      look();
    });
  const unsettled = () => {
    const since = packets.slice(settledCount);
    settledCount = packets.length;
    return since;
  };
  return {
    over: (pipe: Pipe): RawConnection => {
      connection = {
        version: 4,
        packets,
        hex,
        write: pipe.write,
        drop: pipe.drop,
        send(...sent) {
          for (const packet of sent) pipe.write(encodePacket(packet, this.version));
        },
        hears: async (count, maxMs) => {
          await until(`${count} packets`, () => packets.length >= count, maxMs);
          return packets;
        },
        async settle() {
          this.send({ type: "pingreq" });
          await until("PINGRESP", () => packets.slice(settledCount).at(-1)?.type === "pingresp");
          return unsettled().slice(0, -1);
        },
        closed: (maxMs) => until("the server closing", () => isClosed, maxMs),
        async ending(maxMs) {
          await this.closed(maxMs);
          return unsettled();
        },
      };
      return connection;
    },
    received: (bytes: Uint8Array): void => {
      framer.push(bytes);
      for (let framed = framer.next(); framed !== null; framed = framer.next()) {
        packets.push(decodePacket(framed.bytes, connection?.version ?? 4));
        hex.push(framed.bytes.toHex());
      }
      changed();
    },
    closed: (): void => {
      isClosed = true;
      changed();
    },
  };
}

export const tcp: Transport = {
  name: "TCP",
  url: ({ tcpPort }) => `mqtt://127.0.0.1:${tcpPort}`,
  open: async ({ tcpPort }) => {
    const { over, received, closed } = rawConnection();
    const socket = net.connect({ host: "127.0.0.1", port: tcpPort });
    socket.setNoDelay(true);
    socket.on("data", (bytes: Buffer) => received(Uint8Array.from(bytes)));
    socket.on("close", closed);
    // A reset is a close too.
    socket.on("error", closed);
    await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
    return over({ write: (bytes) => void socket.write(bytes), drop: () => void socket.destroy() });
  },
  openDeaf: async ({ tcpPort }, bytes) => {
    const socket = await deafSocket(tcpPort);
    socket.write(bytes);
    return socket;
  },
};

export const webSocket: Transport = {
  name: "WebSocket",
  url: ({ wsPort }) => `ws://127.0.0.1:${wsPort}/mqtt`,
  open: async (ports) => {
    const { over, received, closed } = rawConnection();
    const socket = new WebSocket(webSocket.url(ports), "mqtt");
    socket.binaryType = "arraybuffer";
    socket.on("message", (bytes: ArrayBuffer) => received(new Uint8Array(bytes)));
    socket.on("close", closed);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", () => resolve());
      socket.once("error", reject);
    });
    return over({
      write: (bytes) => socket.send(bytes.slice()),
      drop: () => socket.terminate(),
    });
  },
  openDeaf: async ({ wsPort }, bytes) => {
    const socket = await deafSocket(wsPort);
    socket.write(
      [
        "GET /mqtt HTTP/1.1",
        `Host: 127.0.0.1:${wsPort}`,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: mqtt",
        "\r\n",
      ].join("\r\n"),
    );
    // One masked binary frame of less than 126 bytes; a mask of zeros changes nothing.
    socket.write(Uint8Array.from([0x82, 0x80 | bytes.length, 0, 0, 0, 0, ...bytes]));
    return socket;
  },
};

async function deafSocket(port: number): Promise<net.Socket> {
  const socket = net.connect({ host: "127.0.0.1", port });
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  socket.pause();
  return socket;
}
