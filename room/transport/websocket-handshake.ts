// Which requests become a WebSocket, and what each of the others is told (RFC 6455 4.2). Pure.

import { listOf, type RequestHead } from "./http-head.ts";

/** The path clients connect to, and the subprotocol MQTT demands (MQTT5 [MQTT-6.0.0-3]). */
export const WEBSOCKET_PATH = "/mqtt";
export const WEBSOCKET_SUBPROTOCOL = "mqtt";
const VERSION = "13";
/** RFC 6455 1.3. */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/** Sixteen bytes in base64. */
const KEY = /^[A-Za-z0-9+/]{21}[AQgw]==$/;

export type Handshake =
  /** The whole answer that turns the connection into a WebSocket. */
  | { readonly kind: "upgrade"; readonly answer: string }
  | { readonly kind: "refusal"; readonly response: Response };

/**
 * Whether a request is answered by `shakeHands`. Whoever asks for a WebSocket gets one wherever they ask: there is but one kind, clients
 * that are given a URL without a path ask at `/`, and others are made for a server that has it at a path of its own.
 */
export function isForWebSocket(head: RequestHead, { pathname }: URL): boolean {
  return pathname === WEBSOCKET_PATH || namesToken(head, "upgrade", "websocket");
}

/** Answers a request that is for a WebSocket. */
export function shakeHands(head: RequestHead): Handshake {
  if (head.method !== "GET") return refusal(405, "a WebSocket begins with GET", { allow: "GET" });
  const key = head.headers.get("sec-websocket-key") ?? "";
  if (!namesToken(head, "upgrade", "websocket") || !namesToken(head, "connection", "upgrade"))
    return refusal(426, "this is a WebSocket endpoint", { upgrade: "websocket" });
  if (head.version !== "1.1") return refusal(400, "a WebSocket begins with HTTP/1.1");
  if (head.headers.get("sec-websocket-version") !== VERSION)
    return refusal(426, `version ${VERSION} is spoken here`, {
      upgrade: "websocket",
      "sec-websocket-version": VERSION,
    });
  if (hasBody(head)) return refusal(400, "a WebSocket begins with a request that has no body");
  if (!KEY.test(key)) return refusal(400, "Sec-WebSocket-Key is not 16 bytes in base64");
  if (!listOf(head, "sec-websocket-protocol").includes(WEBSOCKET_SUBPROTOCOL))
    return refusal(400, `MQTT over WebSocket wants the subprotocol "${WEBSOCKET_SUBPROTOCOL}"`);
  return { kind: "upgrade", answer: upgradeAnswer(key) };
}

function upgradeAnswer(key: string): string {
  return [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${acceptOf(key)}`,
    `Sec-WebSocket-Protocol: ${WEBSOCKET_SUBPROTOCOL}`,
    "\r\n",
  ].join("\r\n");
}

// Not by node:crypto, which a host that shows no certificate never needs: it takes two megabytes.
function acceptOf(key: string): string {
  return new Bun.CryptoHasher("sha1").update(`${key}${GUID}`).digest("base64");
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Handshake {
  return { kind: "refusal", response: new Response(`${message}\n`, { status, headers }) };
}

/** What follows such a request is no frame yet (RFC 9110 7.8). */
function hasBody({ headers }: RequestHead): boolean {
  return headers.has("transfer-encoding") || (headers.get("content-length") ?? "0") !== "0";
}

function namesToken(head: RequestHead, header: string, token: string): boolean {
  return listOf(head, header).some((member) => member.toLowerCase() === token);
}
