// MQTT 3.1.1: Formats (1, 2).

import type { Chapter } from "../statement.ts";

export const FORMAT: Chapter = {
  title: "Formats (1, 2)",
  statements: [
    {
      id: "1.5.3-1",
      asks: "Text is well-formed UTF-8 without surrogates; what is not ends the connection.",
      kept: { test: "[MQTT-1.5.3-1] [MQTT-1.5.3-2] text that is none ends the connection" },
    },
    {
      id: "1.5.3-2",
      asks: "Text has no U+0000; what has ends the connection.",
      kept: { test: "[MQTT-1.5.3-1] [MQTT-1.5.3-2] text that is none ends the connection" },
    },
    {
      id: "1.5.3-3",
      asks: "EF BB BF is U+FEFF wherever it stands, and is not taken away.",
      kept: { test: "[MQTT-1.5.3-3] U+FEFF is a letter like any other" },
    },
    {
      id: "2.2.2-1",
      asks: "Flag bits that are reserved have the value of table 2.2.",
      kept: { test: "[MQTT-2.2.2-1] [MQTT-2.2.2-2] a first byte with other flags than its type has" },
    },
    {
      id: "2.2.2-2",
      asks: "Flags that may not be end the connection.",
      kept: { test: "[MQTT-2.2.2-1] [MQTT-2.2.2-2] a first byte with other flags than its type has" },
    },
    {
      id: "2.3.1-1",
      asks: "SUBSCRIBE, UNSUBSCRIBE and PUBLISH at QoS 1 and 2 have a packet id that is not 0.",
      kept: { test: "[MQTT-2.3.1-1] packet id 0 ends the connection" },
    },
    {
      id: "2.3.1-2",
      asks: "A client gives each new packet an id that is not in use.",
      kept: {
        client:
          "under an id that is in use at QoS 2 it is taken for that message once more, at QoS 1 for a new one",
      },
    },
    {
      id: "2.3.1-3",
      asks: "A client that sends a packet again gives it the same id; it is free once its acknowledgement came.",
      kept: { client: "under another id it is another message" },
    },
    {
      id: "2.3.1-4",
      asks: "The same holds of a server that sends PUBLISH at QoS 1 and 2.",
      kept: { test: "an id is not used again while its message is under way, round the 65,535 there are" },
    },
    {
      id: "2.3.1-5",
      asks: "PUBLISH at QoS 0 has no packet id.",
      kept: { test: "[MQTT-2.3.1-5] [MQTT-4.3.1-1] [MQTT-4.3.2-1] towards a client of 3.1.1" },
    },
    {
      id: "2.3.1-6",
      asks: "PUBACK, PUBREC and PUBREL have the id of the PUBLISH they are about.",
      kept: { test: "[MQTT-3.3.4-1] [MQTT-2.3.1-6] what is published is answered as its QoS wants" },
    },
    {
      id: "2.3.1-7",
      asks: "SUBACK and UNSUBACK have the id of the packet they answer.",
      kept: { test: "[MQTT-2.3.1-7] SUBACK and UNSUBACK have the id they answer" },
    },
  ],
};
