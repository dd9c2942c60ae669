// What one earned by what, newest first: what was paid for it, one's share of that, and from when it can be paid.

import { Link } from "react-router";
import type { Earning } from "../../../shared/schema/payout.ts";
import { MoreButton } from "../components/more-button.tsx";
import { ErrorPanel, Loading } from "../components/states.tsx";
import { useClock } from "../components/use-clock.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { earnedText } from "./earned-text.ts";
import { useEarningHistory } from "./queries.ts";

const TICK_MS = 60_000;

export function EarningList() {
  const { t } = useLanguage();
  const history = useEarningHistory();
  const list = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="account-section card" aria-labelledby="earning-list-title">
      <h2 id="earning-list-title">{t.earnings.history.title}</h2>
      {history.isPending && <Loading />}
      {history.isError && history.data === undefined && (
        <ErrorPanel error={history.error} onRetry={() => void history.refetch()} />
      )}
      {history.data !== undefined && list.length === 0 && (
        <p className="account-empty">{t.earnings.history.none}</p>
      )}
      {list.length > 0 && (
        <ul className="account-list">
          {list.map((earning) => (
            <EarningRow key={earning.id} earning={earning} />
          ))}
        </ul>
      )}
      <MoreButton query={history} />
    </section>
  );
}

function EarningRow({ earning }: { readonly earning: Earning }) {
  const { t, format } = useLanguage();
  const { sale, unit, amount, grossAmount, freeCount, sharePercent, takenBackAmount } = earning;
  const { eventId, eventName, earnedAt, maturesAt } = earning;
  const nowMs = useClock(TICK_MS);
  const say = t.earnings.history;
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
          <span>{say.share(format.number(sharePercent), text(grossAmount))}</span>
          {freeCount > 0 && <span>{say.free(freeCount, format.number(freeCount))}</span>}
          {Date.parse(maturesAt) > nowMs && <span>{say.matures(format.date(maturesAt))}</span>}
          {takenBackAmount > 0 && <span>{say.takenBack(text(takenBackAmount))}</span>}
        </p>
      </div>
      <p className="order-amount order-side">+{text(amount)}</p>
    </li>
  );
}
