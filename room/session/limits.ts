// What a host grants its clients. Fixed for participants; an open host takes some of it from its command line, as protocol suites
// expect limits of their own. SPEC [MQTT-2] to [MQTT-5], [MQTT-7], [LIMIT-1], [LIMIT-2], [LIMIT-5] to [LIMIT-7]

import { TOPIC_BOUNDS, type TopicBounds } from "../../shared/protocol/topic.ts";
import { RETAINED_BOUNDS, type RetainedBounds } from "../pubsub/retained.ts";
import type { Overlaps } from "../pubsub/topic-tree.ts";
import type { Limit } from "../state/budget.ts";
import { PACKET_ID_MAX, RECEIVE_MAXIMUM, RECEIVE_MAXIMUM_V3 } from "./inflight.ts";

export type SessionLimits = {
  /** Unfinished QoS 2 publishes of one client. */
  readonly receiveMaximum: number;
  /** The same of a 3.1.1 client, which nobody can tell. */
  readonly receiveMaximumV3: number;
  /** Topic aliases a client may set; we set as many at most, towards a client that allows them. */
  readonly topicAliasMaximum: number;
  /** Told to a 5.0 client that asks for no keep-alive, or for a longer one. */
  readonly keepAliveMaxSeconds: number;
  /** Connections of one address that have not been let in. */
  readonly strangersPerAddressMax: number;
  /** The same of all addresses. */
  readonly strangersMax: number;
  /** Largest packet of an accepted client. */
  readonly packetMaxBytes: number;
  /** The same of one that has not been let in. */
  readonly strangerPacketMaxBytes: number;
  /** What a client may send behind its CONNECT before the answer. */
  readonly strangerPendingMaxBytes: number;
  /** Largest WebSocket message: packets may come many in one. */
  readonly messageMaxBytes: number;
  /** Whether packets that go out together share a WebSocket message. Who receives must not care (MQTT5 [MQTT-6.0.0-2]). */
  readonly messagePackets: "many" | "one";
  /** What is kept for one client of messages at QoS 1 and 2 that it has not acknowledged, or not been sent. */
  readonly keptMaxBytes: number;
  /** What may wait for it, counted apart: bytes that it does not read. Of the largest packets LARGE_WAITING_MAX, if that is more. */
  readonly waitingMaxBytes: number;
  /** How long a session may outlive its connection. */
  readonly sessionExpiryMaxSeconds: number;
  readonly clientIdMaxChars: number;
  readonly topics: TopicBounds;
  /** Of one client. */
  readonly subscriptionsMax: number;
  /** Of a room. */
  readonly retained: RetainedBounds;
  /** Topic filters a client may subscribe to or give up: each costs a walk over what is retained. */
  readonly filters: Limit;
  /** How often clients may take one session over from each other. */
  readonly takeOvers: Limit;
  /** How clients hear what several of their subscriptions match. */
  readonly overlaps: Overlaps;
  /** Filters nobody may subscribe to. */
  readonly deniedFilters: ReadonlySet<string>;
  /** Who is told in words why something failed, beside the reason code: all that do not object, or who asks (MQTT5 3.1.2.11.7). */
  readonly reasonStrings: "unless-declined" | "on-request";
};

/** A frame body at its largest, carried by PUBLISH, with room for properties. SPEC [LIMIT-1] */
export const PACKET_MAX_BYTES = 128 * 1024;

/** So many of the largest may come together, or wait for a client: one that has more waiting does not read, or acknowledge. */
const TOGETHER_MAX_PACKETS = 8;

/** So many of the largest packets that do wait may: a client that is sent some megabytes at once is not slow for it. */
export const LARGE_WAITING_MAX = 2;

export const DEFAULT_LIMITS: SessionLimits = {
  receiveMaximum: RECEIVE_MAXIMUM,
  receiveMaximumV3: RECEIVE_MAXIMUM_V3,
  topicAliasMaximum: 16,
  keepAliveMaxSeconds: 300,
  // Generous: a school or a company is one address.
  strangersPerAddressMax: 512,
  // More than come at once when doors open, and 400 MB at most, each with all it may send before it is let in.
  strangersMax: 16_384,
  packetMaxBytes: PACKET_MAX_BYTES,
  // A CONNECT with its ticket and nothing else is well below this.
  strangerPacketMaxBytes: 8 * 1024,
  strangerPendingMaxBytes: 16 * 1024,
  messageMaxBytes: TOGETHER_MAX_PACKETS * PACKET_MAX_BYTES,
  messagePackets: "many",
  keptMaxBytes: TOGETHER_MAX_PACKETS * PACKET_MAX_BYTES,
  waitingMaxBytes: TOGETHER_MAX_PACKETS * PACKET_MAX_BYTES,
  sessionExpiryMaxSeconds: 3_600,
  clientIdMaxChars: 128,
  topics: TOPIC_BOUNDS,
  subscriptionsMax: 64,
  retained: RETAINED_BOUNDS,
  filters: { perSecond: 20, burst: 128 },
  takeOvers: { perSecond: 0.2, burst: 20 },
  overlaps: "together",
  deniedFilters: new Set(),
  reasonStrings: "unless-declined",
};

/** Of an open host that binds its clients as a room does, but for how large packets may be. */
export function roomLikeLimits(packetMaxBytes = DEFAULT_LIMITS.packetMaxBytes): SessionLimits {
  return {
    ...DEFAULT_LIMITS,
    packetMaxBytes,
    messageMaxBytes: Math.max(DEFAULT_LIMITS.messageMaxBytes, packetMaxBytes),
    reasonStrings: "on-request",
  };
}

/** The longest string there is in MQTT. */
const MQTT_STRING_MAX_BYTES = 65_535;
/** Session Expiry Interval: for ever. MQTT5 3.1.2.11.2 */
const NEVER_EXPIRES_SECONDS = 0xffff_ffff;
/** Of an open host, unless told otherwise: suites send megabytes, and lengths of four bytes begin at two of them. */
const OPEN_PACKET_MAX_BYTES = 16 * 1024 * 1024;
/** So many of its largest packets an open host retains, at least. */
const RETAINED_LARGEST_PACKETS = 16;
/** A CONNECT all of whose five fields are as long as can be, with room for properties. */
const CONNECT_MAX_BYTES = 512 * 1024;

/**
 * Of an open host: what MQTT allows, as suites play it out, and from one client id, if they like. Larger packets than usual have more
 * room to wait in.
 */
export function openLimits(packetMaxBytes = OPEN_PACKET_MAX_BYTES): SessionLimits {
  const togetherMaxBytes = Math.max(
    TOGETHER_MAX_PACKETS * PACKET_MAX_BYTES,
    LARGE_WAITING_MAX * packetMaxBytes,
  );
  return {
    ...DEFAULT_LIMITS,
    // All of them are on this machine.
    strangersPerAddressMax: 16_384,
    receiveMaximumV3: PACKET_ID_MAX,
    packetMaxBytes,
    // Nobody knows of a smaller maximum before CONNACK tells it.
    strangerPacketMaxBytes: Math.max(CONNECT_MAX_BYTES, packetMaxBytes),
    strangerPendingMaxBytes: togetherMaxBytes,
    messageMaxBytes: togetherMaxBytes,
    // Clients that suites are written with leave the second packet of a message lying until another message comes.
    messagePackets: "one",
    // Suites publish by the thousand to who is away. Who does not read is found out as soon as in a room.
    keptMaxBytes: togetherMaxBytes,
    sessionExpiryMaxSeconds: NEVER_EXPIRES_SECONDS,
    clientIdMaxChars: MQTT_STRING_MAX_BYTES,
    topics: { maxBytes: MQTT_STRING_MAX_BYTES, levelsMax: MQTT_STRING_MAX_BYTES + 1 },
    subscriptionsMax: 16_384,
    retained: {
      messagesMax: 100_000,
      maxBytes: Math.max(RETAINED_BOUNDS.maxBytes, RETAINED_LARGEST_PACKETS * packetMaxBytes),
    },
    filters: { perSecond: 100_000, burst: 100_000 },
    takeOvers: { perSecond: 1_000, burst: 10_000 },
    // They compare bytes, and a client or two of theirs reads no acknowledgement with properties.
    reasonStrings: "on-request",
  };
}
