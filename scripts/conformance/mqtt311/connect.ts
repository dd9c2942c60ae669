// MQTT 3.1.1: CONNECT and CONNACK (3.1, 3.2).

import type { Chapter } from "../statement.ts";

const FLAGS = { test: "every one of the 256 flag bytes is let in or hung up on, as its flags go together" };
const FIELDS = { test: "what CONNECT promises is there, in its order, and nothing else" };
const SESSIONS = { test: "session present: not at first, then, and not any more after a clean start" };

export const CONNECT: Chapter = {
  title: "CONNECT and CONNACK (3.1, 3.2)",
  statements: [
    {
      id: "3.1.0-1",
      asks: "The first packet of a client is CONNECT.",
      kept: { test: "[MQTT-3.1.0-1] any other packet before CONNECT is hung up on without a word" },
    },
    {
      id: "3.1.0-2",
      asks: "A second CONNECT breaks the protocol, and the client is sent away.",
      kept: { test: "[MQTT-3.1.2-8] a will goes out however its connection ends" },
    },
    {
      id: "3.1.2-1",
      asks: "What has another protocol name is not read as MQTT 3.1.1.",
      kept: { test: "[MQTT-3.1.2-1] another protocol is hung up on" },
    },
    {
      id: "3.1.2-2",
      asks: "A level that is not served is answered 1, and the client sent away.",
      kept: { test: "[MQTT-3.1.2-2] another protocol level is answered 1 in the form of 3.1.1" },
    },
    { id: "3.1.2-3", asks: "A client whose reserved connect flag is not 0 is sent away.", kept: FLAGS },
    {
      id: "3.1.2-4",
      asks: "Without clean session a session goes on, or a new one begins; it is kept when the client is gone.",
      kept: { test: "what was not acknowledged comes again, in order, with DUP and its id" },
    },
    {
      id: "3.1.2-5",
      asks: "For a session that is kept, QoS 1 and 2 that match its subscriptions are kept.",
      kept: { test: "[MQTT-3.1.2-6] while its client is away QoS 1 and 2 are kept in order, QoS 0 is not" },
    },
    {
      id: "3.1.2-6",
      asks: "With clean session what was before is thrown away, and nothing is left for later.",
      kept: { test: "[MQTT-3.1.2-6] while its client is away QoS 1 and 2 are kept in order, QoS 0 is not" },
    },
    {
      // So it stands in the standard, with a point.
      id: "3.1.2.7",
      asks: "Retained messages are no part of a session, and do not end with it.",
      kept: { test: "[MQTT-3.1.2.7] what is retained stays when the session of whoever left it ends" },
    },
    {
      id: "3.1.2-8",
      asks: "A will is kept with its connection, and published when that closes without DISCONNECT.",
      kept: { test: "[MQTT-3.1.2-8] a will goes out however its connection ends" },
    },
    { id: "3.1.2-9", asks: "With the will flag there are a will topic and a will message.", kept: FIELDS },
    {
      id: "3.1.2-10",
      asks: "A will is gone once it was published, or DISCONNECT came.",
      kept: { test: "[MQTT-3.1.2-10] [MQTT-3.1.2-12] a will is its connection's" },
    },
    { id: "3.1.2-11", asks: "Without the will flag there is nothing of a will in CONNECT.", kept: FLAGS },
    {
      id: "3.1.2-12",
      asks: "Without the will flag no will is published.",
      kept: { test: "[MQTT-3.1.2-10] [MQTT-3.1.2-12] a will is its connection's" },
    },
    { id: "3.1.2-13", asks: "Without the will flag the will QoS is 0.", kept: FLAGS },
    { id: "3.1.2-14", asks: "The will QoS is not 3.", kept: FLAGS },
    { id: "3.1.2-15", asks: "Without the will flag will retain is 0.", kept: FLAGS },
    {
      id: "3.1.2-16",
      asks: "Without will retain the will is not retained.",
      kept: { test: "[MQTT-3.1.2-16] [MQTT-3.1.2-17] a will of 3.1.1 has its QoS and is retained" },
    },
    {
      id: "3.1.2-17",
      asks: "With will retain the will is retained.",
      kept: { test: "[MQTT-3.1.2-16] [MQTT-3.1.2-17] a will of 3.1.1 has its QoS and is retained" },
    },
    { id: "3.1.2-18", asks: "Without the user name flag there is no user name.", kept: FIELDS },
    { id: "3.1.2-19", asks: "With the user name flag there is a user name.", kept: FIELDS },
    { id: "3.1.2-20", asks: "Without the password flag there is no password.", kept: FIELDS },
    { id: "3.1.2-21", asks: "With the password flag there is a password.", kept: FIELDS },
    { id: "3.1.2-22", asks: "Without a user name there is no password.", kept: FLAGS },
    {
      id: "3.1.2-23",
      asks: "A client lets no more than its keep-alive pass between packets, and sends PINGREQ for want of others.",
      kept: { client: "one and a half keep-alives after its last packet it is sent away" },
    },
    {
      id: "3.1.2-24",
      asks: "Who is silent for one and a half keep-alives is disconnected, as if the network had failed.",
      kept: { test: "[MQTT-3.1.2-24] who is silent for one and a half of its own keep-alives is hung up on" },
    },
    {
      id: "3.1.3-1",
      asks: "The payload is client id, will topic, will message, user name, password, in this order.",
      kept: FIELDS,
    },
    {
      id: "3.1.3-2",
      asks: "State is known by the client id.",
      kept: SESSIONS,
    },
    { id: "3.1.3-3", asks: "The client id is there, and first.", kept: FIELDS },
    {
      id: "3.1.3-4",
      asks: "The client id is UTF-8.",
      kept: { test: "[MQTT-1.5.3-1] [MQTT-1.5.3-2] text that is none ends the connection" },
    },
    {
      id: "3.1.3-5",
      asks: "Client ids of 1 to 23 bytes of 0-9, a-z and A-Z are let in.",
      kept: {
        test: "[MQTT-3.1.3-5] client ids of every length to 23 bytes, of every digit and letter, are let in",
      },
    },
    {
      id: "3.1.3-6",
      asks: "A client whose id is empty gets one of its own, and is served as if it had brought it.",
      kept: { test: "[MQTT-3.1.3-6] clients of 3.1.1 without a client id are each their own" },
    },
    {
      id: "3.1.3-7",
      asks: "A client without a client id asks for a clean session.",
      kept: { client: "it is answered 2, see 3.1.3-8" },
    },
    {
      id: "3.1.3-8",
      asks: "An empty client id without clean session is answered 2, and the connection closed.",
      kept: { test: "[MQTT-3.1.3-8] 3.1.1 may leave its client id out of a clean session only" },
    },
    {
      id: "3.1.3-9",
      asks: "A client id that is not taken is answered 2, and the connection closed.",
      kept: { test: "[TICKET-1] [MQTT-6] not let in, a client is told why:" },
    },
    {
      id: "3.1.3-10",
      asks: "The will topic is UTF-8.",
      kept: { test: "[MQTT-1.5.3-1] [MQTT-1.5.3-2] text that is none ends the connection" },
    },
    {
      id: "3.1.3-11",
      asks: "The user name is UTF-8.",
      kept: { test: "[MQTT-1.5.3-1] [MQTT-1.5.3-2] text that is none ends the connection" },
    },
    {
      id: "3.1.4-1",
      asks: "A CONNECT that breaks 3.1 is hung up on without CONNACK.",
      kept: { test: "[MQTT-3.1.4-1] a malformed CONNECT of 3.1.1 is hung up on without a word" },
    },
    {
      id: "3.1.4-2",
      asks: "Who is connected under the same client id is disconnected.",
      kept: { test: "[MQTT-3.1.4-2] a clean session takes over, too, and throws away what it found" },
    },
    { id: "3.1.4-3", asks: "Clean session is done as 3.1.2.4 has it.", kept: SESSIONS },
    {
      id: "3.1.4-4",
      asks: "A CONNECT that is taken is answered by a CONNACK of 0.",
      kept: { test: "[MQTT-3.2.0-1] CONNACK comes first, and that of 3.1.1 is four bytes" },
    },
    {
      id: "3.1.4-5",
      asks: "Nothing that comes behind a CONNECT that was rejected is served.",
      kept: { test: "[MQTT-3.1.4-5] what comes behind a CONNECT that is rejected is not served" },
    },
    {
      id: "3.2.0-1",
      asks: "The first packet of a server is CONNACK.",
      kept: { test: "[MQTT-3.2.0-1] CONNACK comes first, and that of 3.1.1 is four bytes" },
    },
    { id: "3.2.2-1", asks: "With clean session, session present is 0.", kept: SESSIONS },
    { id: "3.2.2-2", asks: "Without it, session present is 1 where there is a session.", kept: SESSIONS },
    { id: "3.2.2-3", asks: "And 0 where there is none.", kept: SESSIONS },
    {
      id: "3.2.2-4",
      asks: "A CONNACK that refuses has session present 0.",
      kept: {
        test: "[MQTT-3.2.2-4] [MQTT-3.2.2-5] a CONNECT that is refused says of no session, and does it no harm",
      },
    },
    {
      id: "3.2.2-5",
      asks: "Behind a CONNACK that refuses the connection is closed.",
      kept: {
        test: "[MQTT-3.2.2-4] [MQTT-3.2.2-5] a CONNECT that is refused says of no session, and does it no harm",
      },
    },
    {
      id: "3.2.2-6",
      asks: "Where no return code applies the connection is closed without CONNACK.",
      kept: { test: "3.1.1 return codes say what the reason codes say, and 3 for what it has no word for" },
    },
  ],
};
