// MQTT5: How it works (4).

import type { Chapter } from "../statement.ts";

const ONCE = "QoS 2: what comes again before PUBREL is not passed on again, and after PUBCOMP its id is free";
const AGAIN = "what was not acknowledged comes again, in order, with DUP and its id";
const NOT_PASSED_ON = "DUP and the packet id of a message are not passed on";
const UNUSED_ID = "an id is not used again while its message is under way";
const IN_ANY_ORDER =
  "its order cannot be told from here; each is taken by its packet id, in whichever order they come";
const NO_METHOD = "no authentication method is served, so that no AUTH is ever sent";

export const OPERATION: Chapter = {
  title: "How it works (4)",
  statements: [
    {
      id: "4.1.0-1",
      asks: "A session is not given up while its client is connected.",
      kept: { test: "is kept as long as its client is connected, whatever its interval" },
    },
    {
      id: "4.1.0-2",
      asks: "It is, when the client is gone and its expiry interval over.",
      kept: { test: "is over with a clean start, after its interval, and at once without one" },
    },
    {
      id: "4.2-1",
      asks: "There is a transport of ordered bytes of which none is lost, both ways.",
      kept: { test: "carries a payload of 100 kB both ways unharmed" },
    },
    {
      id: "4.3.1-1",
      asks: "At QoS 0, PUBLISH is sent with QoS 0 and without DUP.",
      kept: { test: "a 3.1.1 client hears what 5.0 publishes without a trace of properties" },
    },
    { id: "4.3.2-1", asks: "At QoS 1, a new message has an unused packet id.", kept: { test: UNUSED_ID } },
    { id: "4.3.2-2", asks: "It is sent with that id, QoS 1 and without DUP.", kept: { test: NOT_PASSED_ON } },
    { id: "4.3.2-3", asks: "It is unacknowledged until PUBACK comes.", kept: { test: AGAIN } },
    {
      id: "4.3.2-4",
      asks: "Whoever has taken it answers PUBACK, with its packet id.",
      kept: { test: "PUBACK of 5.0 says when nobody hears, in as few bytes as it can" },
    },
    {
      id: "4.3.2-5",
      asks: "After PUBACK what comes under the same packet id is a new message, DUP or not.",
      kept: { test: "after PUBACK a packet id is free" },
    },
    { id: "4.3.3-1", asks: "At QoS 2, a new message has an unused packet id.", kept: { test: UNUSED_ID } },
    { id: "4.3.3-2", asks: "It is sent with that id, QoS 2 and without DUP.", kept: { test: NOT_PASSED_ON } },
    { id: "4.3.3-3", asks: "It is unacknowledged until PUBREC comes.", kept: { test: AGAIN } },
    {
      id: "4.3.3-4",
      asks: "A PUBREC that does not refuse is answered PUBREL, with the same packet id.",
      kept: {
        test: "QoS 2 towards a client: PUBREL follows PUBREC, each time it comes, and PUBCOMP ends it",
      },
    },
    { id: "4.3.3-5", asks: "PUBREL is unacknowledged until PUBCOMP comes.", kept: { test: AGAIN } },
    { id: "4.3.3-6", asks: "PUBLISH is not sent again once PUBREL was sent.", kept: { test: AGAIN } },
    {
      id: "4.3.3-7",
      asks: "Nor does a message expire once PUBLISH was sent.",
      kept: {
        test: "what was sent once does not expire any more, and comes again with the time that is left",
      },
    },
    {
      id: "4.3.3-8",
      asks: "Whoever has taken it answers PUBREC, with its packet id.",
      kept: { test: "PUBACK of 5.0 says when nobody hears, in as few bytes as it can" },
    },
    {
      id: "4.3.3-9",
      asks: "After a PUBREC that refuses, what comes under the same packet id is a new message.",
      kept: { test: "after a PUBREC that refuses a packet id is free" },
    },
    {
      id: "4.3.3-10",
      asks: "Until PUBREL comes the same packet id is answered PUBREC, and nobody is sent the message twice.",
      kept: { test: ONCE },
    },
    { id: "4.3.3-11", asks: "PUBREL is answered PUBCOMP, with the same packet id.", kept: { test: ONCE } },
    {
      id: "4.3.3-12",
      asks: "After PUBCOMP what comes under the same packet id is a new message.",
      kept: { test: ONCE },
    },
    {
      id: "4.3.3-13",
      asks: "All this goes on to its end for a message that has expired.",
      kept: { test: "QoS 2 goes on to its end for a message that is over at once" },
    },
    {
      id: "4.4.0-1",
      asks: "Who comes back to its session is sent PUBLISH and PUBREL again, under their ids; nobody ever else.",
      kept: { test: AGAIN },
    },
    {
      id: "4.4.0-2",
      asks: "A PUBACK or PUBREC that refuses acknowledges, and its message is not sent again.",
      kept: { test: "what a client refused in PUBACK or PUBREC is not sent again when it comes back" },
    },
    {
      id: "4.5.0-1",
      asks: "A message the server has taken is in the session of each client that subscribed to it.",
      kept: { test: "while its client is away QoS 1 and 2 are kept in order" },
    },
    {
      id: "4.5.0-2",
      asks: "A client acknowledges what it is sent, whatever it makes of it.",
      kept: {
        client:
          "of one that does not, as many are under way as it takes and the rest waits; past a bound of bytes its connection ends",
      },
    },
    {
      id: "4.6.0-1",
      asks: "A client sends again in the order it first sent.",
      kept: { client: IN_ANY_ORDER },
    },
    {
      id: "4.6.0-2",
      asks: "A client sends PUBACKs in the order of what they answer.",
      kept: { client: IN_ANY_ORDER },
    },
    {
      id: "4.6.0-3",
      asks: "A client sends PUBRECs in the order of what they answer.",
      kept: { client: IN_ANY_ORDER },
    },
    {
      id: "4.6.0-4",
      asks: "A client sends PUBRELs in the order of what they answer.",
      kept: { client: IN_ANY_ORDER },
    },
    {
      id: "4.6.0-5",
      asks: "What a client publishes to an ordered topic reaches each hearer in the order it came.",
      kept: { test: "messages of one publisher reach each hearer in order, whatever their QoS" },
    },
    {
      id: "4.6.0-6",
      asks: "Every topic is ordered, but for shared subscriptions.",
      kept: { test: "messages of one publisher reach each hearer in order, whatever their QoS" },
    },
    {
      id: "4.7.0-1",
      asks: "Wildcards are for topic filters, not for topic names.",
      kept: { test: "a PUBLISH that cannot be one ends the connection" },
    },
    {
      id: "4.7.1-1",
      asks: "# is a level of its own, and the last.",
      kept: { test: "a SUBSCRIBE or UNSUBSCRIBE that cannot be one ends the connection" },
    },
    {
      id: "4.7.1-2",
      asks: "+ is a level of its own, any of them.",
      kept: { test: "a filter with a wildcard out of place, or empty, is malformed" },
    },
    {
      id: "4.7.2-1",
      asks: "A filter that begins with a wildcard matches no topic that begins with $.",
      kept: { test: "agrees with plain matching of every filter, through adding and removing" },
    },
    {
      id: "4.7.3-1",
      asks: "Topic names and filters have a character at least.",
      kept: { test: "a SUBSCRIBE or UNSUBSCRIBE that cannot be one ends the connection" },
    },
    {
      id: "4.7.3-2",
      asks: "They have no U+0000.",
      kept: { test: "a SUBSCRIBE or UNSUBSCRIBE that cannot be one ends the connection" },
    },
    {
      id: "4.7.3-3",
      asks: "They have at most 65,535 bytes.",
      kept: { test: "topics are as long as a string can be, and as deep" },
    },
    {
      id: "4.7.3-4",
      asks: "They are compared as they are, and nothing in them is made into anything else.",
      kept: { test: "names are compared as they came" },
    },
    {
      id: "4.8.2-1",
      asks: "A shared filter begins with $share/ and a name of a character at least.",
      kept: { test: "a shared subscription has a name and a filter; 3.1.1 knows none" },
    },
    {
      id: "4.8.2-2",
      asks: "The name has no /, + or #; behind it stand a / and a topic filter.",
      kept: { test: "a shared subscription has a name and a filter; 3.1.1 knows none" },
    },
    {
      id: "4.8.2-3",
      asks: "Each member of a group is sent at the QoS it was granted.",
      kept: { test: "two copies, each at its own QoS, with its own identifier" },
    },
    {
      id: "4.8.2-4",
      asks: "A message begun at QoS 2 is brought to its end when its member comes back.",
      kept: { test: "at QoS 2 a message is for whom it was sent to" },
    },
    {
      id: "4.8.2-5",
      asks: "If its session ends first, nobody else is sent it.",
      kept: { test: "at QoS 2 a message is for whom it was sent to" },
    },
    {
      id: "4.8.2-6",
      asks: "What a member refuses in PUBACK or PUBREC is sent to nobody else.",
      kept: { test: "what a member refuses, in PUBACK or PUBREC, is nobody else's" },
    },
    {
      id: "4.9.0-1",
      asks: "At first as much may be sent as the Receive Maximum says, or less, but something.",
      kept: {
        test: "no more than its Receive Maximum awaits a client's acknowledgement, at QoS 1 and 2 together",
      },
    },
    {
      id: "4.9.0-2",
      asks: "With nothing left of it, nothing more is sent at QoS 1 and 2.",
      kept: {
        test: "no more than its Receive Maximum awaits a client's acknowledgement, at QoS 1 and 2 together",
      },
    },
    {
      id: "4.9.0-3",
      asks: "All other packets are read and answered all the same.",
      kept: { test: "with nothing more to be sent at QoS 1 and 2, all other packets are answered as ever" },
    },
    {
      id: "4.12.0-1",
      asks: "An authentication method that is not served may be answered 0x8C or 0x87, and the connection ends.",
      kept: { test: "an authentication method we do not serve is answered 0x8C" },
    },
    { id: "4.12.0-2", asks: "A server's AUTH that wants more says 0x18.", kept: { byForm: NO_METHOD } },
    {
      id: "4.12.0-3",
      asks: "A client answers it with AUTH, which says 0x18.",
      kept: { client: "it is never asked to, and an AUTH that nobody asked for is a protocol error" },
    },
    {
      id: "4.12.0-4",
      asks: "A server that breaks it off may say so in CONNACK, and the connection ends.",
      kept: { byForm: NO_METHOD },
    },
    {
      id: "4.12.0-5",
      asks: "Every AUTH, and the CONNACK, name the method that CONNECT named.",
      kept: { byForm: "a CONNECT that names one is refused, and no AUTH is ever sent" },
    },
    {
      id: "4.12.0-6",
      asks: "Without a method in CONNECT there is none in CONNACK, and no AUTH is sent.",
      kept: { test: "CONNACK of 5.0 says what we serve, and nothing that is not our own limit" },
    },
    {
      id: "4.12.0-7",
      asks: "Nor does the client send one.",
      kept: { test: "AUTH that nobody asked for is a protocol error" },
    },
    {
      id: "4.12.1-1",
      asks: "A client may authenticate again, by the method it named in CONNECT.",
      kept: { client: "no client with a method is let in, so that its AUTH is a protocol error" },
    },
    {
      id: "4.12.1-2",
      asks: "When that fails the connection ends, and DISCONNECT should say why.",
      kept: { test: "AUTH that nobody asked for is a protocol error" },
    },
    {
      id: "4.13.1-1",
      asks: "A malformed packet or a protocol error ends the connection.",
      kept: { test: "a malformed CONNECT of 5.0 is answered 0x81, and a protocol error in it 0x82" },
    },
    {
      id: "4.13.2-1",
      asks: "A reason code of 0x80 or more in CONNACK or DISCONNECT ends it, whether that is sent or not.",
      kept: { test: "a CONNACK larger than the client takes is not sent, and the connection ends" },
    },
  ],
};
