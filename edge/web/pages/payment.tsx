// One payment: what it was for, what became of it, what is in the books of it, and what those who run the place can do about it.

import { Link } from "react-router";
import type { PaymentDetail } from "../../../shared/schema/books.ts";
import { orderIdSchema } from "../../../shared/schema/ids.ts";
import { LedgerSection } from "../books/ledger-section.tsx";
import { PaymentActions } from "../books/payment-actions.tsx";
import { PaymentFacts } from "../books/payment-facts.tsx";
import { CoinLots, PaymentActs, PaymentDisputes, PaymentTickets, Webhooks } from "../books/payment-parts.tsx";
import { PaymentTags } from "../books/payment-tags.tsx";
import { PAYMENT_PARAM } from "../books/queries.ts";
import { RefundList } from "../books/refund-list.tsx";
import { Detail } from "../components/detail.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { askAsModerator } from "../moderation/queries.ts";

export function PaymentPage() {
  return (
    <Detail
      param={PAYMENT_PARAM}
      idSchema={orderIdSchema}
      fetch={(orderId) => askAsModerator("books.payment", { params: { orderId } })}
    >
      {(payment) => <OnePayment payment={payment} />}
    </Detail>
  );
}

function OnePayment({ payment }: { readonly payment: PaymentDetail }) {
  const { t, format } = useLanguage();
  const { lineName, count, tickets, lots, disputes } = payment;
  const name = count === 1 ? lineName : t.books.times(lineName, format.number(count));
  useTitle(name);
  return (
    <div className="books-page">
      <Link to="/books" className="hint">
        ← {t.books.title}
      </Link>
      <div className="page-head">
        <h1>{name}</h1>
        <p className="payment-tags">
          <PaymentTags payment={payment} />
        </p>
      </div>
      <PaymentActions payment={payment} />
      <PaymentFacts payment={payment} />
      <RefundList payment={payment} />
      {disputes.length > 0 && <PaymentDisputes payment={payment} />}
      {tickets.length > 0 && <PaymentTickets payment={payment} />}
      {lots.length > 0 && <CoinLots payment={payment} />}
      <LedgerSection payment={payment} />
      <Webhooks payment={payment} />
      <PaymentActs payment={payment} />
    </div>
  );
}
