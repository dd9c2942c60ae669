// The port for WebSocket: reads the head of the one request a connection may make, and hands the socket to a WebSocket, or the
// request to whoever answers for the rest of the host, as its health.

import type { ApartFrames } from "./apart-frames.ts";
import type { TransportHandlers } from "./connection.ts";
import { findHeadEnd, HeadError, parseHead, type RequestHead } from "./http-head.ts";
import {
  type Endpoint,
  type ListenerOptions,
  plain,
  socketHandlers,
  type TransportSocket,
} from "./socket-handlers.ts";
import { SocketWriter } from "./socket-writer.ts";
import { WebSocketConnection } from "./websocket.ts";
import { isForWebSocket, shakeHands } from "./websocket-handshake.ts";

export type WebSocketPortOptions = ListenerOptions & {
  /** Of one message, all its frames together. */
  readonly messageMaxBytes: number;
  /** As WebSocketOptions has it. */
  readonly apart: ApartFrames | null;
  /** The header in which a trusted proxy writes who is calling; lower case. */
  readonly addressHeader: string | null;
  /** The caller's address, of that header's value and the socket's own. */
  addressOf(forwarded: string | undefined, socketAddress: string): string;
  /** Answers GET and HEAD of every other path. Bodies are small: they are held whole. */
  fetch(request: Request): Response | Promise<Response>;
};

const NOTHING = new Uint8Array(0);
const encoder = new TextEncoder();

/** The `socket` option of a Bun.listen for MQTT over WebSocket; with `isSecure`, over TLS. */
export function webSocketPortHandlers<K>(handlers: TransportHandlers<K>, options: WebSocketPortOptions) {
  return socketHandlers(options, (socket) => {
    options.strangers.add(socket);
    socket.data = new HttpVisitor(socket, handlers, options);
  });
}

/** A connection until its request is there. Garbage once that is a WebSocket's. */
class HttpVisitor<K> implements Endpoint {
  readonly #socket: TransportSocket;
  readonly #writer: SocketWriter;
  readonly #handlers: TransportHandlers<K>;
  readonly #options: WebSocketPortOptions;
  #state: "asking" | "answered" = "asking";
  #came: Uint8Array = NOTHING;

  constructor(socket: TransportSocket, handlers: TransportHandlers<K>, options: WebSocketPortOptions) {
    this.#socket = socket;
    this.#writer = new SocketWriter(socket, options.lingering);
    this.#handlers = handlers;
    this.#options = options;
  }

  received(bytes: Uint8Array): void {
    if (this.#state === "answered") return;
    const seenBytes = this.#came.length;
    this.#came = seenBytes === 0 ? bytes : plain(Buffer.concat([this.#came, bytes]));
    try {
      const headEnd = findHeadEnd(this.#came, seenBytes);
      if (headEnd === null) return;
      this.#state = "answered";
      this.#serve(parseHead(this.#came.subarray(0, headEnd)), this.#came.subarray(headEnd));
    } catch (error) {
      if (!(error instanceof HeadError)) throw error;
      this.#state = "answered";
      void this.#answer("GET", new Response(`${error.message}\n`, { status: error.status }));
    }
  }

  drained(): void {
    this.#writer.drain();
  }

  closed(): void {
    this.#writer.gone();
  }

  #serve(head: RequestHead, behind: Uint8Array): void {
    const url = urlOf(head);
    if (!isForWebSocket(head, url)) {
      void this.#answer(head.method, this.#ask(head, url));
      return;
    }
    const handshake = shakeHands(head);
    if (handshake.kind === "upgrade") this.#upgrade(head, handshake.answer, behind);
    else void this.#answer(head.method, handshake.response);
  }

  #upgrade(head: RequestHead, answer: string, behind: Uint8Array): void {
    const { addressHeader, addressOf, apart, isSecure, messageMaxBytes, strangers } = this.#options;
    strangers.delete(this.#socket);
    const forwarded = addressHeader === null ? undefined : head.headers.get(addressHeader);
    const connection = new WebSocketConnection(this.#writer, this.#handlers, {
      isSecure,
      messageMaxBytes,
      apart,
    });
    this.#socket.data = connection;
    this.#writer.append(encoder.encode(answer));
    connection.begin(addressOf(forwarded, this.#socket.remoteAddress));
    if (behind.length > 0) connection.received(behind);
  }

  #ask(head: RequestHead, url: URL): Response | Promise<Response> {
    if (head.method !== "GET" && head.method !== "HEAD")
      return new Response("GET and HEAD are served here\n", { status: 405, headers: { allow: "GET, HEAD" } });
    return this.#options.fetch(new Request(url.href, { method: head.method, headers: [...head.headers] }));
  }

  async #answer(method: string, response: Response | Promise<Response>): Promise<void> {
    try {
      this.#writer.append(await encodeResponse(method, await response));
      this.#options.strangers.delete(this.#socket);
      this.#writer.end();
    } catch (error) {
      this.#options.failed(error instanceof Error ? error : new Error(String(error)));
      this.#socket.terminate();
    }
  }
}

/** What is asked for, as a path or a whole URL (RFC 9112 3.2). Throws HeadError for anything else. */
function urlOf({ target }: RequestHead): URL {
  const url = target.startsWith("/") ? `http://localhost${target}` : target;
  const parsed = /^https?:\/\//i.test(url) ? URL.parse(url) : null;
  if (parsed === null) throw new HeadError(400, "not a path");
  return parsed;
}

async function encodeResponse(method: string, response: Response): Promise<Uint8Array> {
  const body = await response.bytes();
  const lines = [
    `HTTP/1.1 ${response.status} ${response.statusText}`,
    ...[...response.headers].map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
    // RFC 9110 6.6.1
    `date: ${new Date().toUTCString()}`,
    // Whoever says Upgrade says that it is for this hop alone (RFC 9110 7.8).
    `connection: ${response.headers.has("upgrade") ? "close, upgrade" : "close"}`,
    "\r\n",
  ];
  const head = encoder.encode(lines.join("\r\n"));
  return method === "HEAD" ? head : Buffer.concat([head, body]);
}
