// Everybody's avatars, the built-in figure first.

import { type InfiniteData, type QueryClient, useInfiniteQuery } from "@tanstack/react-query";
import type { Avatar } from "../../../shared/schema/asset.ts";
import type { AvatarPage } from "../../../shared/schema/public-api.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { AvatarCard, StandInCard } from "./avatar-card.tsx";
import { MoreButton } from "./more-button.tsx";
import { nextPage, pageQuery } from "./paging.ts";
import { CardSkeletons, Empty, ErrorPanel } from "./states.tsx";

const KEY = ["avatars"];

export function AvatarCatalogue() {
  const { t } = useLanguage();
  const avatars = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => edge.avatars(pageQuery(pageParam)),
    initialPageParam: "",
    getNextPageParam: nextPage,
  });
  const list = avatars.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {avatars.isPending && <CardSkeletons count={4} className="avatar-grid" />}
      {avatars.isError && avatars.data === undefined && (
        <ErrorPanel error={avatars.error} onRetry={() => void avatars.refetch()} />
      )}
      {avatars.data !== undefined && (
        <ul className="avatar-grid">
          <li>
            <StandInCard />
          </li>
          {list.map((avatar) => (
            <li key={avatar.id}>
              <AvatarCard avatar={avatar} />
            </li>
          ))}
        </ul>
      )}
      {avatars.data !== undefined && list.length === 0 && (
        <Empty title={t.avatars.empty} hint={t.avatars.emptyHint} />
      )}
      <MoreButton query={avatars} />
    </>
  );
}

/** Shows a new avatar at once: the edge may answer with the list of some seconds ago. */
export function showNewAvatar(queries: QueryClient, avatar: Avatar): void {
  queries.setQueryData<InfiniteData<AvatarPage>>(KEY, (known) => {
    const [first, ...rest] = known?.pages ?? [];
    if (known === undefined || first === undefined) return known;
    const others = first.items.filter(({ id }) => id !== avatar.id);
    return { ...known, pages: [{ ...first, items: [{ ...avatar, likeCount: 0 }, ...others] }, ...rest] };
  });
}
