// MQTT 3.1.1: PUBLISH and its answers (3.3 to 3.7).

import type { Chapter } from "../statement.ts";

const MALFORMED = { test: "a PUBLISH that cannot be one ends the connection: without a word in 3.1.1" };

export const PUBLISH: Chapter = {
  title: "PUBLISH and its answers (3.3 to 3.7)",
  statements: [
    {
      id: "3.3.1-1",
      asks: "What is sent once more has DUP.",
      kept: { test: "what was not acknowledged comes again, in order, with DUP and its id" },
    },
    { id: "3.3.1-2", asks: "At QoS 0 there is no DUP.", kept: MALFORMED },
    {
      id: "3.3.1-3",
      asks: "DUP says whether this very packet was sent before, not what its publisher said.",
      kept: { test: "[MQTT-2.3.1-5] [MQTT-4.3.1-1] [MQTT-4.3.2-1] towards a client of 3.1.1" },
    },
    { id: "3.3.1-4", asks: "QoS is not 3; who sends it is hung up on.", kept: MALFORMED },
    {
      id: "3.3.1-5",
      asks: "A message with RETAIN is kept with its QoS for those who subscribe later.",
      kept: { test: "[MQTT-3.8.4-4] SUBACK comes before the retained messages, which come with their flag" },
    },
    {
      id: "3.3.1-6",
      asks: "A new subscription brings the last retained message of each topic it matches.",
      kept: { test: "the same filters find the same topics among what is retained" },
    },
    {
      id: "3.3.1-7",
      asks: "One at QoS 0 puts an end to what was retained before, and should be kept itself.",
      kept: {
        test: "[MQTT-3.3.1-5] [MQTT-3.3.1-8] of a topic the newest retained message is kept, of whatever QoS",
      },
    },
    {
      id: "3.3.1-8",
      asks: "What a new subscription brings has RETAIN.",
      kept: { test: "[MQTT-3.8.4-4] SUBACK comes before the retained messages, which come with their flag" },
    },
    {
      id: "3.3.1-9",
      asks: "What an established subscription brings has not, whatever its publisher said.",
      kept: {
        test: "[MQTT-3.3.1-9] what was retained while its client was away comes once, without the flag",
      },
    },
    {
      id: "3.3.1-10",
      asks: "An empty message with RETAIN is passed on like others, and ends what was retained.",
      kept: { test: "[MQTT-3.3.1-6] [MQTT-3.3.1-7] an empty retained message clears its topic" },
    },
    {
      id: "3.3.1-11",
      asks: "And is not kept.",
      kept: { test: "[MQTT-3.3.1-6] [MQTT-3.3.1-7] an empty retained message clears its topic" },
    },
    {
      id: "3.3.1-12",
      asks: "A message without RETAIN is not kept, and leaves what is retained alone.",
      kept: { test: "an empty message that is not retained is a message like any other, and clears nothing" },
    },
    {
      id: "3.3.2-1",
      asks: "The topic name stands first, and is UTF-8.",
      kept: { test: "[MQTT-1.5.3-1] [MQTT-1.5.3-2] text that is none ends the connection" },
    },
    { id: "3.3.2-2", asks: "It has no wildcards.", kept: MALFORMED },
    {
      id: "3.3.2-3",
      asks: "What is sent to a client matches a filter of its.",
      kept: {
        test: "[MQTT-4.7.1-2] [MQTT-4.7.1-3] [MQTT-4.7.3-4] wildcards match what they match, and nothing else",
      },
    },
    {
      id: "3.3.4-1",
      asks: "PUBLISH is answered as its QoS wants: not, by PUBACK, by PUBREC.",
      kept: { test: "[MQTT-3.3.4-1] [MQTT-2.3.1-6] what is published is answered as its QoS wants" },
    },
    {
      id: "3.3.5-1",
      asks: "Where several filters match, the highest of their QoS counts.",
      kept: { test: "[MQTT-3.3.5-1] where filters of a client overlap" },
    },
    {
      id: "3.3.5-2",
      asks: "What may not be published is acknowledged like all else, or ends the connection.",
      kept: { test: "[MQTT-3.3.5-2] what nobody may publish is acknowledged like all else" },
    },
    {
      id: "3.6.1-1",
      asks: "PUBREL has the flags 2; with others it is malformed, and the connection closed.",
      kept: { test: "[MQTT-2.2.2-1] [MQTT-2.2.2-2] a first byte with other flags than its type has" },
    },
  ],
};
