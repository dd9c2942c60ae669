// One comparison of the books with Stripe's balance: what was apart, line by line.

import { Link } from "react-router";
import { type ReconciliationDetail, reconciliationNumberSchema } from "../../../shared/schema/books.ts";
import { DifferenceTag } from "../books/reconciliation-list.tsx";
import { Detail } from "../components/detail.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { askAsModerator } from "../moderation/queries.ts";

export function ReconciliationPage() {
  return (
    <Detail
      param="number"
      idSchema={reconciliationNumberSchema}
      fetch={(number) => askAsModerator("books.reconciliation", { params: { number } })}
    >
      {(reconciliation) => <OneReconciliation reconciliation={reconciliation} />}
    </Detail>
  );
}

function OneReconciliation({ reconciliation }: { readonly reconciliation: ReconciliationDetail }) {
  const { t, format } = useLanguage();
  const { ranAt, from, until, comparedCount, differenceCount, differences } = reconciliation;
  const title = t.books.reconciliationOf(format.moment(ranAt));
  useTitle(title);
  return (
    <div className="books-page">
      <Link to="/books?tab=reconciliations" className="hint">
        ← {t.books.tabs.reconciliations}
      </Link>
      <div className="page-head">
        <h1>{title}</h1>
        <p className="payment-tags">
          <DifferenceTag count={differenceCount} />
          <span className="tag">{t.books.compared(comparedCount, format.number(comparedCount))}</span>
        </p>
        <p className="lead">{t.books.span(format.moment(from), format.moment(until))}</p>
      </div>
      {differences.length > 0 && (
        <section className="card account-section">
          {differences.length < differenceCount && (
            <p className="hint">
              {t.books.firstOnly(format.number(differences.length), format.number(differenceCount))}
            </p>
          )}
          <table className="entries differences">
            <thead>
              <tr>
                <th scope="col">{t.books.line}</th>
                <th scope="col">{t.books.ours}</th>
                <th scope="col">{t.books.theirs}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ id, ours, theirs, orderId }) => (
                <tr key={id}>
                  <th scope="row">
                    <code>{id}</code>
                    {orderId !== null && <Link to={`/books/payments/${orderId}`}>{t.books.toOrder}</Link>}
                  </th>
                  <td>{ours ?? t.books.missing}</td>
                  <td>{theirs ?? t.books.missing}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
