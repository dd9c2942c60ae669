// The packs of coins there are, in the currency one likes, each bought with one press and paid elsewhere.

import type { Currency } from "../../../shared/schema/money.ts";
import type { CoinPack } from "../../../shared/schema/order.ts";
import { Empty, ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";
import { AccountNeeded } from "./account-needed.tsx";
import { CoinMark } from "./balance.tsx";
import { currenciesOf, priceIn } from "./currency.ts";
import { CurrencyChoice, useCurrency } from "./currency-choice.tsx";
import { packText } from "./order-text.ts";
import { useCoinPacks } from "./queries.ts";
import { useCheckout } from "./use-checkout.ts";

export function BuyCoins() {
  const { t } = useLanguage();
  const packs = useCoinPacks();
  return (
    <section className="account-section card" aria-labelledby="buy-title">
      <div className="section-head">
        <div>
          <h2 id="buy-title">{t.money.buy}</h2>
          <p className="hint">{t.money.buyLead}</p>
        </div>
        <CurrencyChoice among={currenciesOf((packs.data ?? []).map(({ prices }) => prices))} />
      </div>
      {packs.isPending && <Loading />}
      {packs.isError && packs.data === undefined && (
        <ErrorPanel error={packs.error} onRetry={() => void packs.refetch()} />
      )}
      {packs.data !== undefined &&
        (packs.data.length === 0 ? (
          <Empty title={t.money.off} hint={t.money.offHint} />
        ) : (
          <Packs packs={packs.data} />
        ))}
    </section>
  );
}

type Wish = { readonly coinPackId: CoinPack["id"]; readonly currency: Currency };

function Packs({ packs }: { readonly packs: readonly CoinPack[] }) {
  const { isGuest } = useUser();
  const checkout = useCheckout(({ coinPackId, currency }: Wish, key) =>
    edge.ask("orders.buyCoins", {
      headers: { "idempotency-key": key },
      body: { coinPackId, currency, returnTo: "/wallet" },
    }),
  );
  return (
    <>
      {isGuest && <AccountNeeded />}
      <ul className="packs">
        {packs.map((pack) => (
          <Pack
            key={pack.id}
            pack={pack}
            isShut={isGuest || checkout.isBusy}
            onBuy={(currency) => checkout.buy({ coinPackId: pack.id, currency })}
          />
        ))}
      </ul>
      {checkout.error !== null && <InlineError error={checkout.error} />}
    </>
  );
}

function Pack({
  pack,
  isShut,
  onBuy,
}: {
  readonly pack: CoinPack;
  readonly isShut: boolean;
  onBuy(currency: Currency): void;
}) {
  const { t, format } = useLanguage();
  const price = priceIn(pack.prices, useCurrency().currency);
  if (price === null) return null;
  const amount = format.money(price.amount, price.currency);
  const { coinCount, freeCoinCount } = pack;
  return (
    <li className="pack">
      <CoinMark />
      <p className="pack-coins">{t.money.coins(coinCount, format.number(coinCount))}</p>
      <p className="pack-free">{freeCoinCount > 0 && t.money.plusFree(format.number(freeCoinCount))}</p>
      <button
        type="button"
        className="button button-primary button-wide"
        disabled={isShut}
        aria-label={t.money.buyPack(packText(pack, t, format), amount)}
        onClick={() => onBuy(price.currency)}
      >
        {amount}
      </button>
    </li>
  );
}
