import { expect, test } from "bun:test";
import { BatchWriter, detailBytes, SECTION_HEAD_MAX_BYTES } from "../../../room/interest/batch-writer.ts";
import { PoseTable } from "../../../room/interest/pose-table.ts";
import { carry } from "../../../room/pubsub/fanout.ts";
import { PACKET_HEAD_MAX_BYTES } from "../../../room/pubsub/packet-head.ts";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { encodePose, type PoseDetail, type PoseMode, trimPose } from "../../../shared/protocol/ext/pose.ts";
import { encodeDown } from "../../../shared/protocol/ext/registry.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";
import { rootPose } from "../support.ts";
import { Ear } from "./crowd.ts";

function anyBlock(rng: Rng): Uint8Array {
  const mode = Math.floor(rng() * 3) as PoseMode;
  const joint = () => ({ position: [rng(), 1, rng()], rotation: [rng(), 0, 0, 1], tracked: true }) as const;
  const far = rng() < 0.5 ? 30 : 4_000;
  return encodePose({
    ...rootPose(0),
    mode,
    joints: Array.from({ length: mode * 3 }, joint),
    position: [rng() * far, rng() * 10, -rng() * far],
    ...(rng() < 0.3 ? { parentItem: 700 } : {}),
    ...(rng() < 0.3 ? { fingers: Array.from({ length: 10 }, () => 9) } : {}),
    ...(rng() < 0.3 ? { face: [1, 2, 3] as const } : {}),
  });
}

test("[POSES-1] [NEG-3] [CARRIER-2] a batch is the very bytes that the codecs write, for every receiver and carrier", () => {
  const rng = seededRng(5n);
  const writer = new BatchWriter(1024 * 1024);
  for (let round = 0; round < 300; round++) {
    const table = new PoseTable();
    let sid = 0;
    const count = 1 + Math.floor(rng() * (round % 10 === 0 ? 400 : 20));
    const slots = Array.from({ length: count }, () => {
      sid += 1 + Math.floor(rng() * (rng() < 0.1 ? 150 : 3)) + (rng() < 0.001 ? 20_000 : 0);
      const slot = table.add(sid, { x: 0, y: 0, z: 0 });
      table.write(slot, anyBlock(rng), Math.floor(rng() * 65_536), 0);
      return slot;
    });
    if (sid > 65_535) continue;
    const capabilities = Math.floor(rng() * 0x100) | Capability.type0;
    const ear = new Ear(
      Math.floor(rng() * 6),
      { capabilities: capabilities, packetMaxBytes: Number.POSITIVE_INFINITY },
      () => 0,
    );
    const detail: PoseDetail = {
      pose3: (capabilities & Capability.pose3) !== 0,
      pose6: (capabilities & Capability.pose6) !== 0,
      face: (capabilities & Capability.face) !== 0,
    };
    const entries = slots.map((slot) => ({
      sid: table.sid[slot] ?? 0,
      block: trimPose(table.blockOf(slot)?.slice() ?? new Uint8Array(0), detail),
    }));
    const message = { timeMs: round * 1_000, seq: round, entries };
    writer.begin(PACKET_HEAD_MAX_BYTES + SECTION_HEAD_MAX_BYTES);
    for (const slot of slots) writer.add(table, slot, detailBytes(table, slot, capabilities));
    writer.endSection({ roomTimeMs: round * 1_000, tick: round });
    writer.endPacket(ear.extension.carrier, ear.version);
    const written = writer.bytes.slice(writer.start, writer.at);
    expect<Uint8Array>(written).toEqual(carry(encodeDown([{ kind: "poses", message }]), ear));
  }
});
