// Beside something of one's own: whether it is for sale, on what terms, and the way to change that.

import { useState } from "react";
import { Link } from "react-router";
import type { VrmLicence } from "../../../shared/schema/asset.ts";
import type { AssetId } from "../../../shared/schema/ids.ts";
import type { ListingTerms } from "../../../shared/schema/listing-terms.ts";
import { CoinPrice } from "../components/coin-price.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { AccountNeeded } from "../money/account-needed.tsx";
import { useUser } from "../session/session.tsx";
import { useWithdraw } from "./queries.ts";
import { SellForm } from "./sell-form.tsx";

type OwnThing = {
  readonly assetId: AssetId;
  readonly licence: Pick<VrmLicence, "avatarPermission"> | null;
  /** Null: it was never for sale. */
  readonly listing: ListingTerms | null;
};

export function SellBox({ assetId, licence, listing }: OwnThing) {
  const { t } = useLanguage();
  const { isGuest } = useUser();
  return (
    <section id="sale" className="card buy-box" aria-labelledby="sale-title">
      <h2 id="sale-title">{t.store.inStore}</h2>
      {listing !== null && <Standing listing={listing} />}
      {isGuest ? (
        <AccountNeeded title={t.store.sellNeedsAccount} why={t.store.sellNeedsAccountWhy} />
      ) : licence?.avatarPermission === "onlyAuthor" ? (
        <p className="hint">{t.store.licenceForbids}</p>
      ) : (
        <Sale assetId={assetId} listing={listing} />
      )}
    </section>
  );
}

function Standing({ listing }: { readonly listing: ListingTerms }) {
  const { t, format } = useLanguage();
  const { isForSale, priceCoins, numberMax, leftCount, takesExchangeTickets, isForHolders } = listing;
  if (!isForSale) return <p className="hint">{isForHolders ? t.store.ownWithdrawn : t.store.ownNeverSold}</p>;
  return (
    <>
      <p className="buy-price">
        <CoinPrice count={priceCoins} />
      </p>
      <p className="thing-terms">
        <span className={leftCount === 0 ? "tag tag-wait" : "tag tag-good"}>
          {leftCount === 0 ? t.store.states.soldOut : t.store.states.forSale}
        </span>
        {leftCount !== null && numberMax !== null && (
          <span className="tag">{t.store.leftOf(format.number(leftCount), format.number(numberMax))}</span>
        )}
        {takesExchangeTickets && <span className="tag">{t.store.takesTickets}</span>}
      </p>
      <Link to="/store/selling">{t.store.seeSales}</Link>
    </>
  );
}

function Sale({ assetId, listing }: Pick<OwnThing, "assetId" | "listing">) {
  const { t } = useLanguage();
  const [isChanging, setChanging] = useState(false);
  const withdraw = useWithdraw(assetId);
  if (isChanging) return <SellForm assetId={assetId} listing={listing} onDone={() => setChanging(false)} />;
  const isForSale = listing?.isForSale === true;
  return (
    <>
      {listing === null && <p className="hint">{t.store.sellLead}</p>}
      <div className="row">
        <button
          type="button"
          className={isForSale ? "button" : "button button-primary"}
          onClick={() => setChanging(true)}
        >
          {isForSale ? t.store.change : listing === null ? t.store.sell : t.store.sellAgain}
        </button>
        {isForSale && (
          <ConfirmButton
            question={t.store.reallyWithdraw}
            sure={t.store.sureWithdraw}
            busy={withdraw.isPending}
            onConfirm={() => withdraw.mutate()}
          >
            {t.store.withdraw}
          </ConfirmButton>
        )}
      </div>
      {withdraw.isError && <InlineError error={withdraw.error} />}
    </>
  );
}
