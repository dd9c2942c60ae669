// MQTT5: PINGREQ to AUTH (3.12 to 3.15).

import type { Chapter } from "../statement.ts";

export const ENDS: Chapter = {
  title: "PINGREQ to AUTH (3.12 to 3.15)",
  statements: [
    {
      id: "3.12.4-1",
      asks: "PINGREQ is answered with PINGRESP.",
      kept: { test: "[MQTT-3.12.4-1] PINGREQ is answered with PINGRESP, each of them" },
    },
    {
      id: "3.14.0-1",
      asks: "The server says no DISCONNECT before a CONNACK that lets in.",
      kept: { test: "[MQTT-3.1.4-6] [MQTT-3.14.0-1] nothing behind a CONNECT that is refused is served" },
    },
    {
      id: "3.14.1-1",
      asks: "DISCONNECT's reserved flags are 0, or it is malformed (0x81).",
      kept: { test: "[MQTT-2.1.3-1] [MQTT-2.2.2-2] reserved flags, and bytes where there are none" },
    },
    {
      id: "3.14.2-1",
      asks: "DISCONNECT says one of the reason codes of table 3-10.",
      kept: { test: "[MQTT-3.14.2-1] of the 256 reason codes a client leaves with its own" },
    },
    {
      id: "3.14.2-2",
      asks: "The server's DISCONNECT has no Session Expiry Interval.",
      kept: { test: "[MQTT-3.14.2-1] reason codes that are not a client's to say in DISCONNECT" },
    },
    {
      id: "3.14.2-3",
      asks: "Its Reason String is left out where it would make it larger than the other side takes.",
      kept: { test: "[MQTT-3.2.2-19] [MQTT-3.14.2-3] a reason in words is left out" },
    },
    {
      id: "3.14.2-4",
      asks: "So are its user properties.",
      kept: { test: "[MQTT-3.14.2-4] tells a client that takes no packet with its pass in it where to go" },
    },
    {
      id: "3.14.4-1",
      asks: "Nothing is sent behind a DISCONNECT.",
      kept: { test: "[MQTT-3.14.4-1] nothing comes behind a DISCONNECT" },
    },
    {
      id: "3.14.4-2",
      asks: "Who has sent DISCONNECT closes the connection.",
      kept: { test: "[MQTT-3.14.4-1] nothing comes behind a DISCONNECT" },
    },
    {
      id: "3.14.4-3",
      asks: "DISCONNECT 0x00 has the will thrown away.",
      kept: { test: "[MQTT-3.14.4-3] DISCONNECT drops the will, 0x04 does not, and neither is answered" },
    },
    {
      id: "3.15.1-1",
      asks: "AUTH's reserved flags are 0, or it is malformed.",
      kept: { test: "[MQTT-2.1.3-1] [MQTT-2.2.2-2] reserved flags, and bytes where there are none" },
    },
    {
      id: "3.15.2-1",
      asks: "AUTH says one of the reason codes of table 3-11.",
      kept: {
        test: "[MQTT-3.15.2-1] AUTH without its method in CONNECT is a protocol error, whatever code it says",
      },
    },
    {
      id: "3.15.2-2",
      asks: "Its Reason String is left out where it would make it larger than the other side takes.",
      kept: { byForm: "the server sends no AUTH" },
    },
    {
      id: "3.15.2-3",
      asks: "So are its user properties.",
      kept: { byForm: "the server sends no AUTH" },
    },
  ],
};
