// What a room host counts while it works. Counters only: no clock, no socket, no words; room/metrics/ makes text of them. The
// hot path adds to plain fields and typed arrays, indexed by the small numbers of room/metrics/kind.ts. What can be read off the
// sessions themselves when somebody asks (how many, how much waits) is not counted here, so that it cannot drift.

import { Histogram, WindowedHistogram } from "./metrics/histogram.ts";
import { DROP_NAMES, type DropReason, KIND_COUNT } from "./metrics/kind.ts";

/** How far from its receiver an avatar is held to be. */
export const Tier = { near: 0, middle: 1, far: 2 } as const;
export type Tier = (typeof Tier)[keyof typeof Tier];

/** How often a receiver is given poses; each step is a slower one. */
export const ShedStep = { hz20: 0, hz10: 1, hz5: 2, hz2: 3, ghost: 4 } as const;
export type ShedStep = (typeof ShedStep)[keyof typeof ShedStep];
export const SHED_STEP_COUNT = 5;

/** Why a receiver's step changed. */
export const ShedCause = {
  /** What it should hear does not fit its bytes a second. */
  budget: 0,
  /** It does not read as fast as it is written to. */
  slow: 1,
  /** All is well again. */
  recovered: 2,
} as const;
export type ShedCause = (typeof ShedCause)[keyof typeof ShedCause];
export const SHED_CAUSE_COUNT = 3;

/** How a session ended: any reason code the server gave, or one of these. */
export const Ended = { byClient: 0x00, withoutGoodbye: 0x100 } as const;
const ENDING_COUNT = 0x101;

/** What became of a token to come back with. "refused" is a fresh join. */
export type ResumeOutcome = "replayed" | "anew" | "refused";

export type OriginCall =
  | "register"
  | "heartbeat"
  | "room-spec"
  | "hand-over"
  | "handed-over"
  | "keep"
  | "participant"
  | "may-use"
  | "brought-along"
  | "evidence"
  | "news"
  | "notices"
  | "gifts"
  | "report";
/** By status: "ok", the HTTP status of the problem it answered, "away", or "failed" for anything else. */
export type OriginCalls = { readonly byStatus: Map<string, Histogram>; retryCount: number };

export class Metrics {
  // By kind: messages, and their bytes.
  readonly receivedCount = new Float64Array(KIND_COUNT);
  readonly receivedBytes = new Float64Array(KIND_COUNT);
  readonly deliveredCount = new Float64Array(KIND_COUNT);
  readonly deliveredBytes = new Float64Array(KIND_COUNT);
  /** By kind × reason. */
  readonly droppedCount = new Float64Array(KIND_COUNT * DROP_NAMES.length);

  // Poses given to extended receivers, by tier.
  readonly tierPoses = new Float64Array(3);
  readonly tierBytes = new Float64Array(3);
  /** By step × cause. */
  readonly shedChanges = new Float64Array(SHED_STEP_COUNT * SHED_CAUSE_COUNT);

  // Sockets: what went over them, whoever it was for.
  readCount = 0;
  readBytes = 0;
  writtenCount = 0;
  writtenBytes = 0;
  /** The most that waited for one receiver. */
  queuePeakBytes = 0;

  // Sessions.
  accepted = 0;
  readonly refusedCount = new Float64Array(0x100);
  readonly endedCount = new Float64Array(ENDING_COUNT);
  readonly resumes: Record<ResumeOutcome, number> = { replayed: 0, anew: 0, refused: 0 };

  // Stages of other rooms: how many are heard now; links to other hosts.
  stagesHeard = 0;
  stageSkipped = 0;
  stageLost = 0;
  stageReadBytes = 0;

  // Time, microseconds.
  readonly tick = new WindowedHistogram();
  readonly flush = new WindowedHistogram();
  /** How much later than asked a timer ran. */
  readonly lag = new WindowedHistogram();

  readonly originCalls = new Map<OriginCall, OriginCalls>();

  /** A message came. `bytes`: the whole packet, or a section's payload. */
  received(kind: number, bytes: number): void {
    this.receivedCount[kind] = (this.receivedCount[kind] ?? 0) + 1;
    this.receivedBytes[kind] = (this.receivedBytes[kind] ?? 0) + bytes;
  }

  /** A message was put on its way to so many receivers, `bytesEach` for each. Once per fan-out, not once per receiver. */
  delivered(kind: number, receivers: number, bytesEach: number): void {
    this.deliveredCount[kind] = (this.deliveredCount[kind] ?? 0) + receivers;
    this.deliveredBytes[kind] = (this.deliveredBytes[kind] ?? 0) + receivers * bytesEach;
  }

  /** A message had no effect, or did not reach so many of its receivers. */
  dropped(kind: number, reason: DropReason, count = 1): void {
    const index = kind * DROP_NAMES.length + reason;
    this.droppedCount[index] = (this.droppedCount[index] ?? 0) + count;
  }

  /** An extended receiver was given so many poses of one tier, `bytes` in all. */
  poses(tier: Tier, count: number, bytes: number): void {
    this.tierPoses[tier] = (this.tierPoses[tier] ?? 0) + count;
    this.tierBytes[tier] = (this.tierBytes[tier] ?? 0) + bytes;
  }

  /** A receiver came to this step. */
  shed(step: ShedStep, cause: ShedCause): void {
    const index = step * SHED_CAUSE_COUNT + cause;
    this.shedChanges[index] = (this.shedChanges[index] ?? 0) + 1;
  }

  /** A socket handed us bytes. */
  read(bytes: number): void {
    this.readCount++;
    this.readBytes += bytes;
  }

  /** A socket was given bytes, in one write. */
  wrote(bytes: number): void {
    this.writtenCount++;
    this.writtenBytes += bytes;
  }

  /** So much waits for one receiver now. */
  queued(bytes: number): void {
    if (bytes > this.queuePeakBytes) this.queuePeakBytes = bytes;
  }

  /** CONNECT was answered with this code; 0 is a welcome. */
  connected(reasonCode: number): void {
    if (reasonCode === 0) this.accepted++;
    else this.refusedCount[reasonCode] = (this.refusedCount[reasonCode] ?? 0) + 1;
  }

  /** A session that had been let in ended: the server's reason code, or one of `Ended`. */
  ended(how: number): void {
    this.endedCount[how] = (this.endedCount[how] ?? 0) + 1;
  }

  /** A client showed a token to come back with. */
  resumed(outcome: ResumeOutcome): void {
    this.resumes[outcome]++;
  }

  originCalled(call: OriginCall, status: string, micros: number): void {
    const { byStatus } = this.#callsOf(call);
    let durations = byStatus.get(status);
    if (durations === undefined) {
      durations = new Histogram();
      byStatus.set(status, durations);
    }
    durations.record(micros);
  }

  /** The origin is asked again what it could not answer the last time. */
  originRetried(call: OriginCall): void {
    this.#callsOf(call).retryCount++;
  }

  #callsOf(call: OriginCall): OriginCalls {
    let calls = this.originCalls.get(call);
    if (calls === undefined) {
      calls = { byStatus: new Map(), retryCount: 0 };
      this.originCalls.set(call, calls);
    }
    return calls;
  }

  /** Ends a window of what counts as recent. */
  turn(): void {
    for (const histogram of [this.tick, this.flush, this.lag]) histogram.turn();
  }
}
