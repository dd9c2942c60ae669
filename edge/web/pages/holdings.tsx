// What one has of the store: bought, redeemed or given.

import { Link, useSearchParams } from "react-router";
import { MoreButton } from "../components/more-button.tsx";
import { CardSkeletons, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { HoldingCard } from "../store/holding-card.tsx";
import { useHoldings } from "../store/queries.ts";
import { KindChips, StoreTabs } from "../store/store-tabs.tsx";
import { kindHref, readKind } from "../store/store-view.ts";

export function HoldingsPage() {
  const { t } = useLanguage();
  useTitle(t.store.mine);
  const [params] = useSearchParams();
  const kind = readKind(params);
  const holdings = useHoldings(kind);
  const list = holdings.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="page-head">
        <h1>{t.store.mine}</h1>
        <p className="lead">{t.store.mineLead}</p>
      </div>
      <StoreTabs />
      <div className="list-tools store-tools">
        <KindChips kind={kind} hrefOf={(each) => kindHref("/store/mine", each)} />
      </div>
      {holdings.isPending && <CardSkeletons count={4} className="avatar-grid thing-grid" />}
      {holdings.isError && holdings.data === undefined && (
        <ErrorPanel error={holdings.error} onRetry={() => void holdings.refetch()} />
      )}
      {list.length > 0 && (
        <ul className="avatar-grid thing-grid" aria-busy={holdings.isPlaceholderData}>
          {list.map((holding) => (
            <li key={holding.assetId}>
              <HoldingCard holding={holding} />
            </li>
          ))}
        </ul>
      )}
      {holdings.data !== undefined && list.length === 0 && (
        <div className="panel-note">
          <p className="panel-note-title">{t.store.mineEmpty}</p>
          <p>{t.store.mineEmptyHint}</p>
          <Link className="button" to={kindHref("/store", kind)}>
            {t.store.toStore}
          </Link>
        </div>
      )}
      <MoreButton query={holdings} />
    </>
  );
}
