// Our codec and mqtt-packet side by side on one packet: do both read it, and as the same? Every way in which they do not has a name,
// and shared/protocol/strictness.md says of each who is right.

import mqttPacket, { type Packet as LibraryPacket } from "mqtt-packet";
import {
  decodePacket,
  type MqttVersion,
  type Packet,
  type UserProperties,
} from "../../shared/protocol/packet.ts";
import { ProtocolError } from "../../shared/protocol/reason-code.ts";
import type { Chance } from "./chance.ts";
import { generatePacket, varint } from "./generate-packet.ts";
import { join } from "./join.ts";
import { mutate } from "./mutate.ts";
import { isSame } from "./target.ts";

const BENT_PERCENT = 40;
const MUTATED_PERCENT = 35;
/** Of the values in a packet that breaks rules. */
const BEND_PERCENT = 6;

type Fields = Readonly<Record<string, unknown>>;

/** How the two disagree about a packet, in words that are the same for all packets of the kind; null when they agree. */
export function disagreementOn(packet: Uint8Array, version: MqttVersion): string | null {
  const ours = ourReading(packet, version);
  const theirs = theirReading(packet, version);
  if (ours instanceof ProtocolError)
    return theirs instanceof Error ? null : `we refuse: 0x${ours.reasonCode.toString(16)} ${ours.rule}`;
  if (theirs instanceof Error) return `it refuses: ${theirs.message}`;
  const differing = isSame(ours, theirs) ? null : firstDifference(ours, theirs);
  return differing === null ? null : `read as another: ${differing}`;
}

/** A packet whose Remaining Length is true, valid or broken behind it. Type 0, which is ours alone, is left out. */
export function generateCompared(chance: Chance, version: MqttVersion): Uint8Array {
  if (chance.percent(BENT_PERCENT)) {
    chance.bendPercent = BEND_PERCENT;
    return generatePacket(chance, version);
  }
  const packet = generatePacket(chance, version);
  if (!chance.percent(MUTATED_PERCENT)) return packet;
  let bodyStart = 1;
  while ((packet[bodyStart] ?? 0) >= 0x80) bodyStart++;
  const body = mutate(packet.subarray(bodyStart + 1), chance);
  const first = (packet[0] ?? 0) ^ (chance.percent(5) ? 1 << chance.below(4) : 0);
  return join([first], varint(body.length), body);
}

function ourReading(packet: Uint8Array, version: MqttVersion): Fields | ProtocolError {
  try {
    return normalOfOurs(decodePacket(packet, version));
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}

function theirReading(packet: Uint8Array, version: MqttVersion): Fields | Error {
  const parser = mqttPacket.parser({ protocolVersion: version });
  let read: LibraryPacket | null = null;
  let failure: Error | null = null;
  parser.on("packet", (parsed: LibraryPacket) => {
    read ??= parsed;
  });
  parser.on("error", (error: Error) => {
    failure ??= error;
  });
  try {
    parser.parse(Buffer.from(packet));
  } catch (error) {
    failure ??= error instanceof Error ? error : new Error(String(error));
  }
  return failure ?? (read === null ? new Error("it waits for more") : normalOfTheirs(read));
}

// ── one shape for both ────────────────────────────────────────────────────────────────────────────────────────────────────

function normalOfOurs(packet: Packet): Fields {
  const { properties = {}, ...fields }: Fields & { properties?: Fields } = packet as Fields;
  const will = "will" in packet && packet.will !== undefined ? packet.will : null;
  return {
    ...fields,
    ...(will === null ? {} : { will: { ...will, properties: grouped(will.properties) } }),
    properties: grouped(properties),
  };
}

/** User properties as the library has them: by name, their order among other names forgotten. */
function grouped(properties: Fields): Fields {
  const pairs = properties["userProperties"] as UserProperties | undefined;
  if (pairs === undefined) return properties;
  const byName = new Map<string, string[]>();
  for (const [name, value] of pairs) byName.set(name, [...(byName.get(name) ?? []), value]);
  return { ...properties, userProperties: Object.fromEntries(byName) };
}

function normalOfTheirs(packet: LibraryPacket): Fields {
  const fields = fieldsOfTheirs(packet);
  return { type: packet.cmd, ...fields, properties: theirProperties(packet.cmd, propertiesOf(packet)) };
}

const propertiesOf = (packet: LibraryPacket): Fields => {
  const { properties }: { properties?: Fields } = packet as object;
  return properties ?? {};
};

function theirProperties(cmd: string, properties: Fields): Fields {
  const { userProperties, subscriptionIdentifier, ...rest } = properties;
  return {
    ...rest,
    ...(subscriptionIdentifier === undefined
      ? {}
      : cmd === "publish"
        ? { subscriptionIdentifiers: [subscriptionIdentifier].flat() }
        : { subscriptionIdentifier }),
    ...(userProperties === undefined
      ? {}
      : {
          userProperties: Object.fromEntries(
            Object.entries(userProperties as Readonly<Record<string, string | string[]>>).map(
              ([name, values]) => [name, [values].flat()],
            ),
          ),
        }),
  };
}

function fieldsOfTheirs(packet: LibraryPacket): Fields {
  const { messageId: packetId } = packet;
  switch (packet.cmd) {
    case "connect":
      return {
        protocolVersion: packet.protocolVersion,
        clientId: packet.clientId,
        clean: packet.clean,
        keepAliveSeconds: packet.keepalive,
        username: packet.username,
        password: packet.password,
        will: packet.will && {
          topicName: packet.will.topic,
          payload: packet.will.payload,
          qos: packet.will.qos,
          retain: packet.will.retain,
          properties: theirProperties("will", (packet.will.properties ?? {}) as Fields),
        },
      };
    case "connack":
      return { sessionPresent: packet.sessionPresent, reasonCode: packet.reasonCode ?? packet.returnCode };
    case "publish": {
      const { topic: topicName, payload, qos, retain, dup } = packet;
      return { topicName, payload, qos, retain, dup, packetId: qos === 0 ? undefined : packetId };
    }
    case "puback":
    case "pubrec":
    case "pubrel":
    case "pubcomp":
      return { packetId, reasonCode: packet.reasonCode ?? 0 };
    case "subscribe":
      return {
        packetId,
        subscriptions: packet.subscriptions.map(
          ({ topic: topicFilter, qos, nl = false, rap = false, rh = 0 }) => ({
            topicFilter,
            qos,
            noLocal: nl,
            retainAsPublished: rap,
            retainHandling: rh,
          }),
        ),
      };
    case "suback":
    case "unsuback":
      return { packetId, reasonCodes: packet.granted ?? [] };
    case "unsubscribe":
      return { packetId, topicFilters: packet.unsubscriptions };
    case "disconnect":
      return { reasonCode: packet.reasonCode ?? 0 };
    case "auth":
      return { reasonCode: packet.reasonCode };
    default:
      return {};
  }
}

/** The name of the first field or property that differs, by ascending name, or null. */
function firstDifference(ours: Fields, theirs: Fields): string | null {
  for (const name of [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort()) {
    const [our, their] = [ours[name], theirs[name]];
    if (isSame(our, their)) continue;
    const isRecord = (value: unknown): value is Fields =>
      typeof value === "object" && value !== null && !(value instanceof Uint8Array) && !Array.isArray(value);
    const inside =
      name !== "userProperties" && isRecord(our) && isRecord(their) ? firstDifference(our, their) : null;
    return inside ?? name;
  }
  return null;
}
