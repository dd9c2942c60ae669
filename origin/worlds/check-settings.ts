// Whether the settings of a world fit one another.

import { Problem } from "../../shared/http/problem.ts";
import type { WorldSettings } from "../../shared/schema/world-settings.ts";

/** The same settings, or throws WORLD_SPAWN_OUTSIDE (422). */
export function checkSettings(settings: WorldSettings): WorldSettings {
  if (settings.spawn.some((metres) => Math.abs(metres) > settings.halfSizeM)) throw spawnOutside(settings);
  return settings;
}

function spawnOutside(settings: WorldSettings): Problem {
  return new Problem({
    status: 422,
    code: "WORLD_SPAWN_OUTSIDE",
    title: "People would appear outside the world",
    errors: [
      { name: "settings.spawn", message: "too far out", actual: settings.spawn, limit: settings.halfSizeM },
    ],
  });
}
