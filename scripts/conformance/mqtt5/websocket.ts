// MQTT5: WebSocket (6).

import type { Chapter } from "../statement.ts";

export const WEBSOCKET: Chapter = {
  title: "WebSocket (6)",
  statements: [
    {
      id: "6.0.0-1",
      asks: "Packets are sent in binary frames; one of another kind ends the connection.",
      kept: { test: "a text frame ends the connection with 1003 and leaves nothing behind" },
    },
    {
      id: "6.0.0-2",
      asks: "A frame may have parts of packets in it, or several packets.",
      kept: { test: "may be cut anywhere: the end of one packet and the start of the next in one piece" },
    },
    {
      id: "6.0.0-3",
      asks: 'The client offers the subprotocol "mqtt".',
      kept: { client: "an upgrade that does not is answered 400" },
    },
    {
      id: "6.0.0-4",
      asks: 'The server selects "mqtt", and says so.',
      kept: { test: "an upgrade needs the subprotocol mqtt, alone or among others, and is answered with it" },
    },
  ],
};
