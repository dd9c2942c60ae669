// What one is to others, as the pages ask for it and change it. Whatever is changed is asked for anew, wherever it is shown.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { UserId } from "../../../shared/schema/ids.ts";
import { type PersonPage, SHUNS_MAX } from "../../../shared/schema/social.ts";
import { pageQuery, usePages } from "../components/paging.ts";
import { edge, useUser } from "../session/session.tsx";

/** Friends walk from world to world while one looks. */
const FRIENDS_REFRESH_MS = 10_000;

/** A profile is everybody's, and kept by caches for a second: asked for at once it would be the old one. */
const PROFILE_OLD_FOR_MS = 1_500;

export function useFriends() {
  const { id } = useUser();
  return useQuery({
    queryKey: ["friends", id],
    queryFn: () => edge.ask("friends.list", {}),
    refetchInterval: FRIENDS_REFRESH_MS,
  });
}

export type PeopleList = "following" | "followers" | "blocks" | "mutes";

export function usePeople(list: PeopleList) {
  const { id } = useUser();
  return usePages(["people", id, list], (cursor) => edge.ask(`${list}.list`, { query: pageQuery(cursor) }));
}

/** Whom one has muted, all of them: at most a thousand, in pages of a hundred. Nobody until it is known. */
export function useMuted(): ReadonlySet<UserId> {
  const { id } = useUser();
  const { data } = useQuery({ queryKey: ["people", id, "mutes", "all"], queryFn: listMuted });
  return data ?? NOBODY;
}

const NOBODY: ReadonlySet<UserId> = new Set();
const MUTES_PER_PAGE = 100;

async function listMuted(): Promise<ReadonlySet<UserId>> {
  const muted = new Set<UserId>();
  let cursor: string | null = null;
  do {
    const query = { limit: MUTES_PER_PAGE, ...(cursor === null ? {} : { cursor }) };
    const page: PersonPage = await edge.ask("mutes.list", { query });
    for (const { user } of page.items) muted.add(user.id);
    cursor = page.nextCursor;
  } while (cursor !== null && muted.size < SHUNS_MAX);
  return muted;
}

export function useRelation(userId: UserId) {
  const { id } = useUser();
  return useQuery({
    queryKey: ["relation", id, userId],
    queryFn: () => edge.ask("relations.get", { params: { userId } }),
  });
}

/** What can be done to somebody. */
export type Act = "befriend" | "unfriend" | "follow" | "unfollow" | "block" | "unblock" | "mute" | "unmute";

export function useAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ act, userId }: { readonly act: Act; readonly userId: UserId }) => perform(act, userId),
    onSettled: (_done, _error, { userId }) => {
      setTimeout(() => void queries.invalidateQueries({ queryKey: ["userId", userId] }), PROFILE_OLD_FOR_MS);
      return Promise.all(
        ["friends", "people", "relation"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
}

function perform(act: Act, userId: UserId): Promise<unknown> {
  switch (act) {
    case "befriend":
      return edge.ask("friends.put", { params: { friendId: userId } });
    case "unfriend":
      return edge.ask("friends.remove", { params: { friendId: userId } });
    case "follow":
      return edge.ask("following.put", { params: { userId } });
    case "unfollow":
      return edge.ask("following.remove", { params: { userId } });
    case "block":
      return edge.ask("blocks.put", { params: { userId } });
    case "unblock":
      return edge.ask("blocks.remove", { params: { userId } });
    case "mute":
      return edge.ask("mutes.put", { params: { userId } });
    case "unmute":
      return edge.ask("mutes.remove", { params: { userId } });
  }
}
