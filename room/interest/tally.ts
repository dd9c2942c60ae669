// What receivers were given and refused, counted where it happens and told to the metrics once a frame.

import { poses } from "../../shared/protocol/ext/poses.ts";
import { Drop, SECTION } from "../metrics/kind.ts";
import { type Metrics, ShedCause, ShedStep, Tier } from "../metrics.ts";
import type { PoseListener } from "./listener.ts";
import { noteTurn, type ShedStep as StepName } from "./shedding.ts";

/** What a frame of poses is counted as. */
export const POSES = SECTION + poses.id;
export const SHED_STEP: Readonly<Record<StepName, ShedStep>> = {
  "20hz": ShedStep.hz20,
  "10hz": ShedStep.hz10,
  "5hz": ShedStep.hz5,
  "2hz": ShedStep.hz2,
  ghost: ShedStep.ghost,
};

export type TierCount = { poses: number; bytes: number };
/** Of one frame. */
export type TierTally = { readonly near: TierCount; readonly middle: TierCount; readonly far: TierCount };

export function newTally(): TierTally {
  return {
    near: { poses: 0, bytes: 0 },
    middle: { poses: 0, bytes: 0 },
    far: { poses: 0, bytes: 0 },
  };
}

/** Tells what a frame held and begins anew. */
export function tellTally({ near, middle, far }: TierTally, metrics: Metrics): void {
  tellTier(metrics, Tier.near, near);
  tellTier(metrics, Tier.middle, middle);
  tellTier(metrics, Tier.far, far);
}

function tellTier(metrics: Metrics, tier: Tier, count: TierCount): void {
  if (count.poses === 0) return;
  metrics.poses(tier, count.poses, count.bytes);
  count.poses = 0;
  count.bytes = 0;
}

/** Takes in a receiver's turn and answers whether it is to be given anything. SPEC [INT-4] */
export function takesTurn({ subscriber, shed }: PoseListener, nowMs: number): boolean {
  // Whoever is back is served anew.
  if (subscriber.isAway) return false;
  const isClear = subscriber.isClear();
  const before = shed.step;
  noteTurn(shed, isClear, nowMs);
  if (shed.step !== before)
    subscriber.metrics.shed(SHED_STEP[shed.step], isClear ? ShedCause.recovered : ShedCause.slow);
  if (isClear) return true;
  subscriber.metrics.queued(subscriber.waitingBytes);
  subscriber.metrics.dropped(POSES, shed.step === "ghost" ? Drop.ghost : Drop.slow);
  return false;
}
