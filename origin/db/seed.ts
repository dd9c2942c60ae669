// What an empty house shows on its first day: three worlds of its own, and a gathering to come to.

import { eventIdSchema, worldIdSchema } from "../../shared/schema/ids.ts";
import { DEFAULT_WORLD_SETTINGS, type WorldSettings } from "../../shared/schema/world-settings.ts";
import { indexEvent } from "../events/index-event.ts";
import { insertEvents } from "../events/store.ts";
import { indexWorld } from "../worlds/index-world.ts";
import { countWorlds, insertWorlds } from "../worlds/store.ts";
import type { Db } from "./client.ts";
import { lockMigrations } from "./transaction.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** 20:00 in Japan is 11:00 UTC. */
const EVENT_HOUR_UTC = 11;

const WORLDS: readonly {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly capacity: number;
  readonly tags: string[];
  readonly settings: Partial<WorldSettings>;
}[] = [
  {
    id: "wld_hiroba-plaza",
    name: "Hiroba Plaza",
    description: "The square everybody passes through. 待ち合わせはここで。",
    capacity: 100,
    tags: ["meeting", "広場"],
    settings: { skyColor: "#bfe3ff", groundColor: "#8fb996", halfSizeM: 32, spawn: [0, 0, 4] },
  },
  {
    id: "wld_moonlit-terrace",
    name: "Moonlit Terrace",
    description: "A quiet terrace under a dark sky, for a few friends. 月の下で、静かに。",
    capacity: 30,
    tags: ["quiet", "夜"],
    settings: {
      skyColor: "#1b2240",
      groundColor: "#4b4a63",
      halfSizeM: 16,
      spawn: [0, 0, 6],
      volumes: { voice: 1, bgm: 0.3, sfx: 0.6 },
    },
  },
  {
    id: "wld_sunset-stage",
    name: "Sunset Stage",
    description: "Room for a crowd, and a stage to look at. 夕暮れのライブステージ。",
    capacity: 300,
    tags: ["live", "ライブ"],
    settings: {
      skyColor: "#ffb37a",
      groundColor: "#b9785a",
      halfSizeM: 64,
      spawn: [0, 0, 24],
      volumes: { voice: 0.8, bgm: 0.8, sfx: 0.8 },
      tickMs: 100,
    },
  },
];

/** Seeds unless the house has worlds of its own. Returns whether it did. */
export async function seedWhenEmpty(db: Db, nowMs: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockMigrations(tx);
    if ((await countWorlds(tx, null)) > 0) return false;
    const worlds = await insertWorlds(
      tx,
      WORLDS.map(({ settings, ...world }, index) => ({
        ...world,
        id: worldIdSchema.parse(world.id),
        ownerId: null,
        settings: { ...DEFAULT_WORLD_SETTINGS, ...settings },
        // The first of the list is the newest, so that lists show it first.
        createdAt: new Date(nowMs - index),
      })),
    );
    for (const world of worlds) await indexWorld(tx, world);
    const startsAtMs = Math.floor(nowMs / DAY_MS) * DAY_MS + DAY_MS + EVENT_HOUR_UTC * HOUR_MS;
    const events = await insertEvents(tx, [
      {
        id: eventIdSchema.parse("evt_opening-night"),
        worldId: worldIdSchema.parse("wld_sunset-stage"),
        name: "Opening Night",
        description: "The first evening at the Sunset Stage. はじめの夜、みんなで集まろう。",
        startsAt: new Date(startsAtMs),
        endsAt: new Date(startsAtMs + 2 * HOUR_MS),
        timeZone: "Asia/Tokyo",
        tags: ["live", "ライブ"],
      },
    ]);
    for (const event of events) await indexEvent(tx, event);
    return true;
  });
}
