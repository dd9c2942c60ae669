// What one sells: on what terms, and how many were bought.

import { Link } from "react-router";
import type { OwnListing } from "../../../shared/schema/store.ts";
import { CoinPrice } from "../components/coin-price.tsx";
import { MoreButton } from "../components/more-button.tsx";
import { CardSkeletons, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { AccountNeeded } from "../money/account-needed.tsx";
import { useUser } from "../session/session.tsx";
import { useOwnListings } from "../store/queries.ts";
import { StoreTabs } from "../store/store-tabs.tsx";
import { thingHref } from "../store/thing.ts";
import { ThingCard } from "../store/thing-card.tsx";

export function SellingPage() {
  const { t } = useLanguage();
  useTitle(t.store.selling);
  const { isGuest } = useUser();
  const listings = useOwnListings();
  const list = listings.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="page-head">
        <h1>{t.store.selling}</h1>
        <p className="lead">{t.store.sellingLead}</p>
      </div>
      <StoreTabs />
      {isGuest && <AccountNeeded title={t.store.sellNeedsAccount} why={t.store.sellNeedsAccountWhy} />}
      <p className="store-ways">
        <Link to="/uploads">{t.store.toUploads}</Link>
        <Link to="/earnings">{t.store.toEarnings}</Link>
      </p>
      {listings.isPending && <CardSkeletons count={4} className="avatar-grid thing-grid" />}
      {listings.isError && listings.data === undefined && (
        <ErrorPanel error={listings.error} onRetry={() => void listings.refetch()} />
      )}
      {list.length > 0 && (
        <ul className="avatar-grid thing-grid">
          {list.map((listing) => (
            <li key={listing.assetId}>
              <OwnListingCard listing={listing} />
            </li>
          ))}
        </ul>
      )}
      {listings.data !== undefined && list.length === 0 && (
        <div className="panel-note">
          <p className="panel-note-title">{t.store.sellingEmpty}</p>
          <p>{t.store.sellingEmptyHint}</p>
        </div>
      )}
      <MoreButton query={listings} />
    </>
  );
}

function OwnListingCard({ listing }: { readonly listing: OwnListing }) {
  const { t, format } = useLanguage();
  const { assetId, kind, priceCoins, soldCount, numberMax, leftCount, isForSale } = listing;
  const state = !isForSale ? "withdrawn" : leftCount === 0 ? "soldOut" : "forSale";
  return (
    <ThingCard thing={listing}>
      <p className="thing-terms">
        <span className={state === "forSale" ? "tag tag-good" : "tag"}>{t.store.states[state]}</span>
        <span className="thing-sold" data-sold={soldCount}>
          {t.store.sold(format.number(soldCount), numberMax === null ? null : format.number(numberMax))}
        </span>
      </p>
      <p className="thing-price">
        <CoinPrice count={priceCoins} />
      </p>
      <Link className="button" to={`${thingHref({ id: assetId, kind })}#sale`}>
        {t.store.change}
      </Link>
    </ThingCard>
  );
}
