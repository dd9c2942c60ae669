// What one ordered, newest first: what became of it, what went back, and what can still be done.

import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Order } from "../../../shared/schema/order.ts";
import { PagedSection } from "../components/paged-section.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { OpenOrder } from "./open-order.tsx";
import { useOrderOfAddress } from "./order-address.ts";
import { type Outcome, orderText, outcomeOf } from "./order-text.ts";
import { isUnsettled, useOrder, useOrders } from "./queries.ts";

export function OrderList() {
  const { t } = useLanguage();
  return (
    <PagedSection
      title={t.money.history}
      empty={t.money.noOrders}
      query={useOrders()}
      row={(order) =>
        isUnsettled(order) ? (
          <UnsettledRow key={order.id} known={order} />
        ) : (
          <OrderRow key={order.id} order={order} />
        )
      }
    />
  );
}

/** Of which one is told when it changes. */
function UnsettledRow({ known }: { readonly known: Order }) {
  const { data: order = known } = useOrder(known.id, known);
  return <OrderRow order={order} />;
}

function OrderRow({ order }: { readonly order: Order }) {
  const { t, format } = useLanguage();
  const { state, amount, currency, refundedAmount, createdAt, count, eventId } = order;
  const isTold = useOrderOfAddress() === order.id;
  const isPartlyBack = refundedAmount > 0 && refundedAmount < amount;
  return (
    <li className="account-row order-row" data-state={state}>
      <div className="account-what">
        <p className="account-name">
          {orderText(order, t, format)}
          {count > 1 && ` × ${format.number(count)}`} <StateTag order={order} />
        </p>
        <p className="hint account-dates">
          <span>{t.money.ordered(format.moment(createdAt))}</span>
          {isPartlyBack && <span>{t.money.someBack(format.money(refundedAmount, currency))}</span>}
          {eventId !== null && <Link to={`/events/${eventId}`}>{t.money.toEvent}</Link>}
        </p>
      </div>
      <div className="order-side">
        <p className="order-amount">{amount === 0 ? t.money.free : format.money(amount, currency)}</p>
        {state === "paid" && amount > 0 && <ReceiptButton order={order} />}
      </div>
      {/* Where the top of the page tells of it, its buttons are there. */}
      {state === "open" && !isTold && <OpenOrder order={order} />}
    </li>
  );
}

function StateTag({ order }: { readonly order: Order }) {
  const { t } = useLanguage();
  const outcome = outcomeOf(order);
  return <span className={`tag ${TAGS[outcome]}`}>{t.money.states[outcome]}</span>;
}

const TAGS = {
  open: "tag-wait",
  processing: "tag-wait",
  paid: "tag-good",
  back: "",
  closed: "",
} as const satisfies Readonly<Record<Outcome, string>>;

/** The payment service shows it; its address is asked for when somebody wants it. */
function ReceiptButton({ order }: { readonly order: Order }) {
  const { t } = useLanguage();
  const show = useMutation({
    mutationFn: () => edge.ask("orders.receipt", { params: { orderId: order.id } }),
    onSuccess: ({ url }) => location.assign(url),
  });
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        disabled={show.isPending}
        onClick={() => show.mutate()}
      >
        {t.money.receipt}
      </button>
      {show.isError && <InlineError error={show.error} />}
    </>
  );
}
