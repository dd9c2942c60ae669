// Makes a failing run smaller: leaves out as many steps as it can while the same invariant still breaks. Steps have their chance from
// the plan, so what is left out changes nothing of the others but what comes of them.

import type { Step } from "./plan.ts";
import { type Run, type SimulateOptions, simulate } from "./simulate.ts";

/** Runs that may be spent on it. */
const TRIES_MAX = 400;

/** The smallest run found with the same broken invariant, traced. `run` must have broken one. */
export async function shrink(run: Run, options: SimulateOptions): Promise<Run> {
  const invariant = run.violation?.invariant;
  let tries = 0;
  const stillFails = async (steps: readonly Step[]): Promise<boolean> => {
    tries++;
    return (await simulate({ ...options, steps })).violation?.invariant === invariant;
  };
  let steps = await withoutTail(run.steps, stillFails);
  for (let size = Math.ceil(steps.length / 2); size >= 1 && tries < TRIES_MAX; size = Math.floor(size / 2))
    for (let start = 0; start < steps.length && tries < TRIES_MAX; ) {
      const fewer = [...steps.slice(0, start), ...steps.slice(start + size)];
      if (await stillFails(fewer)) steps = fewer;
      else start += size;
    }
  const smallest = await simulate({ ...options, steps, isTraced: true });
  return smallest.violation === null ? simulate({ ...options, steps: run.steps, isTraced: true }) : smallest;
}

/** Half of the steps, then a quarter, and so on, off the end. */
async function withoutTail(
  steps: readonly Step[],
  stillFails: (steps: readonly Step[]) => Promise<boolean>,
): Promise<readonly Step[]> {
  let kept = steps;
  for (let size = Math.floor(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    const fewer = kept.slice(0, kept.length - size);
    if (fewer.length < kept.length && (await stillFails(fewer))) kept = fewer;
  }
  return kept;
}
