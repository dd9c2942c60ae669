// The store: what creators sell, by kind, newest or cheapest first, all of it or one creator's.

import { Link, useSearchParams } from "react-router";
import { Chips } from "../components/chips.tsx";
import { MoreButton } from "../components/more-button.tsx";
import { CardSkeletons, Empty, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { ListingCard } from "../store/listing-card.tsx";
import { useStore } from "../store/queries.ts";
import { KindChips, StoreTabs } from "../store/store-tabs.tsx";
import { readStoreView, STORE_ORDERS, type StoreView, storeHref } from "../store/store-view.ts";

export function StorePage() {
  const { t } = useLanguage();
  useTitle(t.store.title);
  const [params] = useSearchParams();
  const view = readStoreView(params);
  return (
    <>
      <div className="page-head">
        <h1>{t.store.title}</h1>
        <p className="lead">{t.store.lead}</p>
      </div>
      <StoreTabs />
      <div className="list-tools store-tools">
        <KindChips kind={view.kind} hrefOf={(kind) => storeHref({ ...view, kind })} />
        <Chips
          label={t.find.orderLabel}
          chips={STORE_ORDERS.map((order) => ({
            to: storeHref({ ...view, order }),
            label: t.store.orders[order],
            isCurrent: order === view.order,
          }))}
        />
      </div>
      <Shelf view={view} />
    </>
  );
}

function Shelf({ view }: { readonly view: StoreView }) {
  const { t } = useLanguage();
  const store = useStore(view);
  const list = store.data?.pages.flatMap((page) => page.items) ?? [];
  // What was looked at before may still be shown.
  const creator = list.find(({ owner }) => owner.id === view.owner)?.owner.displayName ?? null;
  return (
    <>
      {view.owner !== null && (
        <p className="store-creator">
          {creator === null ? t.store.byOne : t.store.by(creator)}{" "}
          <Link className="chip" to={storeHref({ ...view, owner: null })} replace>
            {t.store.byEverybody}
          </Link>
        </p>
      )}
      {store.isPending && <CardSkeletons count={8} className="avatar-grid thing-grid" />}
      {store.isError && store.data === undefined && (
        <ErrorPanel error={store.error} onRetry={() => void store.refetch()} />
      )}
      {list.length > 0 && (
        <ul className="avatar-grid thing-grid" aria-busy={store.isPlaceholderData}>
          {list.map((listing) => (
            <li key={listing.assetId}>
              <ListingCard listing={listing} />
            </li>
          ))}
        </ul>
      )}
      {store.data !== undefined && list.length === 0 && (
        <Empty title={t.store.empty} hint={t.store.emptyHint} />
      )}
      <MoreButton query={store} />
    </>
  );
}
