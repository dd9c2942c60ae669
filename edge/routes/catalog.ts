// Public, cached reads: lists and details of what people published, search, profiles, and what may be brought. The same
// bytes for everybody, so nothing here looks at who asks.

import type { Context } from "hono";
import * as z from "zod";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import type { CatalogCache, Changes } from "../cache/catalog.ts";
import type { WarmAnswers } from "../cache/warm-answers.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";
import type { Limits } from "../middleware/limits.ts";

const ownerSchema = z.object({ id: userIdSchema });

type Cached = { readonly cache: CatalogCache; readonly warm: WarmAnswers; readonly limits: Limits };

type Read<T> = {
  readonly key: string;
  readonly changes: Changes;
  readonly fetch: () => Promise<T>;
  readonly tags: (answer: T) => readonly string[];
};

export function catalogRoutes(deps: EdgeDeps, cached: Cached) {
  const { origin } = deps;
  /** A list: what people publish, like and enter moves it, and nobody tells of each. */
  const list = <T extends { readonly items: readonly object[] }>(
    c: Context<EdgeEnv>,
    name: string,
    query: object,
    fetch: () => Promise<T>,
  ): Promise<Response> =>
    answerRead(c, cached, {
      key: `${name} ${JSON.stringify(query)}`, // fields in the order of the contract's schema
      changes: "by-itself",
      fetch,
      tags: ({ items }) => [name, ...ownerTags(items)],
    });
  /** One thing, under a tag of its own. */
  const detail = <T extends object>(
    c: Context<EdgeEnv>,
    key: string,
    tag: string,
    fetch: () => Promise<T>,
  ): Promise<Response> =>
    answerRead(c, cached, {
      key,
      changes: "by-itself",
      fetch,
      tags: (found) => [tag, ...ownerTags([found])],
    });

  const worlds: EndpointHandler<"worlds.list"> = (c, { query }) =>
    list(c, "worlds", query, () => origin.worlds(c.get("requestId"), query));
  const world: EndpointHandler<"worlds.get"> = (c, { params: { worldId } }) =>
    detail(c, `world ${worldId}`, cacheTag.world(worldId), () => origin.world(c.get("requestId"), worldId));
  const rooms: EndpointHandler<"worlds.rooms"> = (c, { params: { worldId } }) =>
    detail(c, `rooms ${worldId}`, cacheTag.world(worldId), () =>
      origin.worldRooms(c.get("requestId"), worldId),
    );

  const events: EndpointHandler<"events.list"> = (c, { query }) =>
    list(c, "events", query, () => origin.events(c.get("requestId"), query));
  const event: EndpointHandler<"events.get"> = (c, { params: { eventId } }) =>
    detail(c, `event ${eventId}`, cacheTag.event(eventId), () => origin.event(c.get("requestId"), eventId));

  const avatars: EndpointHandler<"avatars.list"> = (c, { query }) =>
    list(c, "avatars", query, () => origin.avatars(c.get("requestId"), query));
  const avatar: EndpointHandler<"avatars.get"> = (c, { params: { avatarId } }) =>
    detail(c, `avatar ${avatarId}`, cacheTag.asset(avatarId), () =>
      origin.avatar(c.get("requestId"), avatarId),
    );
  const items: EndpointHandler<"items.list"> = (c, { query }) =>
    list(c, "items", query, () => origin.items(c.get("requestId"), query));
  const item: EndpointHandler<"items.get"> = (c, { params: { itemId } }) =>
    detail(c, `item ${itemId}`, cacheTag.asset(itemId), () => origin.item(c.get("requestId"), itemId));
  const variants: EndpointHandler<"assetVariants.list"> = (c, { params: { assetId } }) =>
    detail(c, `variants ${assetId}`, cacheTag.asset(assetId), () =>
      origin.assetVariants(c.get("requestId"), assetId),
    );

  const store: EndpointHandler<"store.list"> = (c, { query }) =>
    list(c, "store", query, () => origin.store(c.get("requestId"), query));
  const listing: EndpointHandler<"store.get"> = (c, { params: { assetId } }) =>
    detail(c, `listing ${assetId}`, cacheTag.asset(assetId), () =>
      origin.listing(c.get("requestId"), assetId),
    );

  const user: EndpointHandler<"users.get"> = (c, { params: { userId } }) =>
    answerRead(c, cached, {
      key: `user ${userId}`,
      changes: "by-writes",
      fetch: () => origin.profile(c.get("requestId"), userId),
      tags: () => [cacheTag.user(userId), cacheTag.profile(userId)],
    });

  const handle: EndpointHandler<"handles.get"> = (c, { params }) =>
    answerRead(c, cached, {
      key: `handle ${params.handle}`,
      changes: "by-writes",
      fetch: () => origin.profileOfHandle(c.get("requestId"), params.handle),
      tags: ({ id }) => [cacheTag.user(id), cacheTag.profile(id)],
    });

  const search: EndpointHandler<"search.all"> = (c, { query }) =>
    list(c, "search", query, () => origin.search(c.get("requestId"), query));
  const tags: EndpointHandler<"search.tags"> = (c, { query }) =>
    list(c, "tags", query, () => origin.tags(c.get("requestId"), query.kind));

  const regions: EndpointHandler<"regions.list"> = (c) =>
    list(c, "regions", {}, () => origin.regions(c.get("requestId")));

  /** An operator changes them by starting the origin anew, which tells nobody. */
  const uploadLimits: EndpointHandler<"uploads.limits"> = (c) =>
    detail(c, "upload limits", "upload-limits", () => origin.uploadLimits(c.get("requestId")));

  const giftKinds: EndpointHandler<"giftKinds.list"> = (c) =>
    list(c, cacheTag.gifts, {}, () => origin.giftKinds(c.get("requestId")));

  return {
    regions,
    uploadLimits,
    giftKinds,
    worlds,
    world,
    rooms,
    events,
    event,
    avatars,
    avatar,
    items,
    item,
    variants,
    store,
    listing,
    user,
    handle,
    search,
    tags,
  };
}

/** A page that names a maker is old when the maker changes their name. */
function ownerTags(shown: readonly object[]): readonly string[] {
  return shown.flatMap((each) => {
    const maker = "owner" in each ? each.owner : "organiser" in each ? each.organiser : null;
    const owner = ownerSchema.safeParse(maker);
    return owner.success ? [cacheTag.user(owner.data.id)] : [];
  });
}

async function answerRead<T>(
  c: Context<EdgeEnv>,
  { cache, warm, limits }: Cached,
  read: Read<T>,
): Promise<Response> {
  const fill = async () => {
    const answer = await read.fetch();
    return { answer, tags: read.tags(answer) };
  };
  if (!cache.holds(read.key)) await limits.takeForCold(c);
  const { value, from, ageMs } = await cache.read(read.key, read.changes, fill, c.env.waitUntil);
  warm.remember(c.req.url, read.key, read.changes);
  return value.toResponse(from, ageMs, c.req.header("if-none-match") ?? null);
}
