// What became of an order, for whoever comes back from paying. That they came back says nothing: the order is asked.

import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { OrderId } from "../../../shared/schema/ids.ts";
import type { Order } from "../../../shared/schema/order.ts";
import { isNowhere } from "../components/detail.tsx";
import { ErrorPanel, Loading } from "../components/states.tsx";
import { useClock } from "../components/use-clock.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { OpenOrder } from "./open-order.tsx";
import { ORDER_PARAM, useOrderOfAddress } from "./order-address.ts";
import { type Outcome, orderText, outcomeOf } from "./order-text.ts";
import { useOrder } from "./queries.ts";

/** What was known a moment ago is told at first: a payment just made may not be in it yet. */
const ASKS_AT_LEAST_MS = 3_000;
const TICK_MS = 1_000;

/** Of the order that the page's address names; nothing where it names none. */
export function OrderNotice() {
  const [params, setParams] = useSearchParams();
  const orderId = useOrderOfAddress();
  if (orderId === null) return null;
  const close = () => {
    params.delete(ORDER_PARAM);
    setParams(params, { replace: true, preventScrollReset: true });
  };
  return <Notice key={orderId} orderId={orderId} onClose={close} />;
}

function Notice({ orderId, onClose }: { readonly orderId: OrderId; onClose(): void }) {
  const { t } = useLanguage();
  const order = useOrder(orderId);
  const [sinceMs] = useState(Date.now);
  const isEarly = useClock(TICK_MS) - sinceMs < ASKS_AT_LEAST_MS;
  if (order.data === undefined)
    return order.isError ? (
      <ErrorPanel
        error={order.error}
        {...(isNowhere(order.error) ? {} : { onRetry: () => void order.refetch() })}
      >
        <CloseButton onClose={onClose} />
      </ErrorPanel>
    ) : (
      <Loading label={t.money.news.asking} />
    );
  const kind = outcomeOf(order.data);
  if (kind === "open" && isEarly) return <Loading label={t.money.news.asking} />;
  return (
    <section className={`card order-notice order-notice-${kind}`} data-order={kind}>
      <div role="status">
        <h2>{t.money.news[`${kind}Title`]}</h2>
        <Said order={order.data} kind={kind} />
      </div>
      {kind === "open" && <OpenOrder order={order.data} />}
      <div className="row">
        {kind === "paid" && order.data.what === "tickets" && (
          <Link className="button" to="/tickets">
            {t.money.news.toTickets}
          </Link>
        )}
        {kind !== "open" && <CloseButton onClose={onClose} />}
      </div>
    </section>
  );
}

function Said({ order, kind }: { readonly order: Order; readonly kind: Outcome }) {
  const { t, format } = useLanguage();
  const { count, refundedAmount, currency } = order;
  const what = orderText(order, t, format);
  const said = t.money.news;
  switch (kind) {
    case "open":
    case "processing":
    case "closed":
      return (
        <p>
          <strong>{what}</strong>
          <br />
          {said[kind]}
        </p>
      );
    case "back":
      return <p>{said.back(format.money(refundedAmount, currency))}</p>;
    case "paid":
      return (
        <p>
          {order.what === "coins" ? said.gotCoins(what) : said.gotTickets(count, format.number(count), what)}
        </p>
      );
  }
}

function CloseButton({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  return (
    <button type="button" className="button button-quiet" onClick={onClose}>
      {t.common.close}
    </button>
  );
}
