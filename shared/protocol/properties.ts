// The properties of MQTT 5 as the standard's own table 2-4: id, form, and the packets each belongs in. Reads and writes a
// property list in its order and refuses what is not one; what a value means is the session's. Source: MQTT5 2.2.2

import { type ByteReader, ByteWriter } from "./bytes.ts";
import { malformed, ProtocolError, protocolError, ReasonCode } from "./reason-code.ts";
import { isWellFormedTopicName } from "./topic.ts";

const ACKNOWLEDGEMENTS = ["puback", "pubrec", "pubrel", "pubcomp", "suback", "unsuback"] as const;

const PROPERTY = {
  payloadFormatIndicator: { id: 0x01, form: "flag", in: ["publish", "will"] },
  messageExpiryInterval: { id: 0x02, form: "u32", in: ["publish", "will"] },
  contentType: { id: 0x03, form: "text", in: ["publish", "will"] },
  responseTopic: { id: 0x08, form: "topicName", in: ["publish", "will"] },
  correlationData: { id: 0x09, form: "binary", in: ["publish", "will"] },
  subscriptionIdentifiers: { id: 0x0b, form: "identifier", repeats: true, in: ["publish"] },
  subscriptionIdentifier: { id: 0x0b, form: "identifier", in: ["subscribe"] },
  sessionExpiryInterval: { id: 0x11, form: "u32", in: ["connect", "connack", "disconnect"] },
  assignedClientIdentifier: { id: 0x12, form: "text", in: ["connack"] },
  serverKeepAlive: { id: 0x13, form: "u16", in: ["connack"] },
  authenticationMethod: { id: 0x15, form: "text", in: ["connect", "connack", "auth"] },
  authenticationData: { id: 0x16, form: "binary", in: ["connect", "connack", "auth"] },
  requestProblemInformation: { id: 0x17, form: "flag", in: ["connect"] },
  willDelayInterval: { id: 0x18, form: "u32", in: ["will"] },
  requestResponseInformation: { id: 0x19, form: "flag", in: ["connect"] },
  responseInformation: { id: 0x1a, form: "text", in: ["connack"] },
  serverReference: { id: 0x1c, form: "text", in: ["connack", "disconnect"] },
  reasonString: { id: 0x1f, form: "text", in: ["connack", ...ACKNOWLEDGEMENTS, "disconnect", "auth"] },
  receiveMaximum: { id: 0x21, form: "u16NotZero", in: ["connect", "connack"] },
  topicAliasMaximum: { id: 0x22, form: "u16", in: ["connect", "connack"] },
  topicAlias: { id: 0x23, form: "topicAlias", in: ["publish"] },
  maximumQoS: { id: 0x24, form: "bit", in: ["connack"] },
  retainAvailable: { id: 0x25, form: "flag", in: ["connack"] },
  userProperties: {
    id: 0x26,
    form: "pair",
    repeats: true,
    in: [
      "connect",
      "will",
      "connack",
      "publish",
      ...ACKNOWLEDGEMENTS,
      "subscribe",
      "unsubscribe",
      "disconnect",
      "auth",
    ],
  },
  maximumPacketSize: { id: 0x27, form: "u32NotZero", in: ["connect", "connack"] },
  wildcardSubscriptionAvailable: { id: 0x28, form: "flag", in: ["connack"] },
  subscriptionIdentifiersAvailable: { id: 0x29, form: "flag", in: ["connack"] },
  sharedSubscriptionAvailable: { id: 0x2a, form: "flag", in: ["connack"] },
} as const;

function readBit(r: ByteReader): 0 | 1 {
  const value = r.u8();
  if (value === 0 || value === 1) return value;
  throw protocolError("MQTT-2.2.2.2", `a property of 0 or 1 is ${value}`);
}

function notZero(value: number): number {
  if (value === 0) throw protocolError("MQTT-2.2.2.2", "a property that may not be 0 is 0");
  return value;
}

function readTopicName(r: ByteReader): string {
  const topic = r.mqttString();
  if (!isWellFormedTopicName(topic))
    throw protocolError("MQTT-3.3.2-14", `the response topic "${topic.slice(0, 64)}" is no topic name`);
  return topic;
}

function readTopicAlias(r: ByteReader): number {
  const alias = r.u16be();
  if (alias === 0) throw new ProtocolError(ReasonCode.topicAliasInvalid, "MQTT-3.3.2-8", "topic alias 0");
  return alias;
}

type Pair = readonly [name: string, value: string];
const readPair = (r: ByteReader): Pair => [r.mqttString(), r.mqttString()];

const u16 = (w: ByteWriter, value: number): void => w.u16be(value);
const u32 = (w: ByteWriter, value: number): void => w.u32be(value);
const text = (w: ByteWriter, value: string): void => w.mqttString(value);

const FORM = {
  flag: { read: (r: ByteReader) => readBit(r) === 1, write: (w: ByteWriter, v: boolean) => w.u8(v ? 1 : 0) },
  bit: { read: readBit, write: (w: ByteWriter, value: 0 | 1) => w.u8(value) },
  u16: { read: (r: ByteReader) => r.u16be(), write: u16 },
  u16NotZero: { read: (r: ByteReader) => notZero(r.u16be()), write: u16 },
  u32: { read: (r: ByteReader) => r.u32be(), write: u32 },
  u32NotZero: { read: (r: ByteReader) => notZero(r.u32be()), write: u32 },
  identifier: {
    read: (r: ByteReader) => notZero(r.mqttVarint()),
    write: (w: ByteWriter, value: number) => w.uvarint(value),
  },
  topicAlias: { read: readTopicAlias, write: u16 },
  text: { read: (r: ByteReader) => r.mqttString(), write: text },
  topicName: { read: readTopicName, write: text },
  binary: {
    read: (r: ByteReader) => r.mqttBinary(),
    write: (w: ByteWriter, value: Uint8Array) => w.mqttBinary(value),
  },
  pair: {
    read: readPair,
    write: (w: ByteWriter, [name, value]: Pair) => {
      w.mqttString(name);
      w.mqttString(value);
    },
  },
} as const;

type Table = typeof PROPERTY;
type Name = keyof Table;
/** What may have properties: a packet, or the will in a CONNECT. */
export type PropertyHolder = Table[Name]["in"][number];
type ItemOf<N extends Name> = ReturnType<(typeof FORM)[Table[N]["form"]]["read"]>;
type ValueOf<N extends Name> = Table[N] extends { repeats: true } ? readonly ItemOf<N>[] : ItemOf<N>;

/** The properties a packet may have, by the standard's names. User properties are pairs in the order they were sent. */
export type PropertiesOf<Holder extends PropertyHolder> = {
  readonly [N in Name as Holder extends Table[N]["in"][number] ? N : never]?: ValueOf<N>;
};
/** Any of them: what the lists of all packets can be read and written as. */
export type AnyProperties = { readonly [N in Name]?: ValueOf<N> };

/** In the order they were sent, which a server keeps when it forwards them (MQTT5 [MQTT-3.3.2-18]); a name may come again. */
export type UserProperties = readonly Pair[];

/** The value of the only user property of this name; undefined when there is none, and when it comes twice. */
export function userProperty(
  properties: { readonly userProperties?: UserProperties },
  name: string,
): string | undefined {
  const [only, ...others] = (properties.userProperties ?? []).filter(([other]) => other === name);
  return others.length === 0 ? only?.[1] : undefined;
}

type Row = {
  readonly name: Name;
  readonly id: number;
  readonly repeats: boolean;
  readonly read: (r: ByteReader) => unknown;
  readonly write: (w: ByteWriter, item: never) => void;
};

const ROWS: readonly (Row & { readonly in: readonly PropertyHolder[] })[] = Object.entries(PROPERTY).map(
  ([name, property]) => ({
    name: name as Name,
    id: property.id,
    repeats: "repeats" in property,
    in: property.in,
    ...FORM[property.form],
  }),
);
const ROW_BY_NAME: ReadonlyMap<string, Row> = new Map(ROWS.map((row) => [row.name, row]));

function rowsOf(holder: PropertyHolder): ReadonlyMap<number, Row> {
  return new Map(ROWS.filter((row) => row.in.includes(holder)).map((row) => [row.id, row]));
}
const ROWS_BY_HOLDER: ReadonlyMap<PropertyHolder, ReadonlyMap<number, Row>> = new Map(
  [...new Set(ROWS.flatMap((row) => row.in))].map((holder) => [holder, rowsOf(holder)]),
);

/** What a packet without a property list has. */
export const NO_PROPERTIES: AnyProperties = Object.freeze({});

/**
 * Reads a property length and the properties behind it.
 * Throws: ProtocolError(malformedPacket) for one that does not belong here or is cut short, (protocolError) for one that comes
 *         twice or has a value it may not have, (topicAliasInvalid) for alias 0.
 * Source: MQTT5 2.2.2
 */
export function readProperties<Holder extends PropertyHolder>(
  outer: ByteReader,
  holder: Holder,
): PropertiesOf<Holder> {
  const sizeBytes = outer.mqttVarint();
  if (sizeBytes === 0) return NO_PROPERTIES as PropertiesOf<Holder>;
  const r = outer.part(sizeBytes);
  const rows = ROWS_BY_HOLDER.get(holder);
  const properties: Partial<Record<Name, unknown>> = {};
  while (r.remaining > 0) {
    const id = r.mqttVarint();
    const row = rows?.get(id);
    if (row === undefined) throw malformed("MQTT-2.2.2.2", `property ${id} does not belong in ${holder}`);
    const before = properties[row.name];
    if (!row.repeats && before !== undefined)
      throw protocolError("MQTT-2.2.2.2", `property ${row.name} appears twice`);
    const value = row.read(r);
    if (!row.repeats) properties[row.name] = value;
    else if (Array.isArray(before)) before.push(value);
    else properties[row.name] = [value];
  }
  return properties as PropertiesOf<Holder>;
}

const EMPTY = new Uint8Array([0]);

/** A property length and the properties behind it. Values out of range are bugs of ours: RangeError, or cut as DataView cuts. */
export function encodeProperties(properties: AnyProperties): Uint8Array {
  const body = new ByteWriter();
  for (const [name, value] of Object.entries(properties)) {
    const row = ROW_BY_NAME.get(name);
    if (row === undefined) throw new RangeError(`no property ${name}`);
    for (const item of row.repeats && Array.isArray(value) ? value : [value]) {
      body.uvarint(row.id);
      row.write(body, item as never);
    }
  }
  if (body.length === 0) return EMPTY;
  const whole = new ByteWriter();
  whole.uvarint(body.length);
  whole.bytes(body.take());
  return whole.take();
}
