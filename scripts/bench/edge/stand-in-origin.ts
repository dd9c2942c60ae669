// What stands behind the edge while it is measured: answers as the origin would, at once and always the same, so that what is
// counted is the edge. Started as `bun scripts/bench/edge/stand-in-origin.ts <port>`.

import { newId } from "../../../shared/schema/ids.ts";
import type { ChangePage } from "../../../shared/schema/internal/changes.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import type { WorldPage } from "../../../shared/schema/public-api.ts";
import type { User } from "../../../shared/schema/user.ts";
import { DEFAULT_WORLD_SETTINGS } from "../../../shared/schema/world-settings.ts";

/** About 4 kB of JSON: a page of an ordinary catalog. */
const WORLDS = 8;
const CREATED_AT = "2026-01-01T00:00:00.000Z";

const user: User = {
  id: newId("user"),
  displayName: "Aoi",
  handle: null,
  isGuest: true,
  eraseAt: null,
  locale: "ja",
  bio: "",
  avatarId: null,
  createdAt: CREATED_AT,
};
const worlds: WorldPage = {
  items: Array.from({ length: WORLDS }, (_, index) => ({
    id: newId("world"),
    name: `World ${index}`,
    description: "A square with a fountain, benches round it and a stage at its far side.",
    thumbnailUrl: null,
    owner: { id: user.id, displayName: user.displayName },
    capacity: 50,
    settings: DEFAULT_WORLD_SETTINGS,
    createdAt: CREATED_AT,
    visibility: "public",
    tags: [],
    descriptions: {},
    version: 1,
    likeCount: 0,
    headCount: index,
  })),
  nextCursor: null,
};
const nothingNew: ChangePage = { cursor: "0", tags: [], isReset: false, hasMore: false };

Bun.serve({
  port: Number(process.argv[2]),
  hostname: "127.0.0.1",
  routes: {
    "/healthz": () => Response.json({ status: "ok" }),
    [internalPath.worlds]: () => Response.json(worlds),
    [internalPath.changes]: () => Response.json(nothingNew),
    [internalPath.user]: () => Response.json(user),
    [internalPath.uploads]: () => {
      const uploadId = newId("upload");
      return Response.json({ uploadId, objectKey: `uploads/avatar/${uploadId}`, lifetimeSeconds: 900 });
    },
  },
});
