// The names by which cached answers are told to be old: one per list, one per thing. The origin says them when it writes,
// the edge when it keeps.

import type { LikedKind } from "./catalog.ts";
import type { AssetId, EventId, UserId, WorldId } from "./ids.ts";

export const cacheTag = {
  worlds: "worlds",
  events: "events",
  avatars: "avatars",
  items: "items",
  store: "store",
  gifts: "gifts",
  world: (id: WorldId) => `world:${id}`,
  event: (id: EventId) => `event:${id}`,
  asset: (id: AssetId) => `asset:${id}`,
  /** The thing itself, of whichever kind. */
  liked: (kind: LikedKind, id: string) => `${kind === "world" || kind === "event" ? kind : "asset"}:${id}`,
  /** Whatever shows a user's public name or profile. */
  user: (id: UserId) => `user:${id}`,
  /** What only their profile shows, such as how many follow them. */
  profile: (id: UserId) => `profile:${id}`,
} as const;
