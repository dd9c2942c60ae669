// One thing that is for sale: what it costs, and how many are left.

import { Link } from "react-router";
import type { Listing } from "../../../shared/schema/store.ts";
import { CoinPrice } from "../components/coin-price.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { thingHref } from "./thing.ts";
import { ThingCard } from "./thing-card.tsx";

export function ListingCard({ listing }: { readonly listing: Listing }) {
  const { t, format } = useLanguage();
  const { assetId, kind, name, priceCoins, leftCount, takesExchangeTickets } = listing;
  return (
    <ThingCard thing={listing}>
      <p className="thing-terms">
        {leftCount !== null && (
          <span className={leftCount <= FEW ? "tag tag-wait" : "tag"}>
            {t.store.left(leftCount, format.number(leftCount))}
          </span>
        )}
        {takesExchangeTickets && <span className="tag tag-good">{t.store.takesTickets}</span>}
      </p>
      <Link
        className="button"
        to={thingHref({ id: assetId, kind })}
        aria-label={t.store.lookAt(name, t.money.coins(priceCoins, format.number(priceCoins)))}
      >
        <CoinPrice count={priceCoins} />
      </Link>
    </ThingCard>
  );
}

/** So few are left that it is to be seen. */
const FEW = 10;
