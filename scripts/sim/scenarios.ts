// Every scenario, by name. A seed that names none plays one of them.

import type { Scenario } from "./scenario.ts";
import { flooded, openHost, openRoom, shared } from "./scenarios/open-host.ts";
import { concert, quarrel, square, workshop } from "./scenarios/square.ts";

export const SCENARIOS = [
  openHost,
  square,
  workshop,
  quarrel,
  flooded,
  openRoom,
  shared,
  concert,
] as const satisfies readonly Scenario[];

export function scenarioNamed(name: string): Scenario | null {
  return SCENARIOS.find((scenario) => scenario.name === name) ?? null;
}
