// One transport of the room server on a port of its own, in this process, with an owner that notes what it is told.

import { readFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import tls from "node:tls";
import type { Connection, TransportHandlers } from "../../../room/transport/connection.ts";
import { Deadlines } from "../../../room/transport/deadlines.ts";
import type { Endpoint, ListenerOptions } from "../../../room/transport/socket-handlers.ts";
import { tcpSocketHandlers } from "../../../room/transport/tcp.ts";
import { webSocketPortHandlers } from "../../../room/transport/websocket-port.ts";
import { HEADROOM_BYTES } from "../../../room/wire.ts";
import { eventually } from "../../support/eventually.ts";

const FIXTURES = join(import.meta.dir, "../../fixtures/tls");
export const MESSAGE_MAX_BYTES = 300_000;

/** What an owner knows of one connection. */
export type Owned = {
  readonly connection: Connection;
  readonly remoteAddress: string;
  receivedBytes: number;
  receivedCount: number;
  drainedCount: number;
  isClosed: boolean;
};

export type Listening = {
  readonly port: number;
  /** In the order they were opened. */
  readonly owned: readonly Owned[];
  readonly failures: readonly Error[];
  /** The connection opened next, or the nth of all. */
  nth(index: number): Promise<Owned>;
  stop(): void;
};

type Options = {
  readonly transport: "tcp" | "websocket";
  readonly isSecure?: boolean;
  /** What the owner does with bytes; nothing by itself. */
  readonly received?: (owned: Owned, bytes: Uint8Array) => void;
  readonly handshakeMaxMs?: number;
  readonly handshakesMax?: number;
  readonly lingerMaxMs?: number;
};

export function listen(options: Options): Listening {
  const owned: Owned[] = [];
  const failures: Error[] = [];
  const handlers: TransportHandlers<Owned> = {
    opened: (connection, remoteAddress) => {
      const one = {
        connection,
        remoteAddress,
        receivedBytes: 0,
        receivedCount: 0,
        drainedCount: 0,
        isClosed: false,
      };
      owned.push(one);
      return one;
    },
    received: (one, bytes) => {
      one.receivedBytes += bytes.length;
      one.receivedCount++;
      options.received?.(one, bytes);
    },
    drained: (one) => {
      one.drainedCount++;
    },
    closed: (one) => {
      if (one.isClosed) failures.push(new Error("closed was told twice"));
      one.isClosed = true;
    },
  };
  const { isSecure = false, handshakeMaxMs = 5_000, handshakesMax = 1_000, lingerMaxMs = 2_000 } = options;
  const listener: ListenerOptions = {
    isSecure,
    strangers: new Deadlines({ maxMs: handshakeMaxMs, socketsMax: handshakesMax }),
    lingering: new Deadlines({ maxMs: lingerMaxMs, socketsMax: 1_000 }),
    failed: (error) => void failures.push(error),
  };
  const server = Bun.listen<Endpoint | null>({
    hostname: "127.0.0.1",
    port: 0,
    data: null,
    ...(isSecure && { tls: certificate() }),
    socket:
      options.transport === "tcp"
        ? tcpSocketHandlers(handlers, listener)
        : webSocketPortHandlers(handlers, {
            ...listener,
            messageMaxBytes: MESSAGE_MAX_BYTES,
            apart: null,
            addressHeader: "x-forwarded-for",
            addressOf: (forwarded, socketAddress) => forwarded ?? socketAddress,
            fetch: (request) => answer(request),
          }),
  });
  return {
    port: server.port,
    owned,
    failures,
    nth: (index) => eventually(`connection ${index}`, () => owned[index]),
    stop: () => server.stop(true),
  };
}

function certificate(): { cert: string; key: string } {
  const read = (name: string) => readFileSync(join(FIXTURES, name), "utf8");
  return { cert: read("first.crt"), key: read("first.key") };
}

function answer(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  if (pathname === "/broken") throw new Error("broken as asked");
  return new Response(`${request.method} ${pathname}${search} ${request.headers.get("x-said") ?? ""}`, {
    headers: { "x-answer": "yes" },
  });
}

/** Sends the bytes back: one write each. */
export function echo(owned: Owned, bytes: Uint8Array): void {
  write(owned.connection, bytes);
}

/** Writes bytes of the caller's as a connection wants them. */
export function write(connection: Connection, bytes: Uint8Array): boolean {
  const buffer = new Uint8Array(HEADROOM_BYTES + bytes.length);
  buffer.set(bytes, HEADROOM_BYTES);
  return connection.write(buffer, HEADROOM_BYTES, buffer.length, false);
}

/** A plain socket to a port of this machine, with everything it was sent. */
export type Wire = {
  readonly socket: net.Socket;
  came(): Uint8Array;
  isClosed(): boolean;
};

export async function dial(port: number, isSecure = false): Promise<Wire> {
  const chunks: Buffer[] = [];
  let isClosed = false;
  const to = { host: "127.0.0.1", port };
  const socket = isSecure ? tls.connect({ ...to, rejectUnauthorized: false }) : net.connect(to);
  socket.setNoDelay(true);
  socket.on("data", (chunk: Buffer) => void chunks.push(chunk));
  socket.on("close", () => {
    isClosed = true;
  });
  // A reset is a close too.
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.once(isSecure ? "secureConnect" : "connect", () => resolve()));
  return { socket, came: () => Uint8Array.from(Buffer.concat(chunks)), isClosed: () => isClosed };
}
