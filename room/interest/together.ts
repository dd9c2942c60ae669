// The batches of a room that is told as a whole: one for all receivers that understand the same and have been told the same.
// SPEC [POSES-2], [POSES-3]

import { Capability } from "../../shared/protocol/ext/hello.ts";
import type { MqttVersion } from "../../shared/protocol/packet.ts";
import { PACKET_HEAD_MAX_BYTES } from "../pubsub/packet-head.ts";
import type { Extension, Subscriber } from "../pubsub/subscriber.ts";
import { HEADROOM_BYTES } from "../wire.ts";
import { type BatchTime, BatchWriter, detailBytes, SECTION_HEAD_MAX_BYTES } from "./batch-writer.ts";
import type { IsHidden } from "./hidden.ts";
import type { PoseTable } from "./pose-table.ts";

/** A frame body at its largest. */
const BATCH_BYTES = 64 * 1024 + HEADROOM_BYTES + PACKET_HEAD_MAX_BYTES + SECTION_HEAD_MAX_BYTES;
const DETAIL = Capability.pose3 | Capability.pose6 | Capability.face;

/** A packet behind HEADROOM_BYTES, and how many poses it holds. */
export type TogetherPacket = { readonly bytes: Uint8Array; readonly poses: number };

type Batch = {
  readonly carrier: Extension["carrier"];
  readonly version: MqttVersion;
  readonly detail: number;
  readonly sinceTick: number;
  readonly packet: TogetherPacket | null;
};

export class TogetherBatches {
  readonly #writer = new BatchWriter(BATCH_BYTES);
  #written: Batch[] = [];
  #table: PoseTable | null = null;
  #time: BatchTime = { roomTimeMs: 0, tick: 0 };

  begin(table: PoseTable, time: BatchTime): void {
    this.#table = table;
    this.#time = time;
    this.#written = [];
  }

  /** What changed since this tick, for this subscriber and all who are like it; null for nothing. */
  packetFor(subscriber: Subscriber, sinceTick: number, isHidden: IsHidden): TogetherPacket | null {
    const { extension, version } = subscriber;
    if (extension === null) return null;
    const { carrier } = extension;
    const detail = extension.capabilities & DETAIL;
    if (isHidden === null)
      for (const batch of this.#written)
        if (
          batch.sinceTick === sinceTick &&
          batch.detail === detail &&
          batch.carrier === carrier &&
          batch.version === version
        )
          return batch.packet;
    this.#writer.begin(HEADROOM_BYTES + PACKET_HEAD_MAX_BYTES + SECTION_HEAD_MAX_BYTES);
    if (this.#table !== null) writeAll(this.#table, sinceTick, detail, isHidden, this.#writer);
    const packet = this.#finish(carrier, version);
    if (isHidden === null) this.#written.push({ carrier, version, detail, sinceTick, packet });
    return packet;
  }

  #finish(carrier: Extension["carrier"], version: MqttVersion): TogetherPacket | null {
    const writer = this.#writer;
    if (writer.count === 0) return null;
    writer.endSection(this.#time);
    writer.endPacket(carrier, version);
    return { bytes: writer.bytes.slice(writer.start - HEADROOM_BYTES, writer.at), poses: writer.count };
  }
}

function writeAll(
  table: PoseTable,
  sinceTick: number,
  detail: number,
  isHidden: IsHidden,
  out: BatchWriter,
): void {
  for (let index = 0; index < table.count; index++) {
    const slot = table.order[index] as number;
    if ((table.changedTick[slot] as number) <= sinceTick || isHidden?.(slot) === true) continue;
    out.add(table, slot, detailBytes(table, slot, detail));
  }
}
