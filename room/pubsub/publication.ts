// A publication as packets: encoded once for all who are sent the same bytes, and what it weighs while it waits.

import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import { encodePacket, type MqttVersion, type PublishProperties } from "../../shared/protocol/packet.ts";
import { kindOfTopic } from "../metrics/kind.ts";
import type { Delivery, Publication } from "./subscriber.ts";

/** What an object that waits costs besides its bytes: kept generous, as bounds are for bad days. */
const OVERHEAD_BYTES = 64;

/** The packet of one delivery. `packetId` is 0 at QoS 0. `dup` repeats an earlier one (MQTT5 3.3.1.1). */
export function encodeDelivery(
  publication: Publication,
  delivery: Delivery,
  version: MqttVersion,
  more: { readonly packetId?: number; readonly dup?: boolean; readonly topicAlias?: AliasUse } = {},
): Uint8Array {
  const { packetId = 0, dup = false, topicAlias } = more;
  const { qos, retain, identifiers } = delivery;
  return encodePacket(
    {
      type: "publish",
      topicName: topicAlias?.isKnown === true ? "" : publication.topicName,
      payload: publication.payload,
      qos,
      retain,
      dup,
      ...(qos === 0 ? {} : { packetId }),
      properties: {
        ...publication.properties,
        ...(identifiers.length === 0 ? {} : { subscriptionIdentifiers: [...identifiers] }),
        ...(topicAlias === undefined ? {} : { topicAlias: topicAlias.alias }),
      },
    },
    version,
  );
}

/** A topic alias towards a client: the name goes along the first time. */
export type AliasUse = { readonly alias: number; readonly isKnown: boolean };

/** The QoS 0 packets of one publication, each encoded when first asked for. */
export class Encodings {
  /** Under which it is counted. */
  readonly kind: number;
  readonly #publication: Publication;
  readonly #packets: (Uint8Array | null)[];

  /** `raw` is the packet as it came, when it may go on as it is: QoS 0, not retained, no properties. */
  constructor(publication: Publication, raw: { version: MqttVersion; packet: Uint8Array } | null = null) {
    this.kind = kindOfTopic(publication.topicName);
    this.#publication = publication;
    this.#packets = [null, null, null, null];
    if (raw !== null) this.#packets[slotOf(raw.version, false)] = raw.packet;
  }

  qos0(version: MqttVersion, retain: boolean): Uint8Array {
    const slot = slotOf(version, retain);
    const before = this.#packets[slot];
    if (before !== null && before !== undefined) return before;
    const packet = encodeDelivery(this.#publication, { qos: 0, retain, identifiers: [] }, version);
    this.#packets[slot] = packet;
    return packet;
  }
}

function slotOf(version: MqttVersion, retain: boolean): number {
  return (version === 5 ? 2 : 0) + (retain ? 1 : 0);
}

/** What a publication weighs while it is kept, bytes: topic, payload and properties. */
export function publicationBytes({ topicName, payload, properties }: Publication): number {
  return OVERHEAD_BYTES + encodeUtf8(topicName).length + payload.length + propertiesBytes(properties);
}

function propertiesBytes(properties: PublishProperties): number {
  let bytes = (properties.correlationData?.length ?? 0) + textBytes(properties.contentType);
  bytes += textBytes(properties.responseTopic);
  for (const [name, value] of properties.userProperties ?? []) bytes += textBytes(name) + textBytes(value);
  return bytes;
}

function textBytes(text: string | undefined): number {
  return text === undefined ? 0 : encodeUtf8(text).length;
}

/** The publication as it is sent on after it waited: what is left of its expiry interval, or null once that is over (MQTT5 [MQTT-3.3.2-5], [MQTT-3.3.2-6]). */
export function aged(publication: Publication, nowMs: number): Publication | null {
  const { expiresAtMs } = publication;
  return expiresAtMs !== null && expiresAtMs <= nowMs ? null : agedWithoutExpiring(publication, nowMs);
}

/** As `aged`, of what was sent before: its interval runs down to 0, and is not over by that (MQTT5 [MQTT-4.3.3-7]). */
export function agedWithoutExpiring(publication: Publication, nowMs: number): Publication {
  const { expiresAtMs, properties } = publication;
  if (expiresAtMs === null) return publication;
  const messageExpiryInterval = Math.max(0, Math.ceil((expiresAtMs - nowMs) / 1000));
  return { ...publication, properties: { ...properties, messageExpiryInterval } };
}

/**
 * What a client publishes, as pubsub carries it on: nobody is kept from hearing it, and it expires when its client says. At QoS 1 and
 * 2 it may wait, so the payload is copied: it was a view of all that came with it.
 */
export function clientPublication(
  message: Pick<Publication, "topicName" | "payload" | "qos" | "retain" | "properties">,
  senderId: number,
  nowMs: number,
): Publication {
  const { topicName, qos, retain, properties } = message;
  const payload = qos === 0 ? message.payload : message.payload.slice();
  const { messageExpiryInterval } = properties;
  const expiresAtMs = messageExpiryInterval === undefined ? null : nowMs + messageExpiryInterval * 1000;
  return { topicName, payload, qos, retain, properties, senderId, unheardBy: null, expiresAtMs };
}

/** What the room itself says, or says on for a participant: without properties, and for good. */
export function roomPublication(
  said: Pick<Publication, "topicName" | "payload"> &
    Partial<Pick<Publication, "qos" | "retain" | "senderId" | "unheardBy">>,
): Publication {
  const { topicName, payload, qos = 1, retain = false, senderId = null, unheardBy = null } = said;
  return { topicName, payload, qos, retain, properties: {}, senderId, unheardBy, expiresAtMs: null };
}
