// Makes a failing run smaller: leaves out clients, and then as many steps as it can, while the same invariant still breaks. Steps have
// their chance from the plan, so what is left out changes nothing of the others but what comes of them.

import type { Step } from "./plan.ts";
import { type Run, type SimulateOptions, simulate } from "./simulate.ts";

/** Runs that may be spent on it. */
const TRIES_MAX = 400;
/** Of which no world has more. */
const CLIENTS_MAX = 12;

/** Who and what is left of a run. */
type Part = { readonly steps: readonly Step[]; readonly absent: ReadonlySet<number> };
type StillFails = (part: Part) => Promise<boolean>;

/** The smallest run found with the same broken invariant, traced. `run` must have broken one. */
export async function shrink(run: Run, options: SimulateOptions): Promise<Run> {
  const invariant = run.violation?.invariant;
  let tries = 0;
  const stillFails: StillFails = async (part) => {
    if (++tries > TRIES_MAX) return false;
    return (await simulate({ ...options, ...part })).violation?.invariant === invariant;
  };
  let part: Part = { steps: run.steps, absent: new Set() };
  part = await withoutTail(part, stillFails);
  part = await withoutClients(part, stillFails);
  part = await withoutSteps(part, stillFails);
  part = await withoutClients(part, stillFails);
  return simulate({ ...options, ...part, isTraced: true });
}

/** Half of the steps, then a quarter, and so on, off the end. */
async function withoutTail(part: Part, stillFails: StillFails): Promise<Part> {
  let kept = part;
  for (let size = Math.floor(kept.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    const fewer = { ...kept, steps: kept.steps.slice(0, kept.steps.length - size) };
    if (fewer.steps.length < kept.steps.length && (await stillFails(fewer))) kept = fewer;
  }
  return kept;
}

/** Each client in turn, with its steps. */
async function withoutClients(part: Part, stillFails: StillFails): Promise<Part> {
  let kept = part;
  for (let client = 0; client < CLIENTS_MAX; client++) {
    if (kept.absent.has(client)) continue;
    const steps = kept.steps.filter((step) => step.client !== client);
    const fewer = { steps, absent: new Set([...kept.absent, client]) };
    if (await stillFails(fewer)) kept = fewer;
  }
  return kept;
}

/** Pieces of half the length, a quarter, and so on down to single steps. */
async function withoutSteps(part: Part, stillFails: StillFails): Promise<Part> {
  let { steps } = part;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let start = 0; start < steps.length; ) {
      const fewer = [...steps.slice(0, start), ...steps.slice(start + size)];
      if (await stillFails({ ...part, steps: fewer })) steps = fewer;
      else start += size;
    }
  return { ...part, steps };
}
