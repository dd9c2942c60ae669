// Packets as the contract suites send them, each with what a test does not care about filled in.

import type {
  AcknowledgementType,
  ConnectPacket,
  MqttVersion,
  Packet,
  PropertiesOf,
  PublishPacket,
  SubscribePacket,
  Subscription,
  Will,
} from "../../shared/protocol/packet.ts";

const encoder = new TextEncoder();

export const bytesOf = (text: string): Uint8Array => encoder.encode(text);
export const textOf = (payload: Uint8Array): string => new TextDecoder().decode(payload);
export const concat = (...packets: Uint8Array[]): Uint8Array =>
  Uint8Array.from(packets.flatMap((p) => [...p]));
export const typesOf = (packets: readonly Packet[]): string[] => packets.map((p) => p.type);
export const publishesOf = (packets: readonly Packet[]): PublishPacket[] =>
  packets.filter((p) => p.type === "publish");
export const textsIn = (packets: readonly Packet[]): string[] =>
  publishesOf(packets).map((p) => textOf(p.payload));

/** A step of QoS 1 or 2 that is no refusal. */
export const acknowledgement = <Type extends AcknowledgementType>(type: Type, packetId: number) =>
  ({ type, packetId, reasonCode: 0 }) as const;
export const unsubscribePacket = (...topicFilters: string[]): Packet => ({
  type: "unsubscribe",
  packetId: 2,
  topicFilters,
});

export const connectPacket = (version: MqttVersion, over: Partial<ConnectPacket> = {}): ConnectPacket => ({
  type: "connect",
  protocolVersion: version,
  clientId: `raw-${crypto.randomUUID()}`,
  clean: true,
  keepAliveSeconds: 60,
  properties: {},
  ...over,
});

export const subscriptionTo = (
  topicFilter: string,
  options: Partial<Subscription> | Subscription["qos"] = 0,
): Subscription => ({
  topicFilter,
  qos: 0,
  noLocal: false,
  retainAsPublished: false,
  retainHandling: 0,
  ...(typeof options === "number" ? { qos: options } : options),
});

export const subscribePacket = (
  topicFilter: string,
  options: Partial<Subscription> | Subscription["qos"] = 0,
  properties: PropertiesOf<"subscribe"> = {},
): SubscribePacket => ({
  type: "subscribe",
  packetId: 1,
  subscriptions: [subscriptionTo(topicFilter, options)],
  properties,
});

/** At QoS 1 and 2 of packet id 1, unless told otherwise. */
export const publishPacket = (
  topicName: string,
  payload: string | Uint8Array,
  over: Partial<PublishPacket> = {},
): PublishPacket => ({
  type: "publish",
  topicName,
  payload: typeof payload === "string" ? encoder.encode(payload) : payload,
  qos: 0,
  retain: false,
  dup: false,
  properties: {},
  ...((over.qos ?? 0) > 0 ? { packetId: 1 } : {}),
  ...over,
});

export const will = (
  topicName: string,
  payload: string,
  over: Partial<Will> = {},
): { readonly will: Will } => ({
  will: { topicName, payload: encoder.encode(payload), qos: 0, retain: false, properties: {}, ...over },
});

/** What a hearer notices of messages: text, QoS and retain flag of each. */
export const heardIn = (packets: readonly Packet[]): [string, number, boolean][] =>
  publishesOf(packets).map(({ payload, qos, retain }) => [textOf(payload), qos, retain]);

/** As it stands in a CONNECT or PUBLISH built byte by byte. */
export const text = (value: string): number[] => {
  const bytes = encoder.encode(value);
  return [bytes.length >> 8, bytes.length & 0xff, ...bytes];
};
/** A packet of a first byte and a body of less than 128 bytes, or less than 16 KiB. */
export const rawPacket = (first: number, ...parts: (number | readonly number[])[]): Uint8Array => {
  const body = parts.flat();
  const length = body.length < 128 ? [body.length] : [(body.length & 0x7f) | 0x80, body.length >> 7];
  return Uint8Array.from([first, ...length, ...body]);
};
