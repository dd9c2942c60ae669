// Breaks bytes the way networks, bad clients and attackers do. Pure: chance in, new bytes out.

import type { Chance } from "./chance.ts";
import { varint } from "./generate-packet.ts";
import { join } from "./join.ts";

const INTERESTING = [0x00, 0x01, 0x02, 0x03, 0x10, 0x26, 0x7f, 0x80, 0x81, 0xc0, 0xed, 0xfe, 0xff] as const;
const STEPS_MAX = 4;
const INSERT_MAX_BYTES = 16;
/** Most of the time a broken body is given an honest length again, so that the decoder and not the framer meets it. */
const REPAIR_PERCENT = 70;

function splice(bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length - removed + inserted.length);
  result.set(bytes.subarray(0, at));
  result.set(inserted, at);
  result.set(bytes.subarray(at + removed), at + inserted.length);
  return result;
}

function mutateOnce(bytes: Uint8Array, chance: Chance): Uint8Array {
  const at = chance.below(bytes.length + 1);
  const run = Math.min(chance.size(INSERT_MAX_BYTES), bytes.length - at);
  switch (chance.below(7)) {
    case 0:
      return splice(bytes, at, Math.min(1, bytes.length - at), Uint8Array.of(chance.one(INTERESTING)));
    case 1: {
      const flipped = bytes.slice();
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8));
      return flipped;
    }
    case 2:
      return splice(bytes, at, run, new Uint8Array(0));
    case 3:
      return splice(bytes, at, 0, chance.bytes(chance.between(1, INSERT_MAX_BYTES)));
    case 4:
      return splice(bytes, at, 0, bytes.slice(at, at + run));
    case 5:
      return bytes.slice(0, at);
    default: {
      const copied = bytes.slice();
      copied.copyWithin(chance.below(bytes.length + 1), at, at + run);
      return copied;
    }
  }
}

/** One to four small wounds. */
export function mutate(bytes: Uint8Array, chance: Chance): Uint8Array {
  let result = bytes;
  for (let step = chance.between(1, STEPS_MAX); step > 0; step--) result = mutateOnce(result, chance);
  return result;
}

/** Wounds to an MQTT packet, after which its Remaining Length is true again most of the time. */
export function mutatePacket(packet: Uint8Array, chance: Chance): Uint8Array {
  const broken = mutate(packet, chance);
  if (broken.length < 2 || !chance.percent(REPAIR_PERCENT)) return broken;
  let bodyStart = 1;
  while ((packet[bodyStart] ?? 0) >= 0x80) bodyStart++;
  const body = broken.subarray(Math.min(bodyStart + 1, broken.length));
  return join([broken[0] ?? 0], varint(body.length), body);
}
