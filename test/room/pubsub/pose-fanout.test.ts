import { expect, test } from "bun:test";
import { Metrics } from "../../../room/metrics.ts";
import {
  fanOutPlainPose,
  fanOutPoses,
  type PoseListener,
  type PoseSlot,
} from "../../../room/pubsub/pose-fanout.ts";
import type { Extension, Subscriber } from "../../../room/pubsub/subscriber.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import { ALL_CAPABILITIES, rootPose } from "../support.ts";

type Ear = Subscriber & { readonly packets: Uint8Array[]; clear: boolean };

function ear(id: number, version: 4 | 5, extension: Extension | null): Ear {
  const packets: Uint8Array[] = [];
  return {
    id,
    version,
    extension,
    packets,
    clear: true,
    waitingBytes: 0,
    metrics: new Metrics(),
    queue: (packet) => void packets.push(packet),
    queueTransient: (buffer: Uint8Array, start: number, end: number) =>
      void packets.push(buffer.slice(start, end)),
    queueLatest: (_, packet) => void packets.push(packet),
    isClear() {
      return this.clear;
    },
  };
}

const type0 = { capabilities: ALL_CAPABILITIES, carrier: "type0" } as const;
const slot = (sid: number, changedTick: number): PoseSlot => ({
  sid,
  changedTick,
  block: encodePose(rootPose(sid)),
});

test("[POSES-2] a batch is encoded once for all who are alike: the very same bytes go to each", () => {
  const ears = [ear(1, 5, type0), ear(2, 5, type0), ear(3, 5, { ...type0, capabilities: 1 })];
  const listeners: PoseListener[] = ears.map((subscriber) => ({ subscriber, seenTick: 4 }));
  fanOutPoses({ tick: 5, roomTimeMs: 250, slots: [slot(1, 5), slot(2, 3)] }, listeners);
  expect(ears.map((e) => e.packets.length)).toEqual([1, 1, 1]);
  expect(ears[0]?.packets[0]).toBe(ears[1]?.packets[0] as Uint8Array);
  expect(listeners.map((l) => l.seenTick)).toEqual([5, 5, 5]);
});

test("[POSES-3] [LIMIT-5] who has not read the last batch is passed over, and later gets a batch of all it missed", () => {
  const slow = ear(1, 5, type0);
  const listener: PoseListener = { subscriber: slow, seenTick: 1 };
  slow.clear = false;
  fanOutPoses({ tick: 2, roomTimeMs: 100, slots: [slot(1, 2), slot(2, 1)] }, [listener]);
  expect([slow.packets.length, listener.seenTick]).toEqual([0, 1]);
  slow.clear = true;
  fanOutPoses({ tick: 3, roomTimeMs: 150, slots: [slot(1, 2), slot(2, 1), slot(3, 3)] }, [listener]);
  const upToDate = ear(2, 5, type0);
  fanOutPoses({ tick: 3, roomTimeMs: 150, slots: [slot(1, 2), slot(3, 3)] }, [
    { subscriber: upToDate, seenTick: -1 },
  ]);
  expect(slow.packets).toEqual(upToDate.packets);
  expect(listener.seenTick).toBe(3);
});

test("a plain pose is encoded once for each protocol version", () => {
  const ears = [ear(1, 4, null), ear(2, 5, null), ear(3, 4, null)];
  fanOutPlainPose("r/rm_a/pose/1", encodePose(rootPose(1)), ears);
  expect(ears[0]?.packets[0]).toBe(ears[2]?.packets[0] as Uint8Array);
  expect(ears[0]?.packets[0]).not.toEqual(ears[1]?.packets[0] as Uint8Array);
});
