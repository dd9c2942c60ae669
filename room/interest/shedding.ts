// How a receiver that cannot take its poses is given fewer of them, step by step, and more again once it keeps up. Pure: its
// inputs are turns, taken or missed. SPEC [INT-4]

/** 20, 10, 5 and 2 poses a second, then none: a ghost hears of events alone. */
export const SHED_STEPS = ["20hz", "10hz", "5hz", "2hz", "ghost"] as const;
export type ShedStep = (typeof SHED_STEPS)[number];
/** The shortest time between two turns of each step; a ghost's are only looked at, not filled. */
const STEP_MS: Readonly<Record<ShedStep, number>> = {
  "20hz": 50,
  "10hz": 100,
  "5hz": 200,
  "2hz": 500,
  ghost: 500,
};

/** A missed turn weighs as much as four taken ones: two in a row are one step down, and so are three of five. */
const MISS_WEIGHT = 4;
const STEP_DOWN_WEIGHT = 8;
/**
 * Clear for so long is one step up. Each step down soon after one up doubles it: a line that is too thin is not tried for ever.
 * Only a ghost comes back as soon as it has read: a stall says nothing of how much the line takes.
 */
export const CALM_FIRST_MS = 1_000;
export const CALM_MAX_MS = 48_000;

/** `reason` is why the step is what it is, for whoever looks at the metrics. */
export type Shed = {
  step: ShedStep;
  reason: "none" | "missed" | "recovering";
  weight: number;
  calmSinceMs: number;
  calmNeededMs: number;
  raisedAtMs: number;
  missedCount: number;
};

export function newShed(): Shed {
  return {
    step: "20hz",
    reason: "none",
    weight: 0,
    calmSinceMs: 0,
    calmNeededMs: CALM_FIRST_MS,
    raisedAtMs: Number.NEGATIVE_INFINITY,
    missedCount: 0,
  };
}

/** Takes in one turn: whether the receiver had read all it was given before. */
export function noteTurn(shed: Shed, isClear: boolean, nowMs: number): void {
  if (isClear) onTaken(shed, nowMs);
  else onMissed(shed, nowMs);
}

function onMissed(shed: Shed, nowMs: number): void {
  shed.missedCount++;
  shed.calmSinceMs = nowMs;
  shed.weight += MISS_WEIGHT;
  if (shed.weight < STEP_DOWN_WEIGHT || shed.step === "ghost") return;
  shed.weight = 0;
  shed.step = stepBeside(shed.step, 1);
  shed.reason = "missed";
  const isRelapse = nowMs - shed.raisedAtMs < shed.calmNeededMs;
  shed.calmNeededMs = isRelapse ? Math.min(CALM_MAX_MS, shed.calmNeededMs * 2) : CALM_FIRST_MS;
}

function onTaken(shed: Shed, nowMs: number): void {
  if (shed.weight > 0) shed.weight--;
  if (shed.step === "20hz") return;
  if (shed.step !== "ghost" && nowMs - shed.calmSinceMs < shed.calmNeededMs) return;
  shed.step = stepBeside(shed.step, -1);
  shed.reason = shed.step === "20hz" ? "none" : "recovering";
  shed.raisedAtMs = nowMs;
  shed.calmSinceMs = nowMs;
}

function stepBeside(step: ShedStep, direction: 1 | -1): ShedStep {
  return SHED_STEPS[SHED_STEPS.indexOf(step) + direction] ?? step;
}

/** Every how many of the room's turns a receiver has one of its own, given its step and what it wishes for (above 0). */
export function turnInterval(step: ShedStep, maxPoseHz: number, turnMs: number): number {
  const wantedMs = step === "20hz" ? 1000 / maxPoseHz : Math.max(STEP_MS[step], 1000 / maxPoseHz);
  return Math.max(1, Math.ceil(wantedMs / turnMs));
}
