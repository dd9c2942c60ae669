// What one has earned and was not paid yet: what can be paid, what matures later, what is held, and when it is paid.

import { Link } from "react-router";
import type { Earnings } from "../../../shared/schema/payout.ts";
import { Empty, ErrorPanel, Loading } from "../components/states.tsx";
import { useClock } from "../components/use-clock.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { CoinMark } from "../money/balance.tsx";
import { earnedText, worthOf } from "./earned-text.ts";
import { nextPayoutAt } from "./months.ts";
import { useEarnings, usePayoutAccount } from "./queries.ts";

const TICK_MS = 60_000;

export function EarnedSection() {
  const { t } = useLanguage();
  const earnings = useEarnings();
  return (
    <section className="account-section card" aria-labelledby="earned-title">
      <h2 id="earned-title">{t.earnings.earned.title}</h2>
      {earnings.isPending && <Loading />}
      {earnings.isError && earnings.data === undefined && (
        <ErrorPanel error={earnings.error} onRetry={() => void earnings.refetch()} />
      )}
      {earnings.data !== undefined && <Earned earnings={earnings.data} />}
    </section>
  );
}

function Earned({ earnings }: { readonly earnings: Earnings }) {
  const { t } = useLanguage();
  const items = earnings.items.filter(({ amount }) => amount !== 0);
  if (items.length === 0)
    return earnings.since === null ? (
      <>
        <Empty title={t.earnings.earned.nothing} hint={t.earnings.earned.nothingHint} />
        <p className="store-ways">
          <Link to="/store/selling">{t.store.selling}</Link>
          <Link to="/events/mine">{t.events.mine}</Link>
        </p>
      </>
    ) : (
      <p className="account-empty">{t.earnings.earned.nothing}</p>
    );
  return (
    <>
      {items.map((item) => (
        <Unit key={item.unit} item={item} value={earnings.coinValue} />
      ))}
      <Rules earnings={earnings} items={items} />
    </>
  );
}

type Item = Earnings["items"][number];

function Unit({ item, value }: { readonly item: Item; readonly value: Earnings["coinValue"] }) {
  const { t, format } = useLanguage();
  const { unit, amount, matureAmount, waitingAmount, heldAmount } = item;
  const say = t.earnings.earned;
  const text = (of: number) => earnedText(of, unit, t, format);
  const parts = [
    { name: say.mature, of: matureAmount },
    { name: say.waiting, of: waitingAmount },
    ...(heldAmount > 0 ? [{ name: say.held, of: heldAmount }] : []),
  ];
  return (
    <div className="earned-unit" data-unit={unit}>
      <h3>{unit === "coin" ? say.coins : say.money(format.currency(unit))}</h3>
      <p className="balance">
        {unit === "coin" && <CoinMark />}
        <span data-earned={amount}>{text(amount)}</span>
        {unit === "coin" && (
          <span className="hint">{say.worth(format.money(worthOf(amount, value), value.currency))}</span>
        )}
      </p>
      <dl className="figures">
        {parts.map(({ name, of }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text(of)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Why it is not paid yet, and when it is. */
function Rules({
  earnings: { coinValue, payoutMin, onLeaving },
  items,
}: {
  readonly earnings: Earnings;
  readonly items: readonly Item[];
}) {
  const { t, format } = useLanguage();
  const account = usePayoutAccount(false);
  const nowMs = useClock(TICK_MS);
  const say = t.earnings.earned;
  const { currency, amount, coinCount } = coinValue;
  const hasCoins = items.some(({ unit }) => unit === "coin");
  const currencies = [...new Set(items.map(({ unit }) => (unit === "coin" ? currency : unit)))];
  const minimums = currencies.flatMap((each) => {
    const min = payoutMin[each];
    return min === undefined ? [] : [format.money(min, each)];
  });
  const said = [
    account.data?.state === "ready" ? say.next(format.date(nextPayoutAt(nowMs))) : null,
    ...minimums.map((min) => say.min(min)),
    items.some(({ waitingAmount }) => waitingAmount > 0) ? say.waitingWhy : null,
    items.some(({ heldAmount }) => heldAmount > 0) ? say.heldWhy : null,
    hasCoins
      ? say.rate(t.money.coins(coinCount, format.number(coinCount)), format.money(amount, currency))
      : null,
    say.leaving[onLeaving],
  ].filter((line) => line !== null);
  return (
    <>
      {account.data !== undefined && account.data.state !== "ready" && (
        <p className="event-standing">{say.notReady}</p>
      )}
      <ul className="earned-rules hint">
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
