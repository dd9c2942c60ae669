// What interest costs: the CPU time of one receiver's turn in a room where everybody moves, without sessions and sockets.
// `bun scripts/bench/interest.ts [participants] [three-point]`

import { newPoseListener, type PoseListener } from "../../room/interest/listener.ts";
import { fanOutPoses, fanoutIntervalMs, newPoseFanout } from "../../room/interest/pose-fanout.ts";
import { PoseTable } from "../../room/interest/pose-table.ts";
import { Metrics } from "../../room/metrics.ts";
import type { Subscriber } from "../../room/pubsub/subscriber.ts";
import { CAPABILITIES_SERVED } from "../../shared/protocol/ext/hello.ts";
import { encodePose } from "../../shared/protocol/ext/pose.ts";
import { metresToSteps } from "../../shared/protocol/ext/quantize.ts";
import { type Rng, seededRng } from "../../shared/rng.ts";

const TICK_MS = 50;
const WARM_UP_S = 3;
const MEASURED_S = 10;
const HALF_SIZE_M = 24;
const DRAWN = 65_536;
let drawn = 0;

export type InterestFigures = {
  readonly participants: number;
  readonly threePoint: boolean;
  /** Of one receiver's turn, everything the fan-out does shared out. */
  readonly usPerReceiverTurn: number;
  /** Of taking one pose in. */
  readonly usPerPose: number;
  /** What one receiver is sent, on average and at most in a whole second. */
  readonly bytesPerS: number;
  readonly bytesPerSMax: number;
  readonly longestCallMs: number;
};

/** Counting is part of the cost. */
const metrics = new Metrics();

type Ear = Subscriber & { bytes: number };

function ear(id: number): Ear {
  return {
    id,
    senderId: id,
    version: 5,
    extension: { capabilities: CAPABILITIES_SERVED, carrier: "type0" },
    peerPacketMaxBytes: Number.POSITIVE_INFINITY,
    bytes: 0,
    queueEvent() {},
    queue(packet) {
      this.bytes += packet.length;
    },
    queueTransient(_, start, end) {
      this.bytes += end - start;
    },
    isAway: false,
    waitingBytes: 0,
    metrics,
    isClear: () => true,
  };
}

/** A block somewhere in the room. */
function someBlock(rng: Rng, threePoint: boolean): Uint8Array {
  const at = () => (rng() * 2 - 1) * HALF_SIZE_M;
  const joint = { position: [0, 1, 0], rotation: [0, 0, 0, 1], tracked: true } as const;
  return encodePose({
    mode: threePoint ? 1 : 0,
    tMs: 0,
    bodyYaw: 0,
    lookYaw: 0,
    lookPitch: 0,
    locomotion: 1,
    position: [at(), 0, at()],
    teleport: false,
    ...(threePoint ? { joints: [joint, joint, joint] } : {}),
  });
}

/** Runs one room for some seconds of its own time, as fast as it goes. */
export function benchInterest(options: {
  readonly participants: number;
  readonly threePoint: boolean;
}): InterestFigures {
  const { participants, threePoint } = options;
  const rng = seededRng(42n);
  const table = new PoseTable();
  const fanout = newPoseFanout(0);
  const ears: Ear[] = [];
  const listeners = new Map<number, PoseListener>();
  for (let sid = 1; sid <= participants; sid++) {
    const subscriber = ear(sid);
    const slot = table.add(sid, { x: 0, y: 0, z: 0 });
    table.owners[slot] = { subscriber, unheardBy: null, speakingUntilMs: 0, member: { role: "guest" } };
    ears.push(subscriber);
    listeners.set(sid, newPoseListener(subscriber, slot, fanout.serial++));
  }
  const steps = Int8Array.from({ length: DRAWN }, () => (rng() - 0.5) * 140);
  const blocks = Array.from({ length: participants }, () => someBlock(rng, threePoint));
  let [fanoutUs, poseUs, longestCallMs, bytesPerSMax] = [0, 0, 0, 0];
  let bytesBefore = ears.map(() => 0);
  const untilMs = (WARM_UP_S + MEASURED_S) * 1000;
  let nextCallMs = 0;
  for (let nowMs = 0; nowMs < untilMs; nowMs += TICK_MS / 4) {
    const isMeasured = nowMs >= WARM_UP_S * 1000;
    if (nowMs % 1000 === 0) {
      if (nowMs > WARM_UP_S * 1000)
        for (const [index, { bytes }] of ears.entries())
          bytesPerSMax = Math.max(bytesPerSMax, bytes - (bytesBefore[index] ?? 0));
      bytesBefore = ears.map(({ bytes }) => bytes);
      if (nowMs === WARM_UP_S * 1000) for (const one of ears) one.bytes = 0;
      if (nowMs === WARM_UP_S * 1000) bytesBefore = ears.map(() => 0);
    }
    // A fourth of them says something new before each quarter of a tick.
    const calledAtMs = performance.now();
    const began = process.cpuUsage();
    for (let slot = Math.round(nowMs / (TICK_MS / 4)) % 4; slot < participants; slot += 4)
      table.write(slot, walk(blocks[slot], steps), nowMs & 0xffff, nowMs);
    const wrote = process.cpuUsage(began);
    if (nowMs >= nextCallMs) {
      fanOutPoses(fanout, table, listeners, { nowMs, roomTimeMs: nowMs, tickMs: TICK_MS, latenessMs: 0 });
      nextCallMs += fanoutIntervalMs(fanout, TICK_MS);
    }
    const whole = process.cpuUsage(began);
    if (!isMeasured) continue;
    // Of the processor, not of the clock: others may be at work on it.
    poseUs += wrote.user;
    fanoutUs += whole.user - wrote.user;
    longestCallMs = Math.max(longestCallMs, performance.now() - calledAtMs);
  }
  const turns = (participants * MEASURED_S * 1000) / TICK_MS;
  const bytes = ears.reduce((sum, one) => sum + one.bytes, 0);
  return {
    participants,
    threePoint,
    usPerReceiverTurn: fanoutUs / turns,
    usPerPose: poseUs / turns,
    bytesPerS: bytes / participants / MEASURED_S,
    bytesPerSMax,
    longestCallMs,
  };
}

/** Moves a narrow block by a few centimetres. Chance is drawn beforehand, as drawing it costs more than the rest. */
function walk(block: Uint8Array | undefined, steps: Int8Array): Uint8Array {
  if (block === undefined) return new Uint8Array(0);
  const view = new DataView(block.buffer, block.byteOffset);
  for (const offset of [8, 12]) {
    const limit = metresToSteps(HALF_SIZE_M, false);
    const moved = view.getInt16(offset, true) + (steps[drawn++ & (DRAWN - 1)] ?? 0);
    view.setInt16(offset, Math.max(-limit, Math.min(limit, moved)), true);
  }
  return block;
}

if (import.meta.main) {
  const [participants = "2500", shape = "root"] = process.argv.slice(2);
  const figures = benchInterest({
    participants: Number(participants),
    threePoint: shape === "three-point",
  });
  console.table([figures]);
}
