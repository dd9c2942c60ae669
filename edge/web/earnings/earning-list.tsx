// What one earned by what, newest first: what was paid for it, one's share of that, and from when it can be paid.

import { Link } from "react-router";
import type { Earning } from "../../../shared/schema/payout.ts";
import { PagedSection } from "../components/paged-section.tsx";
import { useClock } from "../components/use-clock.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { earnedText } from "./earned-text.ts";
import { useEarningHistory } from "./queries.ts";

const TICK_MS = 60_000;

export function EarningList() {
  const { t } = useLanguage();
  return (
    <PagedSection
      title={t.earnings.history.title}
      empty={t.earnings.history.none}
      query={useEarningHistory()}
      row={(earning) => <EarningRow key={earning.id} earning={earning} />}
    />
  );
}

function EarningRow({ earning }: { readonly earning: Earning }) {
  const { t, format } = useLanguage();
  const { sale, unit, amount, grossAmount, freeCount, exchangeCount, takenBackAmount } = earning;
  const { sharePercent, eventId, eventName, earnedAt, maturesAt } = earning;
  const nowMs = useClock(TICK_MS);
  const say = t.earnings.history;
  const isFree = exchangeCount > 0;
  const text = (of: number) => earnedText(of, unit, t, format);
  return (
    <li className="account-row order-row" data-earning={sale}>
      <div className="account-what">
        <p className="account-name">
          {say.sales[sale]}
          {eventName !== null && (
            <>
              {" · "}
              {eventId === null ? eventName : <Link to={`/events/${eventId}`}>{eventName}</Link>}
            </>
          )}
        </p>
        <p className="hint account-dates">
          <span>{format.moment(earnedAt)}</span>
          <span>{isFree ? say.redeemed : say.share(format.number(sharePercent), text(grossAmount))}</span>
          {freeCount > 0 && <span>{say.free(freeCount, format.number(freeCount))}</span>}
          {Date.parse(maturesAt) > nowMs && <span>{say.matures(format.date(maturesAt))}</span>}
          {takenBackAmount > 0 && <span>{say.takenBack(text(takenBackAmount))}</span>}
        </p>
      </div>
      <p className="order-amount order-side">{isFree ? text(0) : `+${text(amount)}`}</p>
    </li>
  );
}
