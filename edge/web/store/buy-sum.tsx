// What there is to pay with, and what stays; where it is too little, how to come by more.

import { Link } from "react-router";
import type { Wallet } from "../../../shared/schema/order.ts";
import type { PayWith } from "../../../shared/schema/store.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { afterPaying, spendableOf } from "../money/paying.ts";

export function BuySum({
  wallet,
  payWith,
  priceCoins,
}: {
  readonly wallet: Wallet;
  readonly payWith: PayWith;
  readonly priceCoins: number;
}) {
  const { t, format } = useLanguage();
  const { exchangeTicketCount } = wallet;
  if (payWith === "exchange-ticket")
    return (
      <p className={exchangeTicketCount > 0 ? "hint" : "event-standing"}>
        {exchangeTicketCount > 0
          ? t.store.ticketsLeft(exchangeTicketCount - 1, format.number(exchangeTicketCount - 1))
          : t.store.noTickets}
      </p>
    );
  const have = spendableOf(wallet);
  const sum = afterPaying(have, priceCoins);
  if ("left" in sum)
    return (
      <dl className="figures" aria-label={t.money.balance}>
        <div>
          <dt>{t.store.have}</dt>
          <dd>{format.number(have)}</dd>
        </div>
        <div>
          <dt>{t.store.price}</dt>
          <dd>−{format.number(priceCoins)}</dd>
        </div>
        <div>
          <dt>{t.store.after}</dt>
          <dd>{format.number(sum.left)}</dd>
        </div>
      </dl>
    );
  return (
    <div className="buy-missing" role="status">
      <p>
        {t.store.missing(t.money.coins(have, format.number(have)), sum.missing, format.number(sum.missing))}
        {wallet.frozenCount > 0 &&
          ` ${t.money.frozen(wallet.frozenCount, format.number(wallet.frozenCount))}`}
      </p>
      <Link className="button" to="/wallet">
        {t.store.toWallet}
      </Link>
    </div>
  );
}
