// Payments, the newest first, or those that were looked for.

import { Link, useSearchParams } from "react-router";
import type { Payment } from "../../../shared/schema/books.ts";
import { pageQuery } from "../components/paging.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { PagedList } from "../moderation/paged-list.tsx";
import { askAsModerator } from "../moderation/queries.ts";
import { PaymentSearch } from "./payment-search.tsx";
import { PaymentTags } from "./payment-tags.tsx";
import { queryOf, readPaymentView } from "./payment-view.ts";

export function PaymentList() {
  const { t } = useLanguage();
  const [params] = useSearchParams();
  const view = readPaymentView(params);
  const query = queryOf(view);
  return (
    <>
      <PaymentSearch view={view} />
      <PagedList
        key={JSON.stringify(query)}
        noun="books"
        name={`payments ${JSON.stringify(query)}`}
        fetch={(cursor) => askAsModerator("books.payments", { query: { ...pageQuery(cursor), ...query } })}
        empty={{ title: t.books.noPayments, hint: t.books.noPaymentsHint }}
        row={(payment) => <PaymentRow key={payment.id} payment={payment} />}
      />
    </>
  );
}

function PaymentRow({ payment }: { readonly payment: Payment }) {
  const { t, format } = useLanguage();
  const { id, lineName, count, buyer, amount, paidAmount, currency, createdAt } = payment;
  const name = count === 1 ? lineName : t.books.times(lineName, format.number(count));
  return (
    <li className="account-row payment-row" data-payment={id}>
      <div className="account-what">
        <p className="account-name">
          <Link to={`/books/payments/${id}`}>{name}</Link>
        </p>
        <p className="payment-tags">
          <PaymentTags payment={payment} />
        </p>
        <p className="hint account-dates">
          <span>{buyer.displayName ?? t.books.gone}</span>
          <span>{format.moment(createdAt)}</span>
        </p>
      </div>
      <p className="payment-amount">{format.money(paidAmount ?? amount, currency)}</p>
    </li>
  );
}
