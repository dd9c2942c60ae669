// Who hears which poses, and in what detail. A tick's batch is encoded once per detail and carrier and shared by all who are
// up to date; who fell behind gets one of its own with everything it missed, newest only. SPEC [POSES-1]…[POSES-3], [PLAIN-2]

import { Capability } from "../../shared/protocol/ext/hello.ts";
import { type PoseDetail, trimPose } from "../../shared/protocol/ext/pose.ts";
import { encodeDown } from "../../shared/protocol/ext/registry.ts";
import { encodePacket, type MqttVersion } from "../../shared/protocol/packet.ts";
import { carry } from "./fanout.ts";
import type { Subscriber } from "./subscriber.ts";

/** A participant's newest pose. `changedTick` is the tick in which it came. */
export type PoseSlot = { readonly sid: number; readonly block: Uint8Array; readonly changedTick: number };

/** An extended receiver. `seenTick` is the last tick whose poses it was given; −1 for none. */
export type PoseListener = { readonly subscriber: Subscriber; seenTick: number };

export type PoseTick = {
  readonly tick: number;
  readonly roomTimeMs: number;
  /** By ascending sid. */
  readonly slots: readonly PoseSlot[];
};

/** Gives every extended receiver that can take it what changed since it last heard. */
export function fanOutPoses(now: PoseTick, listeners: Iterable<PoseListener>): void {
  const shared = new Map<string, Uint8Array | null>();
  for (const listener of listeners) {
    const { subscriber } = listener;
    const capabilities = subscriber.extension?.capabilities;
    // Not clear: it has not read the last batch. It gets a newer one later, instead of both.
    if (capabilities === undefined || !subscriber.isClear()) continue;
    const audience = `${subscriber.extension?.carrier} ${subscriber.version} ${capabilities} ${listener.seenTick}`;
    let packet = shared.get(audience);
    if (packet === undefined) {
      packet = encodeBatch(now, listener.seenTick, subscriber);
      shared.set(audience, packet);
    }
    if (packet !== null) subscriber.queue(packet);
    listener.seenTick = now.tick;
  }
}

function encodeBatch(now: PoseTick, seenTick: number, subscriber: Subscriber): Uint8Array | null {
  const detail = detailOf(subscriber.extension?.capabilities ?? 0);
  const entries = now.slots
    .filter((slot) => slot.changedTick > seenTick)
    .map((slot) => ({ sid: slot.sid, block: trimPose(slot.block, detail) }));
  if (entries.length === 0) return null;
  const message = { timeMs: now.roomTimeMs >>> 0, seq: now.tick & 0xffff, entries };
  return carry(encodeDown([{ kind: "poses", message }]), subscriber);
}

function detailOf(capabilities: number): PoseDetail {
  return {
    pose3: (capabilities & Capability.pose3) !== 0,
    pose6: (capabilities & Capability.pose6) !== 0,
    face: (capabilities & Capability.face) !== 0,
  };
}

/** Gives plain subscribers one pose as a message on its topic: the newest waits, older ones are forgotten. */
export function fanOutPlainPose(topicName: string, block: Uint8Array, hearers: Iterable<Subscriber>): void {
  const encoded = new Map<MqttVersion, Uint8Array>();
  for (const hearer of hearers) {
    let packet = encoded.get(hearer.version);
    if (packet === undefined) {
      packet = encodePacket(
        { type: "publish", topicName, payload: block, qos: 0, retain: false, dup: false, properties: {} },
        hearer.version,
      );
      encoded.set(hearer.version, packet);
    }
    hearer.queueLatest(topicName, packet);
  }
}
