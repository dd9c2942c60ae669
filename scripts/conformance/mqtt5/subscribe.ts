// MQTT5: SUBSCRIBE to UNSUBACK (3.8 to 3.11).

import type { Chapter } from "../statement.ts";

const MALFORMED = "a SUBSCRIBE or UNSUBSCRIBE that cannot be one ends the connection";
const FLAGS = "PUBREL, SUBSCRIBE and UNSUBSCRIBE with any flags but 0010 are malformed";
const SUBACK = "SUBACK has one code for each filter, in their order, on the byte";
const UNSUBACK = "UNSUBSCRIBE takes away the very filter, and says for each whether there was one";
const NO_PROPERTIES = "no SUBACK or UNSUBACK of ours has properties";

export const SUBSCRIBE: Chapter = {
  title: "SUBSCRIBE to UNSUBACK (3.8 to 3.11)",
  statements: [
    {
      id: "3.8.1-1",
      asks: "SUBSCRIBE has the flags 0010, and is malformed with any others.",
      kept: { test: FLAGS },
    },
    { id: "3.8.3-1", asks: "Topic filters are UTF-8 text.", kept: { test: MALFORMED } },
    { id: "3.8.3-2", asks: "SUBSCRIBE has at least one filter with its options.", kept: { test: MALFORMED } },
    {
      id: "3.8.3-3",
      asks: "With No Local, a client is not sent what was published under its own client id.",
      kept: {
        test: "No Local is about client ids: what was retained under one is kept from it in a later session too",
      },
    },
    {
      id: "3.8.3-4",
      asks: "No Local on a shared subscription is a protocol error.",
      kept: { test: MALFORMED },
    },
    {
      id: "3.8.3-5",
      asks: "SUBSCRIBE is malformed with a reserved bit set in its options.",
      kept: { test: "subscription options of MQTT 5: reserved bits are malformed" },
    },
    { id: "3.8.4-1", asks: "SUBSCRIBE is answered with SUBACK.", kept: { test: SUBACK } },
    { id: "3.8.4-2", asks: "SUBACK has the packet id of its SUBSCRIBE.", kept: { test: SUBACK } },
    {
      id: "3.8.4-3",
      asks: "A filter subscribed to again is a new subscription in place of the one there was.",
      kept: {
        test: "a filter subscribed to again replaces its QoS, is heard once, and gets what is retained again",
      },
    },
    {
      id: "3.8.4-4",
      asks: "With retain handling 0 it brings what is retained again, and no message is lost by it.",
      kept: { test: "no message is lost, or comes twice, while a filter is subscribed to again and again" },
    },
    {
      id: "3.8.4-5",
      asks: "Several filters of one packet are as many packets, but for their one SUBACK.",
      kept: { test: "a filter that stands in one packet twice is subscribed to twice" },
    },
    { id: "3.8.4-6", asks: "SUBACK has a reason code for each filter.", kept: { test: SUBACK } },
    {
      id: "3.8.4-7",
      asks: "It says which QoS was granted, or that none was.",
      kept: { test: "0x90 to publish to, 0x8F to subscribe to, and what is served beside them still is" },
    },
    {
      id: "3.8.4-8",
      asks: "A message comes at the lower of its own QoS and the one granted.",
      kept: { test: "a message arrives at the lower of its own QoS and that of the subscription" },
    },
    {
      id: "3.9.2-1",
      asks: "A reason string does not make SUBACK larger than the client takes.",
      kept: { byForm: NO_PROPERTIES },
    },
    { id: "3.9.2-2", asks: "Nor do User Properties.", kept: { byForm: NO_PROPERTIES } },
    { id: "3.9.3-1", asks: "The codes of SUBACK are in the order of the filters.", kept: { test: SUBACK } },
    {
      id: "3.9.3-2",
      asks: "They are of SUBACK's own table.",
      kept: { test: "[MQTT-3.9.3-2] SUBACK with a reason code of none" },
    },
    {
      id: "3.10.1-1",
      asks: "UNSUBSCRIBE has the flags 0010, and is malformed with any others.",
      kept: { test: FLAGS },
    },
    { id: "3.10.3-1", asks: "Its topic filters are UTF-8 text.", kept: { test: MALFORMED } },
    { id: "3.10.3-2", asks: "It has at least one.", kept: { test: MALFORMED } },
    {
      id: "3.10.4-1",
      asks: "A subscription ends whose filter is the same, character by character.",
      kept: { test: UNSUBACK },
    },
    {
      id: "3.10.4-2",
      asks: "Nothing new comes by it from then on.",
      kept: { test: "after UNSUBSCRIBE nothing new comes, and what had begun goes on to its end" },
    },
    {
      id: "3.10.4-3",
      asks: "What was begun to be sent at QoS 1 and 2 is brought to its end.",
      kept: { test: "after UNSUBSCRIBE nothing new comes, and what had begun goes on to its end" },
    },
    { id: "3.10.4-4", asks: "UNSUBSCRIBE is answered with UNSUBACK.", kept: { test: UNSUBACK } },
    {
      id: "3.10.4-5",
      asks: "UNSUBACK has its packet id, and comes also when there was no such subscription.",
      kept: { test: UNSUBACK },
    },
    {
      id: "3.10.4-6",
      asks: "Several filters of one packet are as many packets, but for their one UNSUBACK.",
      kept: { test: UNSUBACK },
    },
    {
      id: "3.11.2-1",
      asks: "A reason string does not make UNSUBACK larger than the client takes.",
      kept: { byForm: NO_PROPERTIES },
    },
    { id: "3.11.2-2", asks: "Nor do User Properties.", kept: { byForm: NO_PROPERTIES } },
    {
      id: "3.11.3-1",
      asks: "The codes of UNSUBACK are in the order of the filters.",
      kept: { test: UNSUBACK },
    },
    {
      id: "3.11.3-2",
      asks: "They are of UNSUBACK's own table.",
      kept: { test: "[MQTT-3.11.3-2] UNSUBACK with a reason code of none" },
    },
  ],
};
