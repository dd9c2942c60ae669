// What a host grants its clients. Fixed for participants; an open host takes some of it from its command line, as protocol suites
// expect limits of their own. SPEC [MQTT-2], [MQTT-3], [MQTT-4], [MQTT-7], [LIMIT-1]

import { RECEIVE_MAXIMUM } from "./inflight.ts";

export type SessionLimits = {
  /** Unfinished QoS 2 publishes of one client. */
  readonly receiveMaximum: number;
  /** Topic aliases a client may set; we set as many at most, towards a client that allows them. */
  readonly topicAliasMaximum: number;
  /** Told to a 5.0 client that asks for no keep-alive, or for a longer one. */
  readonly keepAliveMaxSeconds: number;
  /** Largest packet of an accepted client. */
  readonly packetMaxBytes: number;
  /** How long a session may outlive its connection. */
  readonly sessionExpiryMaxSeconds: number;
  /** Filters nobody may subscribe to. */
  readonly deniedFilters: ReadonlySet<string>;
  /** Who is told in words why something failed, beside the reason code: all that do not object, or who asks (MQTT5 3.1.2.11.7). */
  readonly reasonStrings: "unless-declined" | "on-request";
};

/** A frame body at its largest, carried by PUBLISH, with room for properties. SPEC [LIMIT-1] */
export const PACKET_MAX_BYTES = 128 * 1024;

export const DEFAULT_LIMITS: SessionLimits = {
  receiveMaximum: RECEIVE_MAXIMUM,
  topicAliasMaximum: 16,
  keepAliveMaxSeconds: 300,
  packetMaxBytes: PACKET_MAX_BYTES,
  sessionExpiryMaxSeconds: 3_600,
  deniedFilters: new Set(),
  reasonStrings: "unless-declined",
};
