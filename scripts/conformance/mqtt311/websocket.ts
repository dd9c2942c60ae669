// MQTT 3.1.1: WebSocket and conformance (6, 7).

import type { Chapter } from "../statement.ts";

const STOCK = { test: "[MQTT-3] is heard at every QoS, each message once, and hears at every QoS" };

export const WEBSOCKET: Chapter = {
  title: "WebSocket and conformance (6, 7)",
  statements: [
    {
      id: "6.0.0-1",
      asks: "MQTT goes in binary frames; any other data frame closes the connection.",
      kept: { test: "a text frame ends the connection with 1003 and leaves nothing behind" },
    },
    {
      id: "6.0.0-2",
      asks: "A frame may have several packets, or a part of one.",
      kept: { test: "may be cut anywhere: the end of one packet and the start of the next in one piece" },
    },
    {
      id: "6.0.0-3",
      asks: "A client offers the subprotocol mqtt.",
      kept: { client: "who does not offer it is answered 400" },
    },
    {
      id: "6.0.0-4",
      asks: "The server chooses mqtt.",
      kept: { test: "an upgrade needs the subprotocol mqtt, alone or among others, and is answered with it" },
    },
    {
      id: "7.0.0-1",
      asks: "A server that connects to others is a good client, too.",
      kept: {
        byForm:
          "a host connects to another for its stage alone, as a client of MQTT 5, and never as one of 3.1.1",
      },
    },
    { id: "7.0.0-2", asks: "No extension is needed to get on with others.", kept: STOCK },
    { id: "7.1.1-1", asks: "A server speaks over an ordered, lossless stream of bytes.", kept: STOCK },
    {
      id: "7.1.2-1",
      asks: "So does a client.",
      kept: { client: "it cannot come by any other way" },
    },
  ],
};
