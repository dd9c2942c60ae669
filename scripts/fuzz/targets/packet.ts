// Packets of both versions, valid ones that must be read and broken ones that may only be refused; what is read survives encoding.

import {
  type ConnectPacket,
  decodePacket,
  encodePacket,
  type MqttVersion,
  type Packet,
} from "../../../shared/protocol/packet.ts";
import { ProtocolError } from "../../../shared/protocol/reason-code.ts";
import type { Chance } from "../chance.ts";
import { generatePacket, generatePublish } from "../generate-packet.ts";
import { mutatePacket } from "../mutate.ts";
import { assertRoundTrip, attempt, BrokenInvariant, type Target } from "../target.ts";

const VALID_PERCENT = 25;
const GARBAGE_PERCENT = 5;
const BENT_PERCENT = 25;
/** Of the values in a packet that breaks rules. */
const BEND_PERCENT = 4;
const GARBAGE_MAX_BYTES = 64;

/** Whether we can write it too: CONNECT is a server's to read, and our own clients send a narrower one. */
function isWritable(packet: Packet): boolean {
  return packet.type !== "connect" || isOurConnect(packet);
}

function isOurConnect({ clientId, clean, username, password, protocolVersion }: ConnectPacket): boolean {
  if (clientId === "" && (!clean || protocolVersion === 3)) return false;
  if (password === undefined) return true;
  return username !== undefined && isText(password);
}

const strictDecoder = new TextDecoder("utf-8", { fatal: true });
function isText(bytes: Uint8Array): boolean {
  try {
    return !strictDecoder.decode(bytes).includes("\u0000");
  } catch {
    return false;
  }
}

/** Tries one packet; `isValid` says that it has to be read. */
export function tryPacket(input: Uint8Array, version: MqttVersion, isValid: boolean): void {
  const outcome = attempt(input, () => decodePacket(input, version));
  if (outcome instanceof ProtocolError) {
    if (isValid) throw new BrokenInvariant(`a valid packet was refused: ${outcome.message}`, input, outcome);
    return;
  }
  if (isWritable(outcome.value))
    assertRoundTrip(input, outcome.value, {
      encode: (packet) => encodePacket(packet, version),
      decode: (bytes) => decodePacket(bytes, version),
    });
}

function packetTarget(version: MqttVersion): Target {
  const run = (chance: Chance): number => {
    const kind = chance.below(100);
    if (kind < GARBAGE_PERCENT) tryPacket(chance.bytes(chance.below(GARBAGE_MAX_BYTES)), version, false);
    else if (kind < GARBAGE_PERCENT + VALID_PERCENT)
      tryPacket(generatePacket(chance, version), version, true);
    else if (kind < GARBAGE_PERCENT + VALID_PERCENT + BENT_PERCENT) {
      chance.bendPercent = BEND_PERCENT;
      tryPacket(generatePacket(chance, version), version, false);
    } else tryPacket(mutatePacket(generatePacket(chance, version), chance), version, false);
    return 1;
  };
  const name = version === 5 ? "packet-v5" : "packet-v4";
  return { name, about: `every packet of MQTT ${version === 5 ? "5" : "3.1.1"}`, run };
}

export const packetV4 = packetTarget(4);
export const packetV5 = packetTarget(5);

/** The hot codec gets a share of its own. */
export const publish: Target = {
  name: "publish",
  about: "PUBLISH of both versions",
  run: (chance) => {
    const version = chance.percent(75) ? 5 : 4;
    const packet = generatePublish(chance, version);
    if (chance.percent(VALID_PERCENT)) tryPacket(packet, version, true);
    else tryPacket(mutatePacket(packet, chance), version, false);
    return 1;
  },
};
