// The newest of what a creator sells, on their page, with the way to all of it. Nothing where they sell nothing.

import { Link } from "react-router";
import type { UserId } from "../../../shared/schema/ids.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { ListingCard } from "./listing-card.tsx";
import { useStore } from "./queries.ts";
import { type StoreView, storeHref } from "./store-view.ts";

const SHOWN_MAX = 4;

export function CreatorShelf({ ownerId }: { readonly ownerId: UserId }) {
  const { t } = useLanguage();
  const view: StoreView = { order: "new", kind: null, owner: ownerId };
  const list = useStore(view).data?.pages.flatMap((page) => page.items) ?? [];
  if (list.length === 0) return null;
  return (
    <section className="profile-section" aria-labelledby="profile-store">
      <h2 className="section-title" id="profile-store">
        {t.store.inStore}
      </h2>
      <ul className="avatar-grid thing-grid">
        {list.slice(0, SHOWN_MAX).map((listing) => (
          <li key={listing.assetId}>
            <ListingCard listing={listing} />
          </li>
        ))}
      </ul>
      {list.length > SHOWN_MAX && (
        <p className="store-ways">
          <Link to={storeHref(view)}>{t.store.seeAll}</Link>
        </p>
      )}
    </section>
  );
}
