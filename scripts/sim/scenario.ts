// A scenario: which host, who comes, what they do, and for how long.

import type { RoomSpec } from "../../shared/schema/room-spec.ts";
import type { Chance } from "../fuzz/chance.ts";
import type { Persona } from "./persona.ts";
import type { Actions } from "./pubsub-actions.ts";
import type { HostKind } from "./world.ts";

export type Scenario = {
  readonly name: string;
  readonly about: string;
  readonly host: HostKind;
  /** Whether there is a room to agree on. */
  readonly hasRoom: boolean;
  spec(room: string): RoomSpec;
  personas(chance: Chance): readonly Persona[];
  /** Who comes last, when all is quiet, and sees the room for the first time. */
  latecomers(personas: readonly Persona[]): readonly Persona[];
  readonly actions: Actions;
  readonly stepsMin: number;
  readonly stepsMax: number;
  /** Between two steps, on average. */
  readonly stepMeanMs: number;
};
