// All scenarios of `bun run bench room`, in the order they are run.

import type { Scenario } from "./scenario.ts";
import { idle } from "./scenarios/idle.ts";
import { latency, plain100, plain1000, smallRooms } from "./scenarios/plain.ts";
import { plainMax } from "./scenarios/plain-max.ts";

export const SCENARIOS: readonly Scenario[] = [plain100, smallRooms, plain1000, plainMax, latency, idle];
