// MQTT 3.1.1: SUBSCRIBE to UNSUBACK (3.8 to 3.11).

import type { Chapter } from "../statement.ts";

const MALFORMED = { test: "a SUBSCRIBE or UNSUBSCRIBE that cannot be one ends the connection" };
const FLAGS = { test: "[MQTT-2.2.2-1] [MQTT-2.2.2-2] a first byte with other flags than its type has" };
const CODES = { test: "[MQTT-3.8.4-5] [MQTT-3.9.3-1] SUBACK has one code for each filter, in their order" };
const ENDED = { test: "[MQTT-3.10.4-1] [MQTT-3.11.3-2] UNSUBSCRIBE takes away the very filter" };

export const SUBSCRIBE: Chapter = {
  title: "SUBSCRIBE to UNSUBACK (3.8 to 3.11)",
  statements: [
    { id: "3.8.1-1", asks: "SUBSCRIBE has the flags 2; with others the connection is closed.", kept: FLAGS },
    { id: "3.8.3-1", asks: "Filters are UTF-8.", kept: MALFORMED },
    {
      id: "3.8.3-2",
      asks: "Filters with wildcards should be served; a server that does not rejects them.",
      kept: {
        test: "[MQTT-4.7.1-2] [MQTT-4.7.1-3] [MQTT-4.7.3-4] wildcards match what they match, and nothing else",
      },
    },
    { id: "3.8.3-3", asks: "SUBSCRIBE has at least one filter.", kept: MALFORMED },
    {
      // So it stands in the standard.
      id: "3-8.3-4",
      asks: "Reserved bits beside the QoS, or QoS 3, make it malformed, and close the connection.",
      kept: { test: "[MQTT-3-8.3-4] the requested QoS of 3.1.1 is 0, 1 or 2 and nothing else" },
    },
    { id: "3.8.4-1", asks: "SUBSCRIBE is answered by SUBACK.", kept: CODES },
    { id: "3.8.4-2", asks: "SUBACK has the packet id of its SUBSCRIBE.", kept: CODES },
    {
      id: "3.8.4-3",
      asks: "A filter that is there is replaced: its QoS, what is retained once more, and no gap.",
      kept: { test: "[MQTT-3.8.4-3] a filter subscribed to again replaces its QoS, is heard once" },
    },
    {
      id: "3.8.4-4",
      asks: "Several filters in a packet are served as if each came in one, with one answer.",
      kept: {
        test: "[MQTT-3.8.4-4] two filters of one packet that both match what is retained bring it once each",
      },
    },
    {
      id: "3.8.4-5",
      asks: "SUBACK says of each filter which QoS was granted, or that it failed.",
      kept: CODES,
    },
    {
      id: "3.8.4-6",
      asks: "A message comes at the lower of its own QoS and that of the subscription.",
      kept: {
        test: "[MQTT-3.8.4-8] a message arrives at the lower of its own QoS and that of the subscription",
      },
    },
    { id: "3.9.3-1", asks: "The codes of SUBACK are in the order of the filters.", kept: CODES },
    {
      id: "3.9.3-2",
      asks: "They are 0, 1, 2 or 0x80.",
      kept: {
        test: "[TICKET-2] subscribing outside the room is refused filter by filter, in each version's own code",
      },
    },
    {
      id: "3.10.1-1",
      asks: "UNSUBSCRIBE has the flags 2; with others the connection is closed.",
      kept: FLAGS,
    },
    { id: "3.10.3-1", asks: "Its filters are UTF-8, one behind the other.", kept: MALFORMED },
    { id: "3.10.3-2", asks: "It has at least one.", kept: MALFORMED },
    { id: "3.10.4-1", asks: "The very filter ends, letter by letter, and no other.", kept: ENDED },
    { id: "3.10.4-2", asks: "What is published from then on does not come.", kept: ENDED },
    {
      id: "3.10.4-3",
      asks: "QoS 1 and 2 that are under way are brought to their end.",
      kept: { test: "[MQTT-3.10.4-3] what is under way when its filter ends is brought to its end" },
    },
    {
      id: "3.10.4-4",
      asks: "UNSUBSCRIBE is answered by an UNSUBACK of its packet id.",
      kept: { test: "[MQTT-2.3.1-7] SUBACK and UNSUBACK have the id they answer" },
    },
    { id: "3.10.4-5", asks: "Also where there was no such filter.", kept: ENDED },
    {
      id: "3.10.4-6",
      asks: "Several filters are served as if each came in a packet, with one answer.",
      kept: ENDED,
    },
  ],
};
