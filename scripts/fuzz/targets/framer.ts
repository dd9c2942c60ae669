// The framer against itself: whatever the chunks, the same packets and the same refusal at the same place, and never more memory
// held than came.

import { Framer } from "../../../shared/protocol/framer.ts";
import { ProtocolError } from "../../../shared/protocol/reason-code.ts";
import type { Chance } from "../chance.ts";
import { generatePacket } from "../generate-packet.ts";
import { join } from "../join.ts";
import { mutatePacket } from "../mutate.ts";
import { BrokenInvariant, type Target } from "../target.ts";

const PACKETS_MAX = 12;
const CHUNK_MAX_BYTES = 64;
const PACKET_MAX_BYTES = 512;

/** What one way of chunking comes to: packets as hex, then why it ended. */
function cut(stream: Uint8Array, nextChunkBytes: () => number): string[] {
  const framer = new Framer({ packetMaxBytes: PACKET_MAX_BYTES });
  const seen: string[] = [];
  let handedOutBytes = 0;
  for (let at = 0; at < stream.length; ) {
    const chunk = stream.slice(at, at + nextChunkBytes());
    at += chunk.length;
    framer.push(chunk);
    try {
      for (let framed = framer.next(); framed !== null; framed = framer.next()) {
        if (framed.bodyStart > framed.bytes.length)
          throw new BrokenInvariant("a body behind the end", stream);
        seen.push(framed.bytes.toHex());
        handedOutBytes += framed.bytes.length;
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return [...seen, `refused ${error.reasonCode} ${error.rule}`];
    }
    if (framer.pendingBytes !== at - handedOutBytes)
      throw new BrokenInvariant(`${framer.pendingBytes} bytes pending of ${at - handedOutBytes}`, stream);
  }
  return [...seen, `waiting for more than ${framer.pendingBytes}`];
}

function run(chance: Chance): number {
  const packets = Array.from({ length: chance.between(1, PACKETS_MAX) }, () => {
    const packet = generatePacket(chance, chance.percent(50) ? 5 : 4);
    return chance.percent(15) ? mutatePacket(packet, chance) : packet;
  });
  const stream = join(...packets);
  const whole = cut(stream, () => stream.length);
  for (const nextChunkBytes of [() => 1, () => chance.between(1, CHUNK_MAX_BYTES)]) {
    const chunked = cut(stream, nextChunkBytes);
    if (chunked.join() !== whole.join())
      throw new BrokenInvariant(
        `cut to ${chunked.join(" | ")}\n  and in one piece to ${whole.join(" | ")}`,
        stream,
      );
  }
  return packets.length;
}

export const framer: Target = { name: "framer", about: "any chunks give the same packets", run };
