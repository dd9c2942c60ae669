// All scenarios of `bun run bench edge`, in the order they are run.

import type { Scenario } from "../scenario.ts";
import { coldStart } from "./scenarios/cold-start.ts";
import { knownToken, newToken, notModified, policy, warmList } from "./scenarios/requests.ts";

export const EDGE_SCENARIOS: readonly Scenario[] = [
  warmList,
  notModified,
  knownToken,
  newToken,
  policy,
  coldStart,
];
