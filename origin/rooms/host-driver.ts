// What runs room hosts for us, if anything does: told which of its machines or pods carry rooms, so that it ends the others first, and
// asked for one more when nobody can be given a place. It decides; an engine that is away keeps nobody out of a room.

import type { OriginConfig } from "../config.ts";
import { createAgonesDriver } from "./drivers/agones.ts";
import { createAsgDriver } from "./drivers/asg.ts";
import { agonesOnly, asgOnly } from "./drivers/engine-table.ts";

/** A machine or a pod, by the engine's own name. */
export type EngineUnit = { readonly region: string; readonly engineId: string };

/** Each call may come again for what is so already, and ends when its signal says so. One for a unit that is no more does nothing. */
export type HostDriver = {
  /** Those it knows an engine of, the first in front. */
  readonly regions: readonly string[];
  /** It got its first room: it is to stay. Throws what the engine or the network says. */
  occupied(unit: EngineUnit, signal: AbortSignal): Promise<void>;
  /** It has no room any more, or none yet: it may be ended. Throws as `occupied`. */
  vacated(unit: EngineUnit, signal: AbortSignal): Promise<void>;
  /** One host more would be of use there, unless one is on its way. Throws as `occupied`. */
  wanted(region: string, signal: AbortSignal): Promise<void>;
  /** Closes idle connections. */
  close(): void;
};

/** Null: nobody is to be told. Throws EnvError where the engines are not that driver's. */
export function createHostDriver({
  hostDriver,
  hostEngines,
}: Pick<OriginConfig, "hostDriver" | "hostEngines">): HostDriver | null {
  switch (hostDriver) {
    case "static":
      return null;
    case "agones":
      return createAgonesDriver(agonesOnly(hostEngines), { fetch });
    case "asg":
      return createAsgDriver(asgOnly(hostEngines));
  }
}
