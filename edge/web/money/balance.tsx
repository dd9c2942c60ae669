// One's coins: those that were bought and those that were given away, apart, and which of them expire next.

import { Link } from "react-router";
import type { Wallet } from "../../../shared/schema/order.ts";
import { ErrorPanel, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { useWallet } from "./queries.ts";

export function Balance() {
  const { t } = useLanguage();
  const wallet = useWallet();
  return (
    <section className="account-section card" aria-labelledby="balance-title">
      <h2 id="balance-title">{t.money.balance}</h2>
      {wallet.isPending && <Loading />}
      {wallet.isError && wallet.data === undefined && (
        <ErrorPanel error={wallet.error} onRetry={() => void wallet.refetch()} />
      )}
      {wallet.data !== undefined && <Coins wallet={wallet.data} />}
      {wallet.data !== undefined && <ExchangeTickets wallet={wallet.data} />}
    </section>
  );
}

function Coins({ wallet }: { readonly wallet: Wallet }) {
  const { t, format } = useLanguage();
  const { coinCount, freeCoinCount, frozenCount, nextExpiry } = wallet;
  const count = coinCount + freeCoinCount;
  return (
    <>
      <p className="balance">
        <CoinMark />
        <span data-coins={count}>{t.money.coins(count, format.number(count))}</span>
      </p>
      {count === 0 ? (
        <p className="hint">{t.money.noCoins}</p>
      ) : (
        <>
          <dl className="figures">
            <div>
              <dt>{t.money.paidCoins}</dt>
              <dd>{format.number(coinCount)}</dd>
            </div>
            <div>
              <dt>{t.money.freeCoins}</dt>
              <dd>{format.number(freeCoinCount)}</dd>
            </div>
          </dl>
          {frozenCount > 0 && (
            <p className="event-standing">{t.money.frozen(frozenCount, format.number(frozenCount))}</p>
          )}
          <p className="hint">
            {nextExpiry === null
              ? t.money.noExpiry
              : t.money.expires(
                  nextExpiry.count,
                  format.number(nextExpiry.count),
                  format.date(nextExpiry.at),
                )}{" "}
            {freeCoinCount > 0 && coinCount > 0 && t.money.freeFirst}
          </p>
        </>
      )}
    </>
  );
}

/** Free exchange tickets; nothing where there are none. */
function ExchangeTickets({ wallet }: { readonly wallet: Wallet }) {
  const { t, format } = useLanguage();
  const { exchangeTicketCount: count, nextTicketExpiry } = wallet;
  if (count === 0) return null;
  return (
    <div className="exchange-tickets">
      <p className="exchange-tickets-count" data-exchange-tickets={count}>
        {t.money.exchangeTickets(count, format.number(count))}
      </p>
      <p className="hint">
        {t.money.exchangeTicketsWhat}{" "}
        {nextTicketExpiry !== null &&
          t.money.ticketsExpire(
            nextTicketExpiry.count,
            format.number(nextTicketExpiry.count),
            format.date(nextTicketExpiry.at),
          )}
      </p>
      <Link to="/store">{t.store.toStore}</Link>
    </div>
  );
}

export function CoinMark() {
  return (
    <svg className="coin-mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="14" />
      <path d="M11 10v12M21 10v12M11 16h10" />
    </svg>
  );
}
