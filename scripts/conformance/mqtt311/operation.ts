// MQTT 3.1.1: How it works (4).

import type { Chapter } from "../statement.ts";

const TOWARDS = { test: "[MQTT-2.3.1-5] [MQTT-4.3.1-1] [MQTT-4.3.2-1] towards a client of 3.1.1" };
const AGAIN = { test: "what was not acknowledged comes again, in order, with DUP and its id" };
const ANSWERS = {
  test: "[MQTT-4.6.0-2] [MQTT-4.6.0-3] [MQTT-4.6.0-4] answers are in the order of what they answer",
};
const ORDER = {
  test: "[MQTT-4.6.0-6] messages of one publisher reach each hearer in order, whatever their QoS",
};
const FILTERS = { test: "a filter with a wildcard out of place, or empty, is malformed" };

export const OPERATION: Chapter = {
  title: "How it works (4)",
  statements: [
    {
      id: "4.1.0-1",
      asks: "The state of a session is kept as long as the session lasts.",
      kept: AGAIN,
    },
    {
      id: "4.1.0-2",
      asks: "A session lasts as long as its connection at least.",
      kept: { byForm: "a session ends when its connection has, or later: nothing else ends one" },
    },
    { id: "4.3.1-1", asks: "QoS 0 is sent as QoS 0, without DUP.", kept: TOWARDS },
    {
      id: "4.3.2-1",
      asks: "QoS 1 is sent with an id of its own, without DUP at first, and is unacknowledged until PUBACK.",
      kept: TOWARDS,
    },
    {
      id: "4.3.2-2",
      asks: "QoS 1 is answered by PUBACK with its id; what comes under that id later is a new message.",
      kept: { test: "[MQTT-3] what is at QoS 1 is acknowledged each time it comes" },
    },
    {
      id: "4.3.3-1",
      asks: "QoS 2 is sent with an id of its own; PUBREL follows PUBREC, and from then on PUBLISH is not sent again.",
      kept: { test: "[MQTT-4.3.3-1] QoS 2 towards a client: PUBREL follows PUBREC, each time it comes" },
    },
    {
      id: "4.3.3-2",
      asks: "QoS 2 is answered by PUBREC, however often it comes, PUBREL by PUBCOMP, and it is passed on once.",
      kept: {
        test: "[MQTT-4.3.3-10] [MQTT-4.3.3-12] QoS 2: what comes again before PUBREL is not passed on again",
      },
    },
    {
      id: "4.4.0-1",
      asks: "Who comes back to its session is sent again, under their ids, PUBLISH and PUBREL it did not acknowledge.",
      kept: AGAIN,
    },
    {
      id: "4.5.0-1",
      asks: "A message is added to the sessions of all whose filters match.",
      kept: { test: "[MQTT-3.1.2-6] while its client is away QoS 1 and 2 are kept in order, QoS 0 is not" },
    },
    {
      id: "4.5.0-2",
      asks: "A client acknowledges what it is sent, whether it wants it or not.",
      kept: {
        client:
          "so many may be unacknowledged, and no more is sent; what waits has a bound, at which the session ends",
      },
    },
    { id: "4.6.0-1", asks: "What is sent again is sent in the order of the first time.", kept: AGAIN },
    { id: "4.6.0-2", asks: "PUBACKs are in the order of what they answer.", kept: ANSWERS },
    { id: "4.6.0-3", asks: "PUBRECs are in the order of what they answer.", kept: ANSWERS },
    { id: "4.6.0-4", asks: "PUBRELs are in the order of the PUBRECs.", kept: ANSWERS },
    { id: "4.6.0-5", asks: "Topics are ordered, unless an administrator wants it otherwise.", kept: ORDER },
    {
      id: "4.6.0-6",
      asks: "Of one publisher, topic and QoS messages come in the order they were sent.",
      kept: ORDER,
    },
    {
      id: "4.7.1-1",
      asks: "Topic names have no wildcards.",
      kept: { test: "a PUBLISH that cannot be one ends the connection: without a word in 3.1.1" },
    },
    { id: "4.7.1-2", asks: "# is a level of its own, and the last.", kept: FILTERS },
    { id: "4.7.1-3", asks: "+ is a level of its own.", kept: FILTERS },
    {
      id: "4.7.2-1",
      asks: "A filter that begins with a wildcard matches no topic that begins with $.",
      kept: { test: "agrees with plain matching of every filter, through adding and removing" },
    },
    { id: "4.7.3-1", asks: "Topic names and filters have at least one character.", kept: FILTERS },
    {
      id: "4.7.3-2",
      asks: "They have no U+0000.",
      kept: { test: "[MQTT-1.5.3-1] [MQTT-1.5.3-2] text that is none ends the connection" },
    },
    {
      id: "4.7.3-3",
      asks: "They have at most 65,535 bytes.",
      kept: { test: "[MQTT-4.7.3-3] topics are as long as a string can be, and as deep" },
    },
    {
      id: "4.7.3-4",
      asks: "They are compared as they are: nothing is normalised or put in the place of something else.",
      kept: { test: "[MQTT-4.7.3-4] names that look alike are not the same" },
    },
    {
      id: "4.8.0-1",
      asks: "What breaks the protocol ends the connection it came on.",
      kept: { test: "[MQTT-4.8.0-1] an acknowledgement of another kind than the message's QoS wants" },
    },
    {
      id: "4.8.0-2",
      asks: "So does a fault of one's own in serving a packet.",
      kept: { test: "hears of a fault of its owner's, and ends that connection alone" },
    },
  ],
};
