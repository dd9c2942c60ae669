// Many seeds, one after the other, until one fails.

import { type Run, type SimulateOptions, simulate } from "./simulate.ts";

export type Played = { readonly runs: number; readonly virtualMs: number; readonly failed: Run | null };

export async function play(
  from: bigint,
  seeds: number,
  options: Omit<SimulateOptions, "seed">,
): Promise<Played> {
  let virtualMs = 0;
  for (let index = 0; index < seeds; index++) {
    const run = await simulate({ ...options, seed: BigInt.asUintN(64, from + BigInt(index)) });
    virtualMs += run.virtualMs;
    if (run.violation !== null) return { runs: index + 1, virtualMs, failed: run };
  }
  return { runs: seeds, virtualMs, failed: null };
}
