// What one was paid, newest first, and what became of each.

import type { Payout } from "../../../shared/schema/payout.ts";
import { PagedSection } from "../components/paged-section.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { usePayouts } from "./queries.ts";

export function PayoutList() {
  const { t } = useLanguage();
  return (
    <PagedSection
      title={t.earnings.payouts.title}
      empty={t.earnings.payouts.none}
      query={usePayouts()}
      row={(payout) => <PayoutRow key={payout.id} payout={payout} />}
    />
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
