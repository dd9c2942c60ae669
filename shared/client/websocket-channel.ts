// A channel over the standard WebSocket, as browsers, Bun and Deno have it. MQTT over WebSocket: MQTT5 6.

import type { HostAddress } from "../schema/host-address.ts";
import type { Channel, ChannelHandlers, OpenChannel } from "./channel.ts";

const SUBPROTOCOL = "mqtt";

/** Connects to `host.wsUrl`. */
export const openWebSocketChannel: OpenChannel = (host, handlers) => {
  const socket = createSocket(host);
  if (socket === null) {
    // A page on https may not open ws:, for one. Told later: the caller has no channel yet to be told about.
    queueMicrotask(() => handlers.closed());
    return { send: () => {}, bufferedBytes: 0, close: () => {} };
  }
  socket.binaryType = "arraybuffer";
  tell(socket, handlers);
  return channelOf(socket);
};

function createSocket(host: HostAddress): WebSocket | null {
  try {
    return new WebSocket(host.wsUrl, SUBPROTOCOL);
  } catch {
    return null;
  }
}

function tell(socket: WebSocket, handlers: ChannelHandlers): void {
  let isClosed = false;
  const closed = () => {
    if (isClosed) return;
    isClosed = true;
    handlers.closed();
  };
  socket.addEventListener("open", () => handlers.opened());
  socket.addEventListener("message", (event: MessageEvent) => {
    // MQTT5 [MQTT-6.0.0-1]: binary frames only.
    if (event.data instanceof ArrayBuffer) handlers.received(new Uint8Array(event.data));
    else socket.close();
  });
  socket.addEventListener("error", closed);
  socket.addEventListener("close", closed);
}

function channelOf(socket: WebSocket): Channel {
  return {
    send: (bytes) => {
      // Our bytes never live in shared memory, which is all that WebSocket's type excludes.
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes as Uint8Array<ArrayBuffer>);
    },
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    close: () => socket.close(),
  };
}
