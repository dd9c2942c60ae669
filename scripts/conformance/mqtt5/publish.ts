// MQTT5: PUBLISH and its answers (3.3 to 3.7).

import type { Chapter } from "../statement.ts";

const NO_USER_PROPERTIES = "no PUBACK or PUBREC of ours has User Properties";
const NO_PROPERTIES = "no PUBREL or PUBCOMP of ours has properties";

export const PUBLISH: Chapter = {
  title: "PUBLISH and its answers (3.3 to 3.7)",
  statements: [
    {
      id: "3.3.1-1",
      asks: "What is sent again has DUP set.",
      kept: { test: "what was not acknowledged comes again, in order, with DUP and its id" },
    },
    {
      id: "3.3.1-2",
      asks: "DUP is not set at QoS 0.",
      kept: { test: "a PUBLISH that cannot be one ends the connection" },
    },
    {
      id: "3.3.1-3",
      asks: "DUP towards a hearer says whether it was sent to that hearer before, whatever the publisher's DUP said.",
      kept: { test: "DUP and the packet id of a message are not passed on" },
    },
    {
      id: "3.3.1-4",
      asks: "No PUBLISH has QoS 3.",
      kept: { test: "a PUBLISH that cannot be one ends the connection" },
    },
    {
      id: "3.3.1-5",
      asks: "A message to be retained takes the place of the one its topic has.",
      kept: { test: "of a topic the newest retained message is kept, of whatever QoS" },
    },
    {
      id: "3.3.1-6",
      asks: "An empty one is passed on like any other, and its topic has none from then on.",
      kept: { test: "an empty retained message clears its topic, is passed on, and is not kept" },
    },
    {
      id: "3.3.1-7",
      asks: "An empty message is not kept.",
      kept: { test: "an empty retained message clears its topic, is passed on, and is not kept" },
    },
    {
      id: "3.3.1-8",
      asks: "A message without RETAIN is not kept, and leaves what is kept alone.",
      kept: { test: "one that is not retained changes nothing" },
    },
    {
      id: "3.3.1-9",
      asks: "Retain handling 0: what is retained is sent on subscribing.",
      kept: { test: "retain handling: always, for a new subscription, never" },
    },
    {
      id: "3.3.1-10",
      asks: "Retain handling 1: it is sent for a subscription that is new, and not for one that is renewed.",
      kept: { test: "retain handling: always, for a new subscription, never" },
    },
    {
      id: "3.3.1-11",
      asks: "Retain handling 2: it is not sent on subscribing.",
      kept: { test: "retain handling: always, for a new subscription, never" },
    },
    {
      id: "3.3.1-12",
      asks: "Without Retain As Published, what is passed on has no RETAIN.",
      kept: {
        test: "a retained message reaches who has subscribed without its flag, but for retain as published",
      },
    },
    {
      id: "3.3.1-13",
      asks: "With it, what is passed on has RETAIN as it came.",
      kept: {
        test: "a retained message reaches who has subscribed without its flag, but for retain as published",
      },
    },
    {
      id: "3.3.2-1",
      asks: "The topic name comes first, and is UTF-8 text.",
      kept: { test: "a PUBLISH that cannot be one ends the connection" },
    },
    {
      id: "3.3.2-2",
      asks: "A topic name has no wildcards.",
      kept: { test: "a PUBLISH that cannot be one ends the connection" },
    },
    {
      id: "3.3.2-3",
      asks: "What a client is sent has a topic name that its filter matches.",
      kept: { test: "wildcards match what they match, and nothing else" },
    },
    {
      id: "3.3.2-4",
      asks: "Payload Format Indicator is passed on as it came.",
      kept: { test: "what a message says of itself is passed on untouched" },
    },
    {
      id: "3.3.2-5",
      asks: "What has expired before anybody began to send it to a hearer is not sent to that hearer.",
      kept: { test: "what waited is sent with the time that is left, or not at all" },
    },
    {
      id: "3.3.2-6",
      asks: "What is sent has a Message Expiry Interval less the time it waited.",
      kept: {
        test: "what waited is sent with the time that is left, or not at all",
      },
    },
    {
      id: "3.3.2-7",
      asks: "Topic aliases end with their connection.",
      kept: { test: "topic aliases end with their connection; 0 and 17 are 0x94" },
    },
    {
      id: "3.3.2-8",
      asks: "Topic alias 0 is not sent.",
      kept: { test: "topic aliases end with their connection; 0 and 17 are 0x94" },
    },
    {
      id: "3.3.2-9",
      asks: "A client sends no topic alias above the server's maximum.",
      kept: { test: "topic aliases end with their connection; 0 and 17 are 0x94" },
    },
    {
      id: "3.3.2-10",
      asks: "A client takes every topic alias up to its own maximum.",
      kept: {
        client:
          "one that does not can leave its maximum out, and is sent none; else it is for the client to hang up",
      },
    },
    {
      id: "3.3.2-11",
      asks: "A server sends no topic alias above the client's maximum.",
      kept: {
        test: "topic aliases towards a client: as many as it takes, the name with the first, none without its word",
      },
    },
    {
      id: "3.3.2-12",
      asks: "A server takes every topic alias up to its own maximum.",
      kept: { test: "topic aliases of a client: set, used, set anew, at every QoS, and never passed on" },
    },
    {
      id: "3.3.2-13",
      asks: "A Response Topic is UTF-8 text.",
      kept: { test: "Response Topic and Content Type are well-formed text, and the former a topic name" },
    },
    {
      id: "3.3.2-14",
      asks: "A Response Topic has no wildcards.",
      kept: { test: "Response Topic and Content Type are well-formed text, and the former a topic name" },
    },
    {
      id: "3.3.2-15",
      asks: "Response Topic is passed on as it came.",
      kept: { test: "what a message says of itself is passed on untouched" },
    },
    {
      id: "3.3.2-16",
      asks: "Correlation Data is passed on as it came.",
      kept: { test: "what a message says of itself is passed on untouched" },
    },
    {
      id: "3.3.2-17",
      asks: "User Properties are passed on as they came.",
      kept: { test: "what a message says of itself is passed on untouched" },
    },
    {
      id: "3.3.2-18",
      asks: "User Properties are passed on in their order.",
      kept: { test: "what a message says of itself is passed on untouched" },
    },
    {
      id: "3.3.2-19",
      asks: "A Content Type is UTF-8 text.",
      kept: { test: "Response Topic and Content Type are well-formed text, and the former a topic name" },
    },
    {
      id: "3.3.2-20",
      asks: "Content Type is passed on as it came.",
      kept: { test: "what a message says of itself is passed on untouched" },
    },
    {
      id: "3.3.4-1",
      asks: "PUBLISH is answered as its QoS wants: with nothing, PUBACK, or PUBREC.",
      kept: { test: "PUBACK of 5.0 says when nobody hears, in as few bytes as it can" },
    },
    {
      id: "3.3.4-2",
      asks: "What several filters of a client match comes at the highest QoS of them.",
      kept: {
        test: "overlapping subscriptions: heard once, at the highest QoS, with the identifiers of all",
      },
    },
    {
      id: "3.3.4-3",
      asks: "It comes with the identifiers of its subscriptions.",
      kept: {
        test: "overlapping subscriptions: heard once, at the highest QoS, with the identifiers of all",
      },
    },
    {
      id: "3.3.4-4",
      asks: "If it comes once, with those of all that match.",
      kept: {
        test: "overlapping subscriptions: heard once, at the highest QoS, with the identifiers of all",
      },
    },
    {
      id: "3.3.4-5",
      asks: "If it comes more than once, each with that of its own subscription.",
      kept: { test: "two copies, each at its own QoS, with its own identifier" },
    },
    {
      id: "3.3.4-6",
      asks: "A client's PUBLISH has no Subscription Identifier.",
      kept: {
        test: "properties that do not belong in PUBLISH, are cut short or come twice end the connection",
      },
    },
    {
      id: "3.3.4-7",
      asks: "A client has no more messages at QoS 1 and 2 under way than the server's Receive Maximum.",
      kept: {
        test: "what an earlier connection left unfinished does not count against what a later one may",
      },
    },
    {
      id: "3.3.4-8",
      asks: "A client does not hold back any other packet for that.",
      kept: {
        client:
          "its answers are waited for, and what it leaves unanswered waits for them, within a bound of bytes",
      },
    },
    {
      id: "3.3.4-9",
      asks: "A server has no more under way than the client's Receive Maximum.",
      kept: {
        test: "no more than its Receive Maximum awaits a client's acknowledgement, at QoS 1 and 2 together",
      },
    },
    {
      id: "3.3.4-10",
      asks: "A server does not hold back any other packet for that.",
      kept: { test: "PUBRELs that are due again all come at once, however little the client takes by now" },
    },
    {
      id: "3.4.2-1",
      asks: "PUBACK has a reason code of its own table.",
      kept: { test: "[MQTT-3.7.2-1] has a reason code of its own table" },
    },
    {
      id: "3.4.2-2",
      asks: "A reason string does not make PUBACK larger than its receiver takes.",
      kept: {
        test: "a reason string that would make PUBACK or PUBREC larger than the client takes is left out",
      },
    },
    {
      id: "3.4.2-3",
      asks: "Nor do User Properties.",
      kept: { byForm: NO_USER_PROPERTIES },
    },
    {
      id: "3.5.2-1",
      asks: "PUBREC has a reason code of its own table.",
      kept: { test: "[MQTT-3.7.2-1] has a reason code of its own table" },
    },
    {
      id: "3.5.2-2",
      asks: "A reason string does not make PUBREC larger than its receiver takes.",
      kept: {
        test: "a reason string that would make PUBACK or PUBREC larger than the client takes is left out",
      },
    },
    {
      id: "3.5.2-3",
      asks: "Nor do User Properties.",
      kept: { byForm: NO_USER_PROPERTIES },
    },
    {
      id: "3.6.1-1",
      asks: "PUBREL has the flags 0010, and is malformed with any others.",
      kept: { test: "PUBREL, SUBSCRIBE and UNSUBSCRIBE with any flags but 0010 are malformed" },
    },
    {
      id: "3.6.2-1",
      asks: "PUBREL has a reason code of its own table.",
      kept: { test: "[MQTT-3.7.2-1] has a reason code of its own table" },
    },
    {
      id: "3.6.2-2",
      asks: "A reason string does not make PUBREL larger than its receiver takes.",
      kept: { byForm: NO_PROPERTIES },
    },
    {
      id: "3.6.2-3",
      asks: "Nor do User Properties.",
      kept: { byForm: NO_PROPERTIES },
    },
    {
      id: "3.7.2-1",
      asks: "PUBCOMP has a reason code of its own table.",
      kept: { test: "[MQTT-3.7.2-1] has a reason code of its own table" },
    },
    {
      id: "3.7.2-2",
      asks: "A reason string does not make PUBCOMP larger than its receiver takes.",
      kept: { byForm: NO_PROPERTIES },
    },
    {
      id: "3.7.2-3",
      asks: "Nor do User Properties.",
      kept: { byForm: NO_PROPERTIES },
    },
  ],
};
