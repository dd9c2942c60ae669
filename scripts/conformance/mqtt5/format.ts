// MQTT5: Formats (1, 2).

import type { Chapter } from "../statement.ts";

export const FORMAT: Chapter = {
  title: "Formats (1, 2)",
  statements: [
    {
      id: "1.5.4-1",
      asks: "Strings are well-formed UTF-8, and no surrogates are in them.",
      kept: { test: "[MQTT-1.5.4-1] a surrogate, U+D800" },
    },
    {
      id: "1.5.4-2",
      asks: "Strings are without U+0000.",
      kept: { test: "[MQTT-1.5.4-2] U+0000" },
    },
    {
      id: "1.5.4-3",
      asks: "EF BB BF is the character U+FEFF wherever it stands, and is not left out.",
      kept: { test: "[MQTT-1.5.4-3] U+FEFF is a character like any other" },
    },
    {
      id: "1.5.5-1",
      asks: "A variable byte integer has as few bytes as it can.",
      kept: { test: "[MQTT-1.5.5-1] a variable byte integer in more bytes than it needs" },
    },
    {
      id: "1.5.7-1",
      asks: "Name and value of a pair are both such strings.",
      kept: { test: "[MQTT-1.5.7-1] a user property whose name or value is no text" },
    },
    {
      id: "2.1.3-1",
      asks: "Flags that are reserved have the value of table 2-2.",
      kept: { test: "[MQTT-2.1.3-1] [MQTT-2.2.2-2] reserved flags, and bytes where there are none" },
    },
    {
      id: "2.2.1-2",
      asks: "A PUBLISH at QoS 0 has no packet identifier.",
      kept: { test: "properties stand in the order in which they came, on the byte" },
    },
    {
      id: "2.2.1-3",
      asks: "A client gives its SUBSCRIBE, UNSUBSCRIBE and PUBLISH identifiers other than 0 that are not in use.",
      kept: {
        client:
          "0 is a protocol error; what comes at QoS 2 under one that is in use is the same message once more",
      },
    },
    {
      id: "2.2.1-4",
      asks: "So does the server its PUBLISH.",
      kept: { test: "an id is not used again while its message is under way, round the 65,535 there are" },
    },
    {
      id: "2.2.1-5",
      asks: "PUBACK, PUBREC, PUBREL and PUBCOMP have the identifier of their PUBLISH.",
      kept: { test: "[MQTT-3.4.2.1] PUBACK of 5.0 says when nobody hears, in as few bytes as it can" },
    },
    {
      id: "2.2.1-6",
      asks: "SUBACK and UNSUBACK have that of their SUBSCRIBE and UNSUBSCRIBE.",
      kept: { test: "[MQTT-2.2.1-6] SUBACK and UNSUBACK come under the identifier of what they answer" },
    },
    {
      id: "2.2.2-1",
      asks: "Where there are no properties, a Property Length of 0 says so.",
      kept: { test: "[MQTT-3.8.4-5] [MQTT-3.9.3-1] SUBACK has one code for each filter" },
    },
  ],
};
