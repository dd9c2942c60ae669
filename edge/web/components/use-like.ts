// Liking something, and taking it back: shown at once, undone where the server would not have it.

import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Liked, LikedKind } from "../../../shared/schema/catalog.ts";
import type { AssetId, EventId, WorldId } from "../../../shared/schema/ids.ts";
import { PAGE_LIMIT_MAX } from "../../../shared/schema/public-api.ts";
import { edge, useUser } from "../session/session.tsx";
import { type LikeChange, pressed, shownLike } from "./like-state.ts";

export type LikeTarget =
  | { readonly kind: "world"; readonly id: WorldId }
  | { readonly kind: "event"; readonly id: EventId }
  | { readonly kind: "avatar" | "item"; readonly id: AssetId };

/** A thousand likes: what was liked before those is drawn as not liked, and pressing it then changes nothing. */
const LIKE_PAGES_MAX = 10;

const nameOf = (kind: LikedKind, id: string) => `${kind} ${id}`;

/** Everything whoever is signed in likes, as {@link nameOf} says it: asked for once, then kept up by what is pressed here. */
async function fetchLikes(): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let cursor: string | null | undefined;
  for (let page = 0; page < LIKE_PAGES_MAX && cursor !== null; page += 1) {
    const query = { limit: PAGE_LIMIT_MAX, ...(cursor === undefined ? {} : { cursor }) };
    const { items, nextCursor } = await edge.ask("me.likes", { query });
    for (const { kind, id } of items) names.add(nameOf(kind, id));
    cursor = nextCursor;
  }
  return names;
}

/** The heart beside something that a list says `listedCount` people like. */
export function useLike(target: LikeTarget, listedCount: number) {
  const queries = useQueryClient();
  const user = useUser();
  const likes = useQuery({
    queryKey: ["likes", user.id],
    queryFn: fetchLikes,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const changeKey = ["like", user.id, target.kind, target.id];
  const { data: change = null } = useQuery<LikeChange | null>({
    queryKey: changeKey,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const shown = shownLike(likes.data?.has(nameOf(target.kind, target.id)) ?? false, listedCount, change);
  const press = useMutation({
    mutationFn: (isLiked: boolean) => tell(target, isLiked),
    onMutate: (isLiked) => {
      queries.setQueryData<LikeChange | null>(changeKey, pressed(shown, isLiked, listedCount));
      return { before: change };
    },
    onSuccess: (liked) => {
      const change: LikeChange = { ...liked, listedCount };
      queries.setQueryData<LikeChange | null>(changeKey, change);
    },
    onError: (_error, _isLiked, noted) => {
      queries.setQueryData<LikeChange | null>(changeKey, noted?.before ?? null);
    },
  });
  return { ...shown, press };
}

function tell(target: LikeTarget, isLiked: boolean): Promise<Liked> {
  switch (target.kind) {
    case "world":
      return edge.ask(isLiked ? "worlds.like" : "worlds.unlike", { params: { worldId: target.id } });
    case "event":
      return edge.ask(isLiked ? "events.like" : "events.unlike", { params: { eventId: target.id } });
    case "avatar":
      return edge.ask(isLiked ? "avatars.like" : "avatars.unlike", { params: { avatarId: target.id } });
    case "item":
      return edge.ask(isLiked ? "items.like" : "items.unlike", { params: { itemId: target.id } });
  }
}
