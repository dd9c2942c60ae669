// What one was paid, newest first, and what became of each.

import type { Payout } from "../../../shared/schema/payout.ts";
import { MoreButton } from "../components/more-button.tsx";
import { ErrorPanel, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { usePayouts } from "./queries.ts";

export function PayoutList() {
  const { t } = useLanguage();
  const payouts = usePayouts();
  const list = payouts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="account-section card" aria-labelledby="payouts-title">
      <h2 id="payouts-title">{t.earnings.payouts.title}</h2>
      {payouts.isPending && <Loading />}
      {payouts.isError && payouts.data === undefined && (
        <ErrorPanel error={payouts.error} onRetry={() => void payouts.refetch()} />
      )}
      {payouts.data !== undefined && list.length === 0 && (
        <p className="account-empty">{t.earnings.payouts.none}</p>
      )}
      {list.length > 0 && (
        <ul className="account-list">
          {list.map((payout) => (
            <PayoutRow key={payout.id} payout={payout} />
          ))}
        </ul>
      )}
      <MoreButton query={payouts} />
    </section>
  );
}

const TAGS = {
  owed: "tag-wait",
  paid: "tag-good",
  dropped: "",
  returned: "",
} as const satisfies Readonly<Record<Payout["state"], string>>;

function PayoutRow({ payout }: { readonly payout: Payout }) {
  const { t, format } = useLanguage();
  const { state, currency, amount, coinCount, coinAmount, decidedAt, paidAt } = payout;
  const say = t.earnings.payouts;
  const news = newsOf(payout);
  return (
    <li className="account-row order-row" data-payout={state}>
      <div className="account-what">
        <p className="account-name">
          {format.money(amount, currency)} <span className={`tag ${TAGS[state]}`}>{say.states[state]}</span>
        </p>
        <p className="hint account-dates">
          <span>{say.decided(format.date(decidedAt))}</span>
          {paidAt !== null && <span>{say.paidOn(format.date(paidAt))}</span>}
          {coinCount > 0 && (
            <span>
              {say.ofCoins(
                t.money.coins(coinCount, format.number(coinCount)),
                format.money(coinAmount, currency),
              )}
            </span>
          )}
        </p>
        {news !== null && <p className="hint">{news}</p>}
      </div>
    </li>
  );

  function newsOf({ returnedAmount, refusal }: Payout): string | null {
    if (state === "dropped") return say.dropped;
    if (state === "returned") return say.returned;
    if (returnedAmount > 0) return say.partlyReturned(format.money(returnedAmount, currency));
    return state === "owed" && refusal !== null ? say.refused : null;
  }
}
