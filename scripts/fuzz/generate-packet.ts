// MQTT packets by the standard's grammar, written without any codec of ours: what both ends may say, all fields, all properties. Valid
// to the last bit, unless the chance bends rules: then a value here and there is one its field may not have.
// Source: MQTT5 chapter 3, MQTT 3.1.1 chapter 3

import type { MqttVersion } from "../../shared/protocol/packet.ts";
import type { Chance } from "./chance.ts";
import { join } from "./join.ts";

const STRINGS = [
  "",
  "a",
  "r/rm_open/chat",
  "$x/u",
  "a/b/c",
  "広場",
  "\u{2a6d4}é",
  "client-7",
  "hiroba",
  " ",
] as const;
const TOPICS = [
  "a",
  "a/b",
  "/",
  "r/rm_open/chat",
  "r/rm_open/pose/me",
  "$x/u",
  "広場/b",
  "a//b",
  "t".repeat(80),
] as const;
const FILTERS = [
  "a",
  "#",
  "+/b",
  "a/#",
  "r/rm_open/#",
  "$x/d",
  "$share/g/a/+",
  "+",
  "a//b",
  "$SYS/#",
] as const;
const NO_STRINGS = ["\u0000", "\u0007", "\uffff", "a\u009fb"] as const;
const NO_TOPICS = ["", "#", "a/+", "+", "a#"] as const;
const NO_FILTERS = ["", "a#", "#/a", "a+/b", "$share/g", "$share//a", "$share/+/a", "$share/g/"] as const;
/** Of what a strict reader may refuse, the forms a lax one would take. */
const NO_LEVELS = [0, 3, 4, 5, 6, 0x83, 0x84, 0x85] as const;
const PAYLOAD_MAX_BYTES = 300;
const ITEMS_MAX = 6;

export const u16 = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
export const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];
export const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 128))];
export const binary = (bytes: Iterable<number>): number[] => {
  const list = [...bytes];
  return [...u16(list.length), ...list];
};
const encoder = new TextEncoder();
export const text = (value: string): number[] => binary(encoder.encode(value));

type Value = (chance: Chance) => number[];
const byte = (c: Chance): number => c.below(256);
const flag: Value = (c) => [c.bends() ? byte(c) : c.below(2)];
const some16: Value = (c) => u16(c.bends() ? 0 : c.percent(50) ? c.between(1, 9) : c.between(1, 65_535));
const some32: Value = (c) => u32(c.bends() ? 0 : c.percent(50) ? c.between(1, 9) : c.word() || 1);
const string: Value = (c) => text(c.one(c.bends() ? NO_STRINGS : STRINGS));
const bytes: Value = (c) => binary(c.bytes(c.size(40)));
const topic: Value = (c) => text(c.one(c.bends() ? NO_TOPICS : TOPICS));
const filter: Value = (c) => text(c.one(c.bends() ? NO_FILTERS : FILTERS));
const identifier: Value = (c) =>
  varint(c.bends() ? 0 : c.percent(60) ? c.between(1, 200) : c.between(1, 268_435_455));
const pair: Value = (c) => [...string(c), ...string(c)];
/** One of these codes, or any byte at all. */
const code = (c: Chance, codes: readonly [number, ...number[]]): number =>
  c.bends() ? byte(c) : c.one(codes);

type Properties = Readonly<Record<number, Value>>;
const MESSAGE: Properties = { 1: flag, 2: some32, 3: string, 8: topic, 9: bytes };
const WORDS: Properties = { 31: string };
/** Property ids and values by where they belong; user properties belong everywhere (table 2-4). */
const PROPERTIES = {
  connect: { 17: some32, 23: flag, 25: flag, 33: some16, 34: some16, 39: some32 },
  will: { ...MESSAGE, 24: some32 },
  connack: {
    ...{ ...WORDS, 17: some32, 18: string, 19: some16, 21: string, 22: bytes, 26: string, 28: string },
    ...{ 33: some16, 34: some16, 36: flag, 37: flag, 39: some32, 40: flag, 41: flag, 42: flag },
  },
  publish: { ...MESSAGE, 11: identifier, 35: some16 },
  acknowledgement: WORDS,
  subscribe: { 11: identifier },
  unsubscribe: {},
  disconnect: { ...WORDS, 17: some32, 28: string },
  auth: { ...WORDS, 22: bytes },
} as const satisfies Readonly<Record<string, Properties>>;
const USER_PROPERTY = 0x26;
const AUTHENTICATION_METHOD = 0x15;
const AUTHENTICATION_DATA = 0x16;

/** A property list with its length; `first` stands before what is chosen. */
function properties(chance: Chance, holder: keyof typeof PROPERTIES, first: number[] = []): number[] {
  const list = [...first];
  if (first.length > 0 || chance.percent(60)) {
    const share = chance.one([10, 30, 60, 100]);
    for (const [id, value] of Object.entries<Value>(PROPERTIES[holder]))
      if (chance.percent(share))
        do list.push(chance.bends() ? chance.below(0x2b) : Number(id), ...value(chance));
        while (chance.bends());
    for (let more = chance.percent(40) ? chance.size(ITEMS_MAX) : 0; more > 0; more--)
      list.push(USER_PROPERTY, ...pair(chance));
  }
  const length = varint(list.length);
  return [...(chance.bends() && length.length === 1 ? [list.length | 0x80, 0] : length), ...list];
}

/** In MQTT 5 the list, in 3.1.1 nothing. */
const inV5 = (version: MqttVersion, list: () => number[]): number[] => (version === 5 ? list() : []);

const some = (chance: Chance, item: Value): number[] => {
  const items: number[] = [];
  for (let count = chance.between(1, ITEMS_MAX); count > 0; count--) items.push(...item(chance));
  return items;
};

const packetId = (chance: Chance): number[] =>
  u16(chance.bends() ? 0 : chance.percent(80) ? chance.between(1, 8) : chance.between(1, 65_535));

function connectBody(chance: Chance, version: MqttVersion): number[] {
  const isV5 = version === 5;
  const isV31 = !isV5 && chance.percent(10);
  const hasWill = chance.percent(40);
  const hasUsername = chance.percent(60);
  const hasPassword = chance.percent(50) && (hasUsername || isV5 || chance.bends());
  const flags =
    (hasUsername ? 0x80 : 0) |
    (hasPassword ? 0x40 : 0) |
    (hasWill ? 0x04 | (chance.below(3) << 3) | (chance.below(2) << 5) : 0) |
    (chance.percent(80) ? 0x02 : 0);
  const authentication = chance.bends()
    ? [AUTHENTICATION_DATA, ...bytes(chance)]
    : chance.percent(10)
      ? [AUTHENTICATION_METHOD, ...text("m")]
      : [];
  return [
    ...text(isV31 !== chance.bends() ? "MQIsdp" : "MQTT"),
    chance.bends() ? chance.one(NO_LEVELS) : isV31 ? 3 : version,
    chance.bends() ? flags ^ (1 << chance.below(8)) : flags,
    ...u16(chance.percent(50) ? 60 : chance.below(65_536)),
    ...inV5(version, () => properties(chance, "connect", authentication)),
    ...string(chance),
    ...(hasWill
      ? [...inV5(version, () => properties(chance, "will")), ...topic(chance), ...bytes(chance)]
      : []),
    ...(hasUsername ? string(chance) : []),
    ...(hasPassword ? (chance.percent(70) ? string(chance) : bytes(chance)) : []),
  ];
}

/** What of an acknowledgement, DISCONNECT or AUTH of MQTT 5 may be left out, often is. */
function reasonAndProperties(chance: Chance, reason: number, list: () => number[]): number[] {
  return chance.percent(40) && reason === 0 ? [] : chance.percent(40) ? [reason] : [reason, ...list()];
}

const RECEIVED = [0, 0, 0, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99] as const;
const RELEASED = [0, 0, 0x92] as const;
const acknowledgement =
  (codes: readonly [number, ...number[]]) =>
  (chance: Chance, version: MqttVersion): number[] => [
    ...packetId(chance),
    ...inV5(version, () =>
      reasonAndProperties(chance, code(chance, codes), () => properties(chance, "acknowledgement")),
    ),
  ];

type Body = (chance: Chance, version: MqttVersion) => number[];
const BODY = {
  connect: connectBody,
  connack: (c, version) => {
    const reason = c.percent(70) ? 0 : code(c, version === 5 ? [0x81, 0x87, 0x97] : [1, 2, 3, 4, 5]);
    const present = c.bends() ? byte(c) : reason === 0 ? c.below(2) : 0;
    return [present, reason, ...inV5(version, () => properties(c, "connack"))];
  },
  puback: acknowledgement(RECEIVED),
  pubrec: acknowledgement(RECEIVED),
  pubrel: acknowledgement(RELEASED),
  pubcomp: acknowledgement(RELEASED),
  subscribe: (c, version) => [
    ...packetId(c),
    ...inV5(version, () => properties(c, "subscribe")),
    ...some(c, () => {
      const wanted = c.one(c.bends() ? NO_FILTERS : FILTERS);
      const options = c.below(3) | (version === 5 ? (c.below(4) << 2) | (c.below(3) << 4) : 0);
      if (c.bends()) return [...text(wanted), byte(c)];
      // No Local on a shared subscription is an error.
      return [...text(wanted), wanted.startsWith("$share") && !c.bends() ? options & ~4 : options];
    }),
  ],
  suback: (c, version) => [
    ...packetId(c),
    ...inV5(version, () => properties(c, "acknowledgement")),
    ...some(c, () => [code(c, version === 5 ? [0, 1, 2, 0x80, 0x87, 0x8f, 0x97] : [0, 1, 2, 0x80])]),
  ],
  unsubscribe: (c, version) => [
    ...packetId(c),
    ...inV5(version, () => properties(c, "unsubscribe")),
    ...some(c, filter),
  ],
  unsuback: (c, version) => [
    ...packetId(c),
    ...inV5(version, () => [
      ...properties(c, "acknowledgement"),
      ...some(c, () => [code(c, [0, 0x11, 0x80, 0x8f])]),
    ]),
  ],
  pingreq: () => [],
  pingresp: () => [],
  disconnect: (c, version) =>
    inV5(version, () =>
      reasonAndProperties(c, code(c, [0, 0, 4, 0x81, 0x8e, 0x97]), () => properties(c, "disconnect")),
    ),
  auth: (c) =>
    c.percent(20)
      ? []
      : [code(c, [0, 0x18, 0x19]), ...properties(c, "auth", [AUTHENTICATION_METHOD, ...string(c)])],
} as const satisfies Readonly<Record<string, Body>>;

const FIRST_BYTE = {
  connect: 0x10,
  connack: 0x20,
  puback: 0x40,
  pubrec: 0x50,
  pubrel: 0x62,
  pubcomp: 0x70,
  subscribe: 0x82,
  suback: 0x90,
  unsubscribe: 0xa2,
  unsuback: 0xb0,
  pingreq: 0xc0,
  pingresp: 0xd0,
  disconnect: 0xe0,
  auth: 0xf0,
} as const satisfies Record<keyof typeof BODY, number>;
export type GeneratedType = keyof typeof BODY | "publish";
const TYPES = Object.keys(BODY) as [keyof typeof BODY, ...(keyof typeof BODY)[]];

function whole(first: number, body: readonly number[]): Uint8Array {
  return join([first], varint(body.length), body);
}

/** A PUBLISH; `payload` is drawn when none is given. */
export function generatePublish(chance: Chance, version: MqttVersion, payload?: Uint8Array): Uint8Array {
  const qos = chance.below(3);
  const dup = (qos > 0 && chance.percent(20)) || chance.bends() ? 8 : 0;
  const bent = chance.bends() ? 1 << chance.below(4) : 0;
  return whole((0x30 | dup | (qos << 1) | chance.below(2)) ^ bent, [
    ...topic(chance),
    ...(qos > 0 ? packetId(chance) : []),
    ...inV5(version, () => properties(chance, "publish")),
    ...(payload ?? chance.bytes(chance.size(PAYLOAD_MAX_BYTES))),
  ]);
}

/** A packet of this type; AUTH is one of MQTT 5 only. */
export function generateTyped(chance: Chance, version: MqttVersion, type: GeneratedType): Uint8Array {
  if (type === "publish") return generatePublish(chance, version);
  return whole(FIRST_BYTE[type], BODY[type](chance, version));
}

/** A packet of any type. */
export function generatePacket(chance: Chance, version: MqttVersion): Uint8Array {
  if (chance.percent(25)) return generatePublish(chance, version);
  const type = chance.one(TYPES);
  return generateTyped(chance, version, type === "auth" && version !== 5 ? "pingreq" : type);
}
