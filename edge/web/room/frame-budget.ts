// How many pixels a frame may have: fewer when frames come late, more when there is time. Pure.

const SLOW_MS = 34;
const QUICK_MS = 18;
const LOOK_FRAMES_MAX = 45;
/** Where frames are slow, 45 of them are too long to wait. */
const LOOK_MAX_MS = 1_200;
const RATIO_MIN = 0.5;
const RATIO_MAX = 2;
const DOWN = 0.8;
const UP = 1.1;

export type FrameBudget = {
  /** Tells how long a frame took; answers the pixel ratio to draw the next with. */
  after(frameMs: number): number;
};

/** `screenRatio` is the screen's own, which is never exceeded. */
export function createFrameBudget(screenRatio: number): FrameBudget {
  const most = Math.min(RATIO_MAX, screenRatio);
  let ratio = most;
  let frames = 0;
  let sumMs = 0;
  return {
    after(frameMs) {
      frames += 1;
      sumMs += frameMs;
      if (frames < LOOK_FRAMES_MAX && sumMs < LOOK_MAX_MS) return ratio;
      const meanMs = sumMs / frames;
      frames = 0;
      sumMs = 0;
      if (meanMs > SLOW_MS) ratio = Math.max(Math.min(RATIO_MIN, most), ratio * DOWN);
      else if (meanMs < QUICK_MS) ratio = Math.min(most, ratio * UP);
      return ratio;
    },
  };
}
