// What people look for, as the edge asks the origin for it: lists, details, search, likes.

import type * as z from "zod";
import { type AssetVariantList, assetVariantListSchema } from "../../shared/schema/asset-variant.ts";
import {
  type CatalogKind,
  type Liked,
  type LikedKind,
  likedSchema,
  tagListSchema,
} from "../../shared/schema/catalog.ts";
import { type Event, eventSchema } from "../../shared/schema/event.ts";
import type { AssetId, EventId, UserId, WorldId } from "../../shared/schema/ids.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type AvatarDetail,
  type AvatarPage,
  avatarDetailSchema,
  avatarPageSchema,
  type CatalogQuery,
  type EventPage,
  type EventQuery,
  eventPageSchema,
  type ItemDetail,
  type ItemPage,
  itemDetailSchema,
  itemPageSchema,
  type LikePage,
  type LikesQuery,
  likePageSchema,
  openRoomListSchema,
  type Profile,
  profileSchema,
  type SearchPage,
  type SearchQuery,
  searchPageSchema,
  type WorldDetail,
  type WorldPage,
  worldDetailSchema,
  worldPageSchema,
} from "../../shared/schema/public-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function catalogCalls({ ask, tell }: AskOrigin) {
  /** A read of one path, with its names filled and a query. */
  const read = <T extends z.ZodType>(
    requestId: RequestId,
    answer: T,
    path: string,
    params: Readonly<Record<string, string>> = {},
    query: Readonly<Record<string, string | number | undefined>> = {},
  ): Promise<z.output<T>> => ask(requestId, answer, { method: "GET", path: fillPath(path, params), query });

  const like = (
    method: "PUT" | "DELETE",
    requestId: RequestId,
    userId: UserId,
    kind: LikedKind,
    id: string,
  ): Promise<Liked> =>
    ask(requestId, likedSchema, { method, path: fillPath(internalPath.like, { userId, kind, id }) });

  return {
    worlds: (requestId: RequestId, query: CatalogQuery): Promise<WorldPage> =>
      read(requestId, worldPageSchema, internalPath.worlds, {}, query),
    world: (requestId: RequestId, worldId: WorldId): Promise<WorldDetail> =>
      read(requestId, worldDetailSchema, internalPath.world, { worldId }),
    worldRooms: (requestId: RequestId, worldId: WorldId): Promise<z.output<typeof openRoomListSchema>> =>
      read(requestId, openRoomListSchema, internalPath.worldRooms, { worldId }),
    avatars: (requestId: RequestId, query: CatalogQuery): Promise<AvatarPage> =>
      read(requestId, avatarPageSchema, internalPath.avatars, {}, query),
    avatar: (requestId: RequestId, avatarId: AssetId): Promise<AvatarDetail> =>
      read(requestId, avatarDetailSchema, internalPath.avatar, { avatarId }),
    items: (requestId: RequestId, query: CatalogQuery): Promise<ItemPage> =>
      read(requestId, itemPageSchema, internalPath.items, {}, query),
    item: (requestId: RequestId, itemId: AssetId): Promise<ItemDetail> =>
      read(requestId, itemDetailSchema, internalPath.item, { itemId }),
    assetVariants: (requestId: RequestId, assetId: AssetId): Promise<AssetVariantList> =>
      read(requestId, assetVariantListSchema, internalPath.assetVariants, { assetId }),
    events: (requestId: RequestId, query: EventQuery): Promise<EventPage> =>
      read(requestId, eventPageSchema, internalPath.events, {}, query),
    event: (requestId: RequestId, eventId: EventId): Promise<Event> =>
      read(requestId, eventSchema, internalPath.event, { eventId }),
    profile: (requestId: RequestId, userId: UserId): Promise<Profile> =>
      read(requestId, profileSchema, internalPath.profile, { userId }),
    profileOfHandle: (requestId: RequestId, handle: string): Promise<Profile> =>
      read(requestId, profileSchema, internalPath.profileOfHandle, { handle }),
    search: (requestId: RequestId, query: SearchQuery): Promise<SearchPage> =>
      read(requestId, searchPageSchema, internalPath.search, {}, query),
    tags: (requestId: RequestId, kind: CatalogKind): Promise<z.output<typeof tagListSchema>> =>
      read(requestId, tagListSchema, internalPath.tags, {}, { kind }),

    like: (requestId: RequestId, userId: UserId, kind: LikedKind, id: string) =>
      like("PUT", requestId, userId, kind, id),
    unlike: (requestId: RequestId, userId: UserId, kind: LikedKind, id: string) =>
      like("DELETE", requestId, userId, kind, id),
    likes: (requestId: RequestId, userId: UserId, query: LikesQuery): Promise<LikePage> =>
      read(requestId, likePageSchema, internalPath.likes, { userId }, query),
    /** Puts something into the house's window, or takes it out. */
    feature: (requestId: RequestId, kind: LikedKind, id: string, isFeatured: boolean): Promise<void> =>
      tell(requestId, {
        method: isFeatured ? "PUT" : "DELETE",
        path: fillPath(internalPath.featured, { kind, id }),
      }),
  };
}
