// One tick's poses to the extended receivers of a room. A room whose poses weigh little is told as a whole, one batch for all who
// are alike; in a larger one each receiver is told of its neighbours, and all of the rest together. The hot path: nothing is
// allocated for a receiver or a sender, a frame is built in memory that is used again. test/room/interest/slow-twin.ts says
// slowly who should get what. 1.7 µs for a receiver's turn at 2,500 avatars (scripts/bench/interest.ts); in these files typed
// arrays are read `as number` and nothing is destructured from arrays in a loop, which made it three times as fast.
// SPEC [POSES-2], [POSES-3], [INT-1]…[INT-4], [INT-7]

import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import { FRAME_BODY_MAX_BYTES } from "../../shared/protocol/ext/registry.ts";
import { Drop, kindOfPacket } from "../metrics/kind.ts";
import { PACKET_HEAD_MAX_BYTES } from "../pubsub/packet-head.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import { HEADROOM_BYTES } from "../wire.ts";
import { BatchWriter, SECTION_HEAD_MAX_BYTES } from "./batch-writer.ts";
import {
  FAR_PERIOD_MIN_MS,
  FULL_COUNT_DEFAULT,
  farQuotaBytes,
  NEIGHBOURS_REFRESH_MS,
  type PoseMode,
  poseModeOf,
  privateQuotaBytes,
  turnMsOf,
} from "./budget.ts";
import { advance, type FarRotation, newRotation, progressOf, type Stretch } from "./far-rotation.ts";
import { type FarSection, FarSections } from "./far-sections.ts";
import { Grid } from "./grid.ts";
import { collectBlocked, hiddenFrom, type IsHidden } from "./hidden.ts";
import {
  catchUp,
  fallBehind,
  ownRotation,
  PHASES,
  type PoseListener,
  TURNS_REMEMBERED,
  tellTogether,
} from "./listener.ts";
import { paceNear, writeNeighbours } from "./near-batch.ts";
import { findSpeakers, NeighbourFinder, newSpeakers, type Speakers } from "./neighbours.ts";
import { newOverload, noteTick, type Overload } from "./overload.ts";
import type { PoseTable } from "./pose-table.ts";
import { turnInterval } from "./shedding.ts";
import { newTally, POSES, takesTurn, tellTally } from "./tally.ts";
import { TogetherBatches } from "./together.ts";

const FRAME_BYTES = 128 * 1024;
/** Who takes packets as large as this takes all of ours. */
const PACKET_MAX_BYTES = PACKET_HEAD_MAX_BYTES + FRAME_BODY_MAX_BYTES;
/** What the heads of a packet and of its two sections leave of a small packet goes to the near and the middle, by this share. */
const SMALL_NEAR_SHARE = 2 / 3;
const FRAME_START = HEADROOM_BYTES + PACKET_HEAD_MAX_BYTES + SECTION_HEAD_MAX_BYTES;

/** How the poses of one room go out. */
export type PoseFanout = {
  mode: PoseMode;
  /** The group of receivers whose turn is next. */
  phase: number;
  /** Listeners there ever were. */
  serial: number;
  readonly grid: Grid;
  readonly speakers: Speakers;
  /** One for each phase. */
  readonly rotations: readonly FarRotation[];
  readonly overload: Overload;
  /** Subscribers that must not see somebody. */
  readonly blocked: Set<number>;
};

export function newPoseFanout(nowMs: number): PoseFanout {
  return {
    mode: "together",
    phase: 0,
    serial: 0,
    grid: new Grid(),
    speakers: newSpeakers(),
    rotations: Array.from({ length: PHASES }, () => newRotation(0)),
    overload: newOverload(nowMs),
    blocked: new Set(),
  };
}

export type PoseTick = {
  readonly nowMs: number;
  readonly roomTimeMs: number;
  /** The room's setting. */
  readonly tickMs: number;
  /** How much later than it was due. */
  readonly latenessMs: number;
};

/** Until the next call of fanOutPoses is due. In tiers each call serves one phase, so that the loop reads in between. */
export function fanoutIntervalMs(fanout: PoseFanout, tickMs: number): number {
  return fanout.mode === "together" ? tickMs : turnMsOf(tickMs) / PHASES;
}

/** All that one call works with, so that nothing has to be handed from function to function for each receiver. */
type Turn = {
  readonly fanout: PoseFanout;
  readonly table: PoseTable;
  readonly nowMs: number;
  readonly tick: number;
  readonly roomTimeMs: number;
  /** Between two turns of a receiver that is served as often as can be. */
  readonly beatMs: number;
  readonly privateQuota: number;
  readonly farQuota: number;
  /** The phase's rotation before and after its stretch of this turn. */
  readonly progressBefore: number;
  readonly shared: FarRotation;
};

const frame = new BatchWriter(FRAME_BYTES);
const tally = newTally();
const finder = new NeighbourFinder();
const sections = new FarSections();
const together = new TogetherBatches();
const stretch: Stretch = { from: 0, to: 0, sinceTick: 0 };
const ownStretch: Stretch = { from: 0, to: 0, sinceTick: 0 };

/** Gives every receiver whose turn it is, and that can take it, what it has not been told yet. */
export function fanOutPoses(
  fanout: PoseFanout,
  table: PoseTable,
  listeners: ReadonlyMap<number, PoseListener>,
  now: PoseTick,
): void {
  const tick = table.gather();
  noteTick(fanout.overload, now.latenessMs, now.nowMs);
  fanout.mode = poseModeOf(fanout.mode, table.fullBytes, now.tickMs);
  collectBlocked(table, fanout.blocked);
  const isTiers = fanout.mode === "tiers";
  if (!isTiers || fanout.phase === 0) {
    fanout.grid.rebuild(table);
    findSpeakers(table, now.nowMs, fanout.speakers);
  }
  const { phase } = fanout;
  const shared = fanout.rotations[phase] ?? newRotation(0);
  const turnMs = turnMsOf(now.tickMs);
  const quota = farQuotaBytes(table.count, turnMs, fanout.overload.farDivisor);
  const progressBefore = progressOf(shared);
  const turn: Turn = {
    fanout,
    table,
    nowMs: now.nowMs,
    tick,
    roomTimeMs: now.roomTimeMs,
    beatMs: isTiers ? turnMs : now.tickMs,
    privateQuota: privateQuotaBytes(turnMs),
    farQuota: quota,
    progressBefore,
    shared,
  };
  if (isTiers) {
    advance(shared, table, { quotaBytes: quota, roundMinTurns: roundMinTurns(turnMs) }, stretch);
    sections.begin(table, stretch, turn);
    fanout.phase = (phase + 1) % PHASES;
  } else together.begin(table, turn);
  for (const listener of listeners.values()) {
    if (isTiers && listener.serial % PHASES !== phase) continue;
    if (isTiers || wantsTiers(listener, table)) serveInTiers(listener, turn);
    else serveTogether(listener, turn);
  }
}

/** Because it wishes for less than everybody in full detail, or because that is more than it takes in a packet. */
function wantsTiers({ wishes, subscriber }: PoseListener, table: PoseTable): boolean {
  if (wishes !== null && wishes.fullCount < table.count - 1) return true;
  return subscriber.peerPacketMaxBytes < PACKET_HEAD_MAX_BYTES + SECTION_HEAD_MAX_BYTES + table.fullBytes;
}

function isSmall({ peerPacketMaxBytes }: Subscriber): boolean {
  return peerPacketMaxBytes < PACKET_MAX_BYTES;
}

/** Bytes of entries that a client's packets leave for the near and the middle, and for the far. */
function smallNearBytes({ peerPacketMaxBytes }: Subscriber): number {
  const bytes = peerPacketMaxBytes - PACKET_HEAD_MAX_BYTES - 2 * SECTION_HEAD_MAX_BYTES;
  return Math.max(0, Math.floor(bytes * SMALL_NEAR_SHARE));
}
function smallFarBytes(subscriber: Subscriber): number {
  return Math.ceil(smallNearBytes(subscriber) * (1 / SMALL_NEAR_SHARE - 1));
}

/** Turns of the room between two of this receiver's own; 0 when it wishes for none. */
function intervalOf({ wishes, shed }: PoseListener, { beatMs }: Turn): number {
  const maxPoseHz = wishes?.maxPoseHz ?? Number.POSITIVE_INFINITY;
  return maxPoseHz === 0 ? 0 : turnInterval(shed.step, maxPoseHz, beatMs);
}

// ── together ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

function serveTogether(listener: PoseListener, turn: Turn): void {
  tellTogether(listener);
  const { told, subscriber } = listener;
  const { table, fanout } = turn;
  const interval = intervalOf(listener, turn);
  listener.beat++;
  if (told.name !== "together" || told.completeTick === turn.tick) return;
  if (interval === 0 || listener.beat % interval !== 0) return;
  // It has not read the last batch: it gets a newer one later, instead of both.
  if (!takesTurn(listener, turn.nowMs)) return;
  // Never more than it takes: that would have been one for tiers.
  const packet = together.packetFor(
    subscriber,
    told.completeTick,
    hiddenFrom(subscriber.id, table, fanout.blocked),
  );
  told.completeTick = turn.tick;
  if (packet === null) return;
  tally.near.poses += packet.poses;
  tally.near.bytes += packet.bytes.length - HEADROOM_BYTES;
  give(subscriber, packet.bytes, HEADROOM_BYTES, packet.bytes.length);
}

/** Hands a packet over, if it is not more than the client takes. */
function give(subscriber: Subscriber, bytes: Uint8Array, start: number, end: number): void {
  const { metrics } = subscriber;
  tellTally(tally, metrics);
  if (end - start > subscriber.peerPacketMaxBytes) return metrics.dropped(POSES, Drop.tooLarge);
  metrics.delivered(kindOfPacket(bytes[start] ?? 0, TOPIC_DOWN), 1, end - start);
  metrics.delivered(POSES, 1, end - start);
  subscriber.queueTransient(bytes, start, end);
}

// ── in tiers ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

function serveInTiers(listener: PoseListener, turn: Turn): void {
  const { subscriber, shed } = listener;
  const { shared, fanout, table } = turn;
  const isTiers = fanout.mode === "tiers";
  const atMost = Math.max(1, Math.ceil(turnMsOf(turn.beatMs) / turn.beatMs));
  const wished = intervalOf(listener, turn);
  const interval = wished === 0 ? 0 : Math.max(atMost, wished);
  const isHidden = hiddenFrom(subscriber.id, table, fanout.blocked);
  const sharesFar =
    isTiers && interval === 1 && shed.step !== "ghost" && isHidden === null && !isSmall(subscriber);
  listener.beat++;
  if (!sharesFar) ownRotation(listener, shared);
  else if (listener.told.name === "together" || listener.told.name === "own")
    fallBehind(listener, shared, turn.progressBefore);
  if (interval === 0 || listener.beat % interval !== 0) return;
  if (!takesTurn(listener, turn.nowMs)) {
    if (sharesFar) fallBehind(listener, shared, progressOf(shared));
    return;
  }
  refreshNeighbours(listener, turn, interval, isHidden);
  sendFrame(listener, turn, interval, isHidden);
}

function refreshNeighbours(listener: PoseListener, turn: Turn, interval: number, isHidden: IsHidden): void {
  const refreshTurns = Math.max(1, Math.round(NEIGHBOURS_REFRESH_MS / (interval * turn.beatMs)));
  const isFirst = listener.refreshedTick === -1;
  if (!isFirst && listener.turn - listener.refreshedTurn < refreshTurns) return;
  if (listener.refreshedTick === turn.tick) return;
  const { table, fanout } = turn;
  const fullCount = listener.wishes?.fullCount ?? FULL_COUNT_DEFAULT;
  const seeker = { slot: listener.slot, fullCount, isHidden };
  finder.find(table, fanout.grid, fanout.speakers, seeker, listener.neighbours);
  paceNear(listener, table, nearQuota(listener.subscriber, turn));
  listener.refreshedTick = turn.tick;
  // Spread, so that those who came together are not looked up together for ever.
  const spread = isFirst ? Math.floor(listener.serial / PHASES) % refreshTurns : 0;
  listener.refreshedTurn = listener.turn - spread;
}

function sendFrame(listener: PoseListener, turn: Turn, interval: number, isHidden: IsHidden): void {
  const { subscriber, told } = listener;
  const { extension } = subscriber;
  const { table } = turn;
  if (extension === null) return;
  frame.begin(FRAME_START);
  writeNeighbours(listener, table, nearQuota(subscriber, turn), isHidden, frame, tally);
  frame.endSection(turn);
  listener.seenTicks[listener.turn & (TURNS_REMEMBERED - 1)] = turn.tick;
  listener.turn++;
  const far =
    told.name === "own"
      ? ownFar(told.rotation, turn, { quotaBytes: farQuota(subscriber, turn), interval, isHidden })
      : sections.since(told.name === "behind" ? told.sinceTick : stretch.sinceTick);
  catchUp(listener, turn.shared);
  if (far !== null) {
    frame.append(far.bytes);
    tally.far.poses += far.poses;
    tally.far.bytes += far.bytes.length;
  }
  if (frame.at === frame.start) return;
  frame.endPacket(extension.carrier, subscriber.version);
  give(subscriber, frame.bytes, frame.start, frame.at);
}

function nearQuota(subscriber: Subscriber, { privateQuota }: Turn): number {
  return isSmall(subscriber) ? Math.min(privateQuota, smallNearBytes(subscriber)) : privateQuota;
}
function farQuota(subscriber: Subscriber, { farQuota: quota }: Turn): number {
  return isSmall(subscriber) ? Math.min(quota, smallFarBytes(subscriber)) : quota;
}

/** The far tier of one receiver alone. */
function ownFar(
  rotation: FarRotation,
  turn: Turn,
  own: { readonly quotaBytes: number; readonly interval: number; readonly isHidden: IsHidden },
): FarSection | null {
  const { quotaBytes, interval, isHidden } = own;
  const { table } = turn;
  advance(rotation, table, { quotaBytes, roundMinTurns: roundMinTurns(interval * turn.beatMs) }, ownStretch);
  return sections.alone(table, ownStretch, isHidden, turn);
}

function roundMinTurns(turnMs: number): number {
  return Math.max(1, Math.ceil(FAR_PERIOD_MIN_MS / turnMs));
}
