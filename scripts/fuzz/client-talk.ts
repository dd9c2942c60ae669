// What a client says: mostly what clients say, in an order that makes sense, and now and then what none should.

import { encodeUp, UP, type UpSection } from "../../shared/protocol/ext/registry.ts";
import type { MqttVersion, Packet } from "../../shared/protocol/packet.ts";
import type { Chance } from "./chance.ts";
import { binary, generatePublish, generateTyped, text, u16, varint } from "./generate-packet.ts";
import { generatePayload, pickVector, readSources } from "./generate-payload.ts";
import { join } from "./join.ts";
import { mutatePacket } from "./mutate.ts";

const sources = readSources(UP);
const KINDS = Object.entries(UP).map(([kind, { id }]) => ({ kind, id }));
const ROOM = "r/rm_open";
const MUTATED_PERCENT = 8;
const CLIENT_IDS = 6;
const TOKENS = 12;
const TYPE_FRAME = 0x00;

function whole(first: number, body: readonly number[]): Uint8Array {
  return join([first], varint(body.length), body);
}

/** A request for the extension, now and then with a token the host has made, or will: memory-host.ts counts them. */
function request(chance: Chance): string {
  const capabilities = chance.one(["87", "a7", "7ff", "7fe"]);
  if (chance.percent(40)) return `1;c=${capabilities}`;
  const token = chance.between(1, TOKENS).toString(16).padStart(8, "0").padEnd(32, "0");
  return `1;c=${capabilities};rt=${token};e=${chance.below(30)}`;
}

/** A CONNECT that is let in: one of a few client ids, so that some take over from others. */
export function connect(chance: Chance, version: MqttVersion, clientIds = CLIENT_IDS): Uint8Array {
  const asParticipant = chance.percent(60);
  const properties: number[] = [];
  if (version === 5) {
    if (chance.percent(60)) properties.push(0x26, ...text("hiroba"), ...text(request(chance)));
    if (chance.percent(40)) properties.push(0x11, 0, 0, 0, chance.below(40));
    if (chance.percent(30)) properties.push(0x21, ...u16(chance.between(1, 8)));
    if (chance.percent(20)) properties.push(0x27, 0, 0, chance.below(3), 40);
    if (chance.percent(30)) properties.push(0x22, ...u16(chance.below(20)));
  }
  const hasWill = chance.percent(30);
  const will = hasWill ? 0x04 | (chance.below(3) << 3) | (chance.below(2) << 5) : 0;
  const flags = (chance.percent(70) ? 2 : 0) | will | (asParticipant ? 0xc0 : 0);
  const delay = version === 5 ? [5, 0x18, 0, 0, 0, chance.below(4)] : [];
  return whole(0x10, [
    ...text("MQTT"),
    ...[version, flags, ...u16(chance.below(120))],
    ...(version === 5 ? [...varint(properties.length), ...properties] : []),
    ...text(`client-${chance.below(clientIds)}`),
    ...(hasWill ? [...delay, ...text(chance.one([`${ROOM}/chat`, "a/b"])), ...text("gone")] : []),
    ...(asParticipant ? [...text("x"), ...text(`user${chance.below(4)}`)] : []),
  ]);
}

function sections(chance: Chance): number[] {
  const body: number[] = [];
  for (let count = chance.between(1, 4); count > 0; count--) {
    const { kind, id } = KINDS[chance.below(KINDS.length)] ?? { kind: "", id: 0xc0 };
    const payload = generatePayload(chance, kind, sources);
    body.push(id, ...varint(payload.length), ...payload);
  }
  return body;
}

function publishTo(
  chance: Chance,
  version: MqttVersion,
  topic: string,
  payload: Iterable<number>,
): Uint8Array {
  const qos = chance.below(3);
  const id = qos === 0 ? [] : u16(chance.between(1, 6));
  return whole(0x30 | (qos << 1) | chance.below(2), [
    ...text(topic),
    ...id,
    ...(version === 5 ? [0] : []),
    ...payload,
  ]);
}

/** Answers to what was heard, as a client that keeps to QoS gives them. */
export function acknowledge(packets: readonly Packet[]): Uint8Array[] {
  return packets.flatMap((packet) => {
    if (packet.type === "publish" && packet.packetId !== undefined)
      return [whole(packet.qos === 1 ? 0x40 : 0x50, u16(packet.packetId))];
    if (packet.type === "pubrec") return [whole(0x62, u16(packet.packetId))];
    return packet.type === "pubrel" ? [whole(0x70, u16(packet.packetId))] : [];
  });
}

function sane(chance: Chance, version: MqttVersion): Uint8Array {
  switch (chance.below(12)) {
    case 0:
    case 1:
      return publishTo(chance, version, `${ROOM}/pose/me`, pickVector(chance, "pose", sources.vectors));
    case 2:
      return publishTo(
        chance,
        version,
        `${ROOM}/chat`,
        binary(generatePayload(chance, "chat", sources)).slice(2),
      );
    case 3:
      return whole(TYPE_FRAME, sections(chance));
    case 4:
      return publishTo(
        chance,
        version,
        "$x/u",
        chance.percent(30) ? new TextEncoder().encode(`?${request(chance)};n=a`) : sections(chance),
      );
    case 5:
    case 6:
      return generateTyped(chance, version, "subscribe");
    case 7:
      return generateTyped(chance, version, "unsubscribe");
    case 8:
      return whole(TYPE_FRAME, [
        ...encodeUp([{ kind: "ping", message: { cookie: chance.word() } } as UpSection]),
      ]);
    case 9:
      return generateTyped(chance, version, "pingreq");
    default:
      return generatePublish(chance, version);
  }
}

/** The next packet of a client that is in. */
export function talk(chance: Chance, version: MqttVersion): Uint8Array {
  if (chance.percent(2)) return generateTyped(chance, version, "disconnect");
  if (chance.percent(3))
    return generateTyped(chance, version, chance.one(["puback", "pubrec", "pubrel", "pubcomp", "connect"]));
  const packet = sane(chance, version);
  return chance.percent(MUTATED_PERCENT) ? mutatePacket(packet, chance) : packet;
}
