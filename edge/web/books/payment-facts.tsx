// What was ordered, by whom, for how much, and what it is called at Stripe.

import { Link } from "react-router";
import type { PaymentDetail } from "../../../shared/schema/books.ts";
import { useLanguage } from "../i18n/locale.tsx";

export function PaymentFacts({ payment }: { readonly payment: PaymentDetail }) {
  const { t, format } = useLanguage();
  const words = t.books;
  const { id, buyer, event, amount, currency, createdAt, paidAt, askedAt } = payment;
  return (
    <section className="card account-section" aria-label={words.facts}>
      <dl className="books-facts">
        <dt>{words.buyer}</dt>
        <dd>
          {buyer.displayName === null ? (
            words.gone
          ) : (
            <Link to={`/users/${buyer.id}`}>{buyer.displayName}</Link>
          )}{" "}
          <code>{buyer.id}</code>
        </dd>
        {event !== null && (
          <>
            <dt>{words.event}</dt>
            <dd>
              {event.name === null ? (
                <code>{event.id}</code>
              ) : (
                <Link to={`/events/${event.id}`}>{event.name}</Link>
              )}
            </dd>
          </>
        )}
        <dt>{words.amount}</dt>
        <dd>{format.money(amount, currency)}</dd>
        <dt>{words.paid}</dt>
        <dd>
          <Paid payment={payment} />
        </dd>
        <dt>{words.ordered}</dt>
        <dd>
          {format.moment(createdAt)} <code>{id}</code>
        </dd>
        {paidAt !== null && (
          <>
            <dt>{words.paidAt}</dt>
            <dd>{format.moment(paidAt)}</dd>
          </>
        )}
        {amount > 0 && (
          <>
            <dt>{words.asked}</dt>
            <dd>{format.moment(askedAt)}</dd>
          </>
        )}
        <StripeIds payment={payment} />
      </dl>
    </section>
  );
}

function Paid({ payment: { amount, paidAmount, paidTax, currency } }: { readonly payment: PaymentDetail }) {
  const { t, format } = useLanguage();
  if (amount === 0) return t.books.free;
  if (paidAmount === null) return t.books.notPaid;
  const paid = format.money(paidAmount, currency);
  return paidTax === null || paidTax === 0 ? paid : t.books.withTax(paid, format.money(paidTax, currency));
}

function StripeIds({
  payment: { stripeSessionId, stripePaymentIntentId },
}: {
  readonly payment: PaymentDetail;
}) {
  const { t } = useLanguage();
  const named = [
    [t.books.payment, stripePaymentIntentId],
    [t.books.session, stripeSessionId],
  ] as const;
  return named.map(([name, id]) =>
    id === null ? null : (
      <div key={name} className="books-fact">
        <dt>{name}</dt>
        <dd>
          <code>{id}</code>
        </dd>
      </div>
    ),
  );
}
