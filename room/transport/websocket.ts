// MQTT over WebSocket (subprotocol "mqtt"), for Bun.serve. One message may carry any part of the stream (MQTT5 6); we always
// send whole packets. Bun buffers what the socket does not take, so nothing more is given to it until that is gone: what waits
// belongs in the outbox, where newer poses replace older ones.

import type { ServerWebSocket } from "bun";
import type { Connection, TransportHandlers } from "./connection.ts";

/** The path clients connect to, and the subprotocol MQTT demands. */
export const WEBSOCKET_PATH = "/mqtt";
export const WEBSOCKET_SUBPROTOCOL = "mqtt";
const CLOSE_UNSUPPORTED_DATA = 1003;

export type WebSocketData<K> = { key: K | null; readonly remoteAddress: string };

/** The `websocket` option of Bun.serve. Upgrade each socket with `{ key: null, remoteAddress }` as its data. */
export function webSocketHandlers<K>(
  handlers: TransportHandlers<K>,
  options: { readonly messageMaxBytes: number },
) {
  type RoomSocket = ServerWebSocket<WebSocketData<K>>;
  return {
    maxPayloadLength: options.messageMaxBytes,
    // The application's keep-alive decides who is dead, not the WebSocket's.
    idleTimeout: 0,
    perMessageDeflate: false,
    open(socket: RoomSocket): void {
      socket.binaryType = "uint8array";
      socket.data.key = handlers.opened(webSocketConnection(socket));
    },
    message(socket: RoomSocket, message: string | Uint8Array): void {
      // MQTT5 [MQTT-6.0.0-1]: binary frames only.
      if (typeof message === "string") socket.close(CLOSE_UNSUPPORTED_DATA, "binary frames only");
      else if (socket.data.key !== null) handlers.received(socket.data.key, message);
    },
    drain(socket: RoomSocket): void {
      if (socket.data.key !== null) handlers.drained(socket.data.key);
    },
    close(socket: RoomSocket): void {
      if (socket.data.key !== null) handlers.closed(socket.data.key);
    },
  };
}

function webSocketConnection<K>(socket: ServerWebSocket<WebSocketData<K>>): Connection {
  return {
    transport: "websocket",
    remoteAddress: socket.data.remoteAddress,
    get pendingBytes() {
      return socket.getBufferedAmount();
    },
    write: (buffer, start, end) => {
      socket.sendBinary(buffer.subarray(start, end));
      return socket.getBufferedAmount() === 0;
    },
    close: () => {
      socket.close();
    },
  };
}
