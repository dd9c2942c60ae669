// The n-th user, world, event and asset of a plan, as rows. Pure: the same plan, seed and moment give the same rows.

import type { events } from "../../origin/db/schema/events.ts";
import type { assets, users } from "../../origin/db/schema/users.ts";
import type { worlds } from "../../origin/db/schema/worlds.ts";
import { type Rng, seededRng } from "../../shared/rng.ts";
import type { AssetFacts, VrmLicence } from "../../shared/schema/asset.ts";
import { assetIdSchema, eventIdSchema, userIdSchema, worldIdSchema } from "../../shared/schema/ids.ts";
import { DEFAULT_WORLD_SETTINGS } from "../../shared/schema/world-settings.ts";
import { NO_CONTENT } from "../../shared/schema/world-version.ts";
import { type SeedPlan, seedId } from "./plan.ts";
import { below, createWording, type Tongue } from "./words.ts";

const SEED = 20_261_126n;
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back it all goes. */
export const HISTORY_MS = 365 * DAY_MS;
const EVENTS_AHEAD_MS = 45 * DAY_MS;
/** One event of ten is still to come. */
const AHEAD_SHARE = 0.1;
const GUEST_SHARE = 0.1;

/** `nowMs` is the moment all times are reckoned from. Rows come in the order of n, each noun from a chance of its own. */
export function createMadeUp(plan: SeedPlan, nowMs: number) {
  const wording = createWording(seededRng(SEED));
  const rngs = new Map<string, Rng>();
  const rngOf = (noun: string): Rng => {
    const rng = rngs.get(noun) ?? seededRng(SEED + BigInt(noun.length) * 1_000n + BigInt(noun.charCodeAt(0)));
    rngs.set(noun, rng);
    return rng;
  };
  const tongueOf = (rng: Rng): Tongue => (rng() < 0.65 ? "ja" : "en");
  const someUser = (rng: Rng) => userIdSchema.parse(seedId(plan, "user", below(rng, plan.users)));
  const sometime = (rng: Rng): Date => new Date(nowMs - Math.floor(rng() * HISTORY_MS));
  const taken = new Set<string>();

  return {
    user(n: number): typeof users.$inferSelect {
      const rng = rngOf("user");
      const locale = tongueOf(rng);
      return {
        id: userIdSchema.parse(seedId(plan, "user", n)),
        displayName: wording.handle(rng, locale),
        handle: null,
        role: rng() < GUEST_SHARE ? "guest" : "member",
        platformRole: "user",
        locale,
        avatarId: null,
        bio: rng() < 0.5 ? wording.description(rng, locale) : "",
        presenceFor: "friends",
        joinableBy: "friends",
        messageableBy: "friends",
        followerCount: 0,
        followingCount: 0,
        eraseAt: null,
        createdAt: new Date(nowMs - HISTORY_MS + Math.floor((n / plan.users) * HISTORY_MS)),
      };
    },
    world(n: number): typeof worlds.$inferSelect {
      const rng = rngOf("world");
      const tongue = tongueOf(rng);
      const ownerId = someUser(rng);
      const wanted = wording.place(rng, tongue);
      const hidden = rng();
      // No owner has two worlds of one name.
      const name = taken.has(`${ownerId} ${wanted}`) ? `${wanted} ${n}` : wanted;
      taken.add(`${ownerId} ${name}`);
      return {
        id: worldIdSchema.parse(seedId(plan, "world", n)),
        name,
        description: wording.description(rng, tongue),
        thumbnailUrl: null,
        ownerId,
        capacity: 10 * (1 + below(rng, 10)),
        settings: { ...DEFAULT_WORLD_SETTINGS, skyColor: colour(rng), groundColor: colour(rng) },
        content: NO_CONTENT,
        descriptions: {},
        // Without a row of its own, as of worlds that are older than versions.
        liveVersion: 1,
        visibility: hidden < 0.03 ? "private" : hidden < 0.08 ? "unlisted" : "public",
        tags: wording.tags(rng, tongue),
        createdAt: sometime(rng),
        takenDownAt: null,
      };
    },
    event(n: number): typeof events.$inferSelect {
      const rng = rngOf("event");
      const tongue = tongueOf(rng);
      const offsetMs = rng() < AHEAD_SHARE ? rng() * EVENTS_AHEAD_MS - 2 * HOUR_MS : -rng() * HISTORY_MS;
      const startsAtMs = Math.round((nowMs + offsetMs) / (HOUR_MS / 2)) * (HOUR_MS / 2);
      return {
        id: eventIdSchema.parse(seedId(plan, "event", n)),
        worldId: worldIdSchema.parse(seedId(plan, "world", below(rng, plan.worlds))),
        name: `${wording.place(rng, tongue)}${tongue === "ja" ? "の集い" : " Gathering"}`,
        description: wording.description(rng, tongue),
        startsAt: new Date(startsAtMs),
        endsAt: new Date(startsAtMs + (1 + below(rng, 3)) * HOUR_MS),
        tags: wording.tags(rng, tongue),
        organiserId: null,
        state: "published",
        timeZone: tongue === "ja" ? "Asia/Tokyo" : "Europe/London",
        recurrence: null,
        firstStartsAt: null,
        seriesEndsAt: null,
        seatsMax: null,
        ghostSeatsMax: null,
        roomsMax: null,
        avatarFloor: null,
        goingCount: 0,
        interestedCount: 0,
        revision: 0,
        createdAt: new Date(nowMs - DAY_MS),
        updatedAt: new Date(nowMs - DAY_MS),
        idempotencyKey: null,
        requestHash: null,
      };
    },
    asset(kind: "avatar" | "item", n: number): typeof assets.$inferSelect {
      const rng = rngOf(kind);
      const tongue = tongueOf(rng);
      const sha256 = n.toString(16).padStart(64, kind === "avatar" ? "a" : "b");
      const name = wording.handle(rng, tongue);
      return {
        id: assetIdSchema.parse(seedId(plan, kind, n)),
        kind,
        ownerId: someUser(rng),
        name,
        objectKey: `assets/${kind}/${sha256}`,
        sha256,
        sizeBytes: 100_000 + below(rng, 20_000_000),
        thumbnailKey: kind === "avatar" ? `assets/${kind}/${sha256}.png` : null,
        licence: kind === "avatar" ? licenceOf(name, wording.handle(rng, tongue)) : null,
        facts: factsOf(kind, rng),
        createdAt: sometime(rng),
        uploadSha256: null,
        figureKey: null,
        version: 1,
        versionAt: null,
        takenDownAt: null,
      };
    },
    /** Most are liked by hardly anybody, a few by very many. */
    likeCount(): number {
      return Math.min(Math.floor(plan.users / 5), Math.floor(0.3 / (1 - rngOf("liking")())));
    },
  };
}

export type MadeUp = ReturnType<typeof createMadeUp>;

function colour(rng: Rng): string {
  return `#${below(rng, 0x1000000).toString(16).padStart(6, "0")}`;
}

function licenceOf(name: string, author: string): VrmLicence {
  return {
    name,
    authors: [author],
    licenceUrl: null,
    avatarPermission: "onlyAuthor",
    creditNotation: "required",
    allowRedistribution: false,
  };
}

function factsOf(kind: "avatar" | "item", rng: Rng): AssetFacts {
  const counts = {
    triangleCount: 1_000 + below(rng, 60_000),
    vertexCount: 1_000 + below(rng, 60_000),
    materialCount: 1 + below(rng, 12),
    textureCount: 1 + below(rng, 12),
    nodeCount: 1 + below(rng, 200),
  };
  return kind === "avatar"
    ? { format: "vrm", vrmVersion: rng() < 0.5 ? "0.x" : "1.0", ...counts, heightM: 1 + rng() }
    : { format: "glb", ...counts, sizeM: [0.5, 0.5, 0.5] };
}
