// Beside a thing of somebody else's that is or was for sale: what it costs, how many are left, whether one has it, and how to get it.

import { useEffect, useRef, useState } from "react";
import type { AssetId } from "../../../shared/schema/ids.ts";
import type { ListingTerms } from "../../../shared/schema/listing-terms.ts";
import type { Holding } from "../../../shared/schema/store.ts";
import { CoinPrice } from "../components/coin-price.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { AccountNeeded } from "../money/account-needed.tsx";
import { useUser } from "../session/session.tsx";
import { BuyForm } from "./buy-form.tsx";
import { HowGot } from "./holding-card.tsx";

type Wish = "own" | "gift";

export function BuyBox({
  assetId,
  listing,
  holding,
}: {
  readonly assetId: AssetId;
  readonly listing: ListingTerms;
  /** Null: one has it not. */
  readonly holding: Holding | null;
}) {
  const { t } = useLanguage();
  const { isGuest } = useUser();
  const [wish, setWish] = useState<Wish | null>(null);
  /** For whom something was just bought; null: oneself; undefined: nothing was. */
  const [boughtFor, setBoughtFor] = useState<string | null>();
  const canBuy = listing.isForSale && listing.leftCount !== 0;
  return (
    <section className="card buy-box" aria-labelledby="buy-title">
      <h2 id="buy-title">{t.store.inStore}</h2>
      {boughtFor != null && <News text={t.store.given(boughtFor)} className="ticket-given" />}
      {holding !== null && (
        <div className="held">
          {boughtFor === null ? (
            <News text={t.store.bought} className="held-mark" />
          ) : (
            <p className="held-mark">{t.store.isYours}</p>
          )}
          <HowGot holding={holding} />
        </div>
      )}
      <Terms listing={listing} isHeld={holding !== null} />
      {canBuy && isGuest && <AccountNeeded />}
      {canBuy && !isGuest && wish === null && (
        <div className="row">
          {holding === null && (
            <button type="button" className="button button-primary" onClick={() => setWish("own")}>
              {t.store.buy}
            </button>
          )}
          <button type="button" className="button" onClick={() => setWish("gift")}>
            {t.store.give}
          </button>
        </div>
      )}
      {canBuy && !isGuest && wish !== null && (
        <BuyForm
          assetId={assetId}
          listing={listing}
          isGift={wish === "gift"}
          onBought={(friend) => {
            setBoughtFor(friend);
            setWish(null);
          }}
          onCancel={() => setWish(null)}
        />
      )}
    </section>
  );
}

function Terms({ listing, isHeld }: { readonly listing: ListingTerms; readonly isHeld: boolean }) {
  const { t, format } = useLanguage();
  const { isForSale, priceCoins, numberMax, leftCount, takesExchangeTickets, isForHolders } = listing;
  if (!isForSale)
    return <p className="hint">{isForHolders && !isHeld ? t.store.gone : t.store.withdrawnHint}</p>;
  return (
    <>
      <p className="buy-price">
        <CoinPrice count={priceCoins} />
      </p>
      <p className="thing-terms">
        {leftCount === 0 && <span className="tag tag-wait">{t.store.states.soldOut}</span>}
        {leftCount !== null && leftCount > 0 && numberMax !== null && (
          <span className="tag">{t.store.leftOf(format.number(leftCount), format.number(numberMax))}</span>
        )}
        {takesExchangeTickets && <span className="tag tag-good">{t.store.takesTickets}</span>}
      </p>
      {!isHeld && leftCount !== 0 && <p className="hint">{t.store.forGood}</p>}
    </>
  );
}

/** What was just done. The button pressed is gone: whoever came by keyboard goes on from here. */
function News({ text, className }: { readonly text: string; readonly className: string }) {
  const ref = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for everything that is told
  useEffect(() => ref.current?.focus(), [text]);
  return (
    <p ref={ref} className={className} role="status" tabIndex={-1}>
      {text}
    </p>
  );
}
