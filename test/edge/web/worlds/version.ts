// A version of a world, as a test wants it.

import { DEFAULT_WORLD_SETTINGS, type WorldSettings } from "../../../../shared/schema/world-settings.ts";
import { NO_CONTENT, type WorldVersion } from "../../../../shared/schema/world-version.ts";

type Change = Partial<Omit<WorldVersion, "settings">> & { readonly settings?: Partial<WorldSettings> };

export function version({ settings, ...change }: Change = {}): WorldVersion {
  return {
    number: 1,
    state: "draft",
    capacity: 50,
    content: NO_CONTENT,
    note: "",
    author: null,
    createdAt: "2026-11-27T00:00:00.000Z",
    publishedAt: null,
    ...change,
    settings: { ...DEFAULT_WORLD_SETTINGS, ...settings },
  };
}
