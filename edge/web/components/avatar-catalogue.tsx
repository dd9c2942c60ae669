// Everybody's avatars, the built-in figure first; or those of one person.

import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Avatar } from "../../../shared/schema/asset.ts";
import type { AvatarPage, ListedAvatar } from "../../../shared/schema/public-api.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { useHoldings } from "../store/queries.ts";
import { AvatarCard, StandInCard } from "./avatar-card.tsx";
import type { ListView } from "./list-address.ts";
import { MoreButton } from "./more-button.tsx";
import { pageQuery, usePages } from "./paging.ts";
import { CardSkeletons, Empty, ErrorPanel } from "./states.tsx";

const KEY = ["avatars", "list"];
/** A new one of one's own is found at once among the newest. */
const NEWEST: ListView = { order: "new", tag: null };

export function AvatarCatalogue({ view = NEWEST }: { readonly view?: ListView }) {
  const { t } = useLanguage();
  const avatars = usePages(
    [...KEY, view],
    (cursor) =>
      edge.ask("avatars.list", {
        query: {
          ...pageQuery(cursor),
          order: view.order,
          ...(view.tag === null ? {} : { tag: view.tag }),
        },
      }),
    { keepsPrevious: true },
  );
  const held = new Set(
    useHoldings("avatar").data?.pages.flatMap((page) => page.items.map(({ assetId }) => assetId)),
  );
  const list = avatars.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {avatars.isPending && <CardSkeletons count={4} className="avatar-grid" />}
      {avatars.isError && avatars.data === undefined && (
        <ErrorPanel error={avatars.error} onRetry={() => void avatars.refetch()} />
      )}
      {avatars.data !== undefined && (
        <ul className="avatar-grid" aria-busy={avatars.isPlaceholderData}>
          {view.tag === null && (
            <li>
              <StandInCard />
            </li>
          )}
          {list.map((avatar) => (
            <li key={avatar.id}>
              <AvatarCard avatar={avatar} isHeld={held.has(avatar.id)} />
            </li>
          ))}
        </ul>
      )}
      {avatars.data !== undefined &&
        list.length === 0 &&
        (view.tag === null ? (
          <Empty title={t.avatars.empty} hint={t.avatars.emptyHint} />
        ) : (
          <Empty title={t.find.nothingTagged(view.tag)} hint={t.find.nothingTaggedHint} />
        ))}
      <MoreButton query={avatars} />
    </>
  );
}

/** Shows a new avatar at once: the edge may answer with the list of some seconds ago. */
export function showNewAvatar(queries: QueryClient, avatar: Avatar): void {
  queries.setQueriesData<InfiniteData<AvatarPage>>({ queryKey: KEY }, (known) => {
    const [first, ...rest] = known?.pages ?? [];
    if (known === undefined || first === undefined) return known;
    const others = first.items.filter(({ id }) => id !== avatar.id);
    const shown: ListedAvatar = { ...avatar, likeCount: 0, listing: null };
    return { ...known, pages: [{ ...first, items: [shown, ...others] }, ...rest] };
  });
}
