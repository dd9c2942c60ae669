// MQTT5: CONNECT and CONNACK (3.1, 3.2).

import type { Chapter } from "../statement.ts";

export const CONNECT: Chapter = {
  title: "CONNECT and CONNACK (3.1, 3.2)",
  statements: [
    {
      id: "3.1.0-1",
      asks: "The first packet of a connection is CONNECT.",
      kept: { test: "[MQTT-3.1.0-1] any other packet before CONNECT is hung up on without a word" },
    },
    {
      id: "3.1.0-2",
      asks: "A second CONNECT is a protocol error, and ends the connection.",
      kept: { test: "[MQTT-3.1.0-2] [MQTT-3.2.0-2] a second CONNECT is a protocol error" },
    },
    {
      id: "3.1.2-1",
      asks: 'Its protocol is "MQTT"; who says another may be answered 0x84, and is hung up on.',
      kept: { test: "[MQTT-3.1.2-1] another protocol is hung up on" },
    },
    {
      id: "3.1.2-2",
      asks: "A level that is not served may be answered 0x84, and ends the connection.",
      kept: {
        test: "[MQTT-3.1.2-2] a level that is not served, in a CONNECT of the shape of 5.0, is answered 0x84",
      },
    },
    {
      id: "3.1.2-3",
      asks: "Its reserved flag is looked at, and is 0.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.2-4",
      asks: "Clean Start throws away the session there is.",
      kept: { test: "[MQTT-3.1.2-6] while its client is away QoS 1 and 2 are kept in order" },
    },
    {
      id: "3.1.2-5",
      asks: "Without it, the session there is goes on.",
      kept: { test: "subscriptions are kept with all they asked for" },
    },
    {
      id: "3.1.2-6",
      asks: "Without it, and without a session, one begins.",
      kept: { test: "[MQTT-3.1.2-4] [MQTT-3.1.2-5] [MQTT-3.2.2-2] session present" },
    },
    {
      id: "3.1.2-7",
      asks: "A will is kept, with the session.",
      kept: { test: "[MQTT-3.1.3-9] a will with a delay is dropped when its client is back in time" },
    },
    {
      id: "3.1.2-8",
      asks: "It goes out when the connection has ended, after its delay or with the session, unless 0x00 or a return took it back.",
      kept: { test: "[MQTT-3.1.2-8] a will with a delay goes out when that is over, and not before" },
    },
    {
      id: "3.1.2-9",
      asks: "Where there is a will, its properties, topic and payload are there.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.2-10",
      asks: "Once it went out, or its client said 0x00, it is gone.",
      kept: { test: "[MQTT-3.1.2-10] a will goes out once" },
    },
    {
      id: "3.1.2-11",
      asks: "Without a will, its QoS is 0.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.2-12",
      asks: "A will is at QoS 0, 1 or 2.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.2-13",
      asks: "Without a will, it is not to be retained.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.2-14",
      asks: "A will without Will Retain goes out and is not retained.",
      kept: { test: "[MQTT-3.1.2-14] a will that is not to be retained is not" },
    },
    {
      id: "3.1.2-15",
      asks: "A will with it is retained.",
      kept: {
        test: "[MQTT-3.1.2-14] [MQTT-3.1.2-15] a will goes out with its QoS, its retain flag and its properties",
      },
    },
    {
      id: "3.1.2-16",
      asks: "Without its flag, there is no user name.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.2-17",
      asks: "With its flag, there is a user name.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.2-18",
      asks: "Without its flag, there is no password.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.2-19",
      asks: "With its flag, there is a password.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.2-20",
      asks: "A client that has nothing else to say within its keep-alive says PINGREQ.",
      kept: { client: "after one and a half keep-alives of silence the connection ends with 0x8D" },
    },
    {
      id: "3.1.2-21",
      asks: "A client keeps to the Server Keep Alive it was told.",
      kept: { client: "after one and a half of that the connection ends, whatever the client asked for" },
    },
    {
      id: "3.1.2-22",
      asks: "After one and a half keep-alives without a packet the connection ends as if it had broken.",
      kept: {
        test: "[MQTT-2] [MQTT-6] silence, after one and a half of its own keep-alives, and the will goes out",
      },
    },
    {
      id: "3.1.2-23",
      asks: "A session with an expiry above 0 outlives its connection.",
      kept: { test: "[MQTT-3.1.2-6] while its client is away QoS 1 and 2 are kept in order" },
    },
    {
      id: "3.1.2-24",
      asks: "No packet is sent that is larger than the client takes.",
      kept: { test: "[MQTT-3.1.2-24] a client is let in if its CONNACK is no larger than it takes" },
    },
    {
      id: "3.1.2-25",
      asks: "What is too large is left out, and counts as sent.",
      kept: {
        test: "[MQTT-3.1.2-24] [MQTT-3.1.2-25] a message larger than a client takes is left out for it",
      },
    },
    {
      id: "3.1.2-26",
      asks: "No topic alias is sent above the client's maximum.",
      kept: { test: "[MQTT-3.1.2-26] [MQTT-3.1.2-27] topic aliases towards a client: as many as it takes" },
    },
    {
      id: "3.1.2-27",
      asks: "None at all where that is absent or 0.",
      kept: { test: "[MQTT-3.1.2-26] [MQTT-3.1.2-27] topic aliases towards a client: as many as it takes" },
    },
    {
      id: "3.1.2-28",
      asks: "No Response Information to a client that asks for none.",
      kept: { test: "[MQTT-3.1.2-28] Response Information is told to nobody" },
    },
    {
      id: "3.1.2-29",
      asks: "No Reason String and no user property to one that wants no problem information, but in PUBLISH, CONNACK, DISCONNECT.",
      kept: { test: "[MQTT-3.1.2-29] reason strings go to whoever asks for them" },
    },
    {
      id: "3.1.2-30",
      asks: "A client with an authentication method says AUTH or DISCONNECT alone until CONNACK.",
      kept: { client: "none is served: it is refused with 0x8C, and nothing behind its CONNECT is read" },
    },
    {
      id: "3.1.3-1",
      asks: "The payload is client id, will properties, topic and payload, user name and password, in that order.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.3-2",
      asks: "A session is found by the client id.",
      kept: { test: "[MQTT-3.1.2-4] [MQTT-3.1.2-5] [MQTT-3.2.2-2] session present" },
    },
    {
      id: "3.1.3-3",
      asks: "There is a client id, and it comes first.",
      kept: { test: "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it" },
    },
    {
      id: "3.1.3-4",
      asks: "It is a string.",
      kept: { test: "[MQTT-3.1.3-4] [MQTT-3.1.3-11] [MQTT-3.1.3-12] text in a CONNECT that is none" },
    },
    {
      id: "3.1.3-5",
      asks: "One of 1 to 23 digits and letters is taken.",
      kept: { test: "[MQTT-3.1.3-5] client ids of up to 23 digits and letters are taken" },
    },
    {
      id: "3.1.3-6",
      asks: "For an empty one the server assigns one that nobody else has.",
      kept: { test: "[MQTT-3.1.3-6] [MQTT-3.2.2-16] a client id that is assigned is no session's" },
    },
    {
      id: "3.1.3-7",
      asks: "It counts as if the client had said it, and is told in CONNACK.",
      kept: { test: "[MQTT-3.1.3-7] a client id that is left to us is assigned in 5.0" },
    },
    {
      id: "3.1.3-8",
      asks: "One that is not taken may be answered 0x85, and the connection ends.",
      kept: { test: "CONNECT is refused for an authentication method and for a client id that is too long" },
    },
    {
      id: "3.1.3-9",
      asks: "A will is not sent when its client is back before its delay is over.",
      kept: { test: "[MQTT-3.1.3-9] a will with a delay is dropped when its client is back in time" },
    },
    {
      id: "3.1.3-10",
      asks: "A will's user properties stay in their order.",
      kept: {
        test: "[MQTT-3.1.2-14] [MQTT-3.1.2-15] a will goes out with its QoS, its retain flag and its properties",
      },
    },
    {
      id: "3.1.3-11",
      asks: "A will's topic is a string.",
      kept: { test: "[MQTT-3.1.3-4] [MQTT-3.1.3-11] [MQTT-3.1.3-12] text in a CONNECT that is none" },
    },
    {
      id: "3.1.3-12",
      asks: "A user name is a string.",
      kept: { test: "[MQTT-3.1.3-4] [MQTT-3.1.3-11] [MQTT-3.1.3-12] text in a CONNECT that is none" },
    },
    {
      id: "3.1.4-1",
      asks: "A CONNECT that is not as 3.1 has it ends the connection.",
      kept: {
        test: "[MQTT-4.13.1-1] a malformed CONNECT of 5.0 is answered 0x81, and a protocol error in it 0x82",
      },
    },
    {
      id: "3.1.4-2",
      asks: "So does one that fails another check of the server's.",
      kept: { test: "[MQTT-4.12.0-1] an authentication method we do not serve is answered 0x8C" },
    },
    {
      id: "3.1.4-3",
      asks: "A client that connects again has its former connection told 0x8E and closed.",
      kept: { test: "[MQTT-3.1.4-3] [MQTT-3.1.4-2] whoever is taken over is told 0x8E" },
    },
    {
      id: "3.1.4-4",
      asks: "Clean Start is done as 3.1.2.4 has it.",
      kept: { test: "[MQTT-3.1.2-6] while its client is away QoS 1 and 2 are kept in order" },
    },
    {
      id: "3.1.4-5",
      asks: "A CONNECT that is accepted is answered with CONNACK 0x00.",
      kept: { test: "[MQTT-3.2.2] CONNACK of 5.0 says what we serve" },
    },
    {
      id: "3.1.4-6",
      asks: "Nothing behind a CONNECT that is refused is processed, but AUTH.",
      kept: { test: "[MQTT-3.1.4-6] [MQTT-3.14.0-1] nothing behind a CONNECT that is refused is served" },
    },
    {
      id: "3.2.0-1",
      asks: "A CONNACK that lets in comes before any other packet but AUTH.",
      kept: { test: "[MQTT-3.2.0-1] CONNACK comes before all that a session kept for its client" },
    },
    {
      id: "3.2.0-2",
      asks: "A connection has one CONNACK.",
      kept: { test: "[MQTT-3.1.0-2] [MQTT-3.2.0-2] a second CONNECT is a protocol error" },
    },
    {
      id: "3.2.2-1",
      asks: "Bits 7 to 1 of its flags are 0.",
      kept: { test: "[MQTT-3.2.0-1] CONNACK comes before all that a session kept for its client" },
    },
    {
      id: "3.2.2-2",
      asks: "A clean start is answered with Session Present 0.",
      kept: { test: "[MQTT-3.1.2-4] [MQTT-3.1.2-5] [MQTT-3.2.2-2] session present" },
    },
    {
      id: "3.2.2-3",
      asks: "Without one, Session Present says whether there was a session.",
      kept: { test: "[MQTT-3.1.2-4] [MQTT-3.1.2-5] [MQTT-3.2.2-2] session present" },
    },
    {
      id: "3.2.2-4",
      asks: "A client that has no session and is told of one closes the connection.",
      kept: { client: "what a client keeps cannot be seen from here" },
    },
    {
      id: "3.2.2-5",
      asks: "A client that has one and is told of none throws its own away, or closes the connection.",
      kept: { client: "its PUBREL for what nobody knows is answered 0x92" },
    },
    {
      id: "3.2.2-6",
      asks: "A CONNACK that refuses has Session Present 0.",
      kept: { test: "[MQTT-3.2.2-6] a CONNACK that refuses speaks of no session" },
    },
    {
      id: "3.2.2-7",
      asks: "Behind a CONNACK of 0x80 or more the connection ends.",
      kept: {
        test: "[MQTT-4.13.1-1] a malformed CONNECT of 5.0 is answered 0x81, and a protocol error in it 0x82",
      },
    },
    {
      id: "3.2.2-8",
      asks: "CONNACK says one of the reason codes of table 3-1.",
      kept: { test: "[TICKET-1] [MQTT-6] not let in, a client is told why:" },
    },
    {
      id: "3.2.2-9",
      asks: "A server without QoS 1 or 2 says so by Maximum QoS.",
      kept: { byForm: "every QoS is served, and no CONNACK has a Maximum QoS" },
    },
    {
      id: "3.2.2-10",
      asks: "Such a server takes SUBSCRIBE at any QoS all the same.",
      kept: { byForm: "every QoS is served" },
    },
    {
      id: "3.2.2-11",
      asks: "A client that was told a Maximum QoS publishes at none above it.",
      kept: { client: "no client is told one" },
    },
    {
      id: "3.2.2-12",
      asks: "A will at a QoS that is not served is refused, and should be with 0x9B.",
      kept: { byForm: "every QoS is served" },
    },
    {
      id: "3.2.2-13",
      asks: "A will that is to be retained is refused where nothing is, and should be with 0x9A.",
      kept: { byForm: "messages are retained" },
    },
    {
      id: "3.2.2-14",
      asks: "A client that was told Retain Available 0 publishes nothing with RETAIN.",
      kept: { client: "no client is told so" },
    },
    {
      id: "3.2.2-15",
      asks: "A client sends no packet larger than the server's Maximum Packet Size.",
      kept: { client: "one that is, is refused with 0x95 as soon as its length can be read" },
    },
    {
      id: "3.2.2-16",
      asks: "A client id that is assigned is told, and is no other session's.",
      kept: { test: "[MQTT-3.1.3-6] [MQTT-3.2.2-16] a client id that is assigned is no session's" },
    },
    {
      id: "3.2.2-17",
      asks: "A client sends no topic alias above the server's maximum.",
      kept: { client: "one that is, ends the connection with 0x94" },
    },
    {
      id: "3.2.2-18",
      asks: "None at all where that is absent.",
      kept: { client: "one ends the connection with 0x94" },
    },
    {
      id: "3.2.2-19",
      asks: "A Reason String is left out where it would make CONNACK larger than the client takes.",
      kept: { test: "[MQTT-3.2.2-19] [MQTT-3.14.2-3] a reason in words is left out" },
    },
    {
      id: "3.2.2-20",
      asks: "So are user properties.",
      kept: {
        test: "[MQTT-3.2.2-20] a CONNACK whose user property would make it larger than its client takes",
      },
    },
    {
      id: "3.2.2-21",
      asks: "A client keeps to the Server Keep Alive in CONNACK.",
      kept: { client: "after one and a half of that the connection ends, whatever the client asked for" },
    },
    {
      id: "3.2.2-22",
      asks: "Where none is told, the client's own counts.",
      kept: {
        test: "[MQTT-2] [MQTT-6] silence, after one and a half of its own keep-alives, and the will goes out",
      },
    },
  ],
};
