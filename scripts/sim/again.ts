// The command that plays one seed again.

import type { Command } from "../parts/watchdog.ts";
import type { Rules } from "./game.ts";
import { rooms } from "./rooms-game.ts";

/** What stands before the seed, and behind it. */
export function againOf(game: string, { scenario, canary }: Rules): Command {
  const before = game === rooms.name ? "bun run sim -- " : `bun run sim -- ${game} `;
  const after = [
    ...(scenario === null ? [] : [` --scenario ${scenario}`]),
    ...(canary === null ? [] : [` --canary ${canary}`]),
  ].join("");
  return { before, after };
}
