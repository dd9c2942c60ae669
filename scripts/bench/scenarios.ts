// All scenarios of `bun run bench room`, in the order they are run.

import type { Scenario } from "./scenario.ts";
import { garbage, neverReads, slowConsumers, soak } from "./scenarios/endurance.ts";
import { extended2500, threePoint200, voice500 } from "./scenarios/extended.ts";
import { idle } from "./scenarios/idle.ts";
import { joining } from "./scenarios/joining.ts";
import { latency, plain100, plain1000, smallRooms, webSocket } from "./scenarios/plain.ts";
import { plainMax } from "./scenarios/plain-max.ts";

export const SCENARIOS: readonly Scenario[] = [
  plain100,
  smallRooms,
  plain1000,
  latency,
  plainMax,
  webSocket,
  extended2500,
  threePoint200,
  voice500,
  idle,
  joining,
  neverReads,
  slowConsumers,
  garbage,
  soak,
];
