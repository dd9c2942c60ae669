// One core's part of a run: the same targets as the others, from a seed of its own.

import { servePart } from "../parts/serve-part.ts";
import { fuzzTargets, type Told } from "./fuzz-targets.ts";
import type { Extent } from "./run.ts";
import { targetsNamed } from "./targets.ts";

export type FuzzPart = { readonly target: string | null; readonly seed: bigint; readonly extent: Extent };

servePart<FuzzPart, Told>(async ({ target, seed, extent }, tell) => {
  await fuzzTargets(targetsNamed(target) ?? [], { seed, extent, tell });
});
