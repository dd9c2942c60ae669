// How the books compared with Stripe's balance, the last night first.

import { Link } from "react-router";
import type { Reconciliation } from "../../../shared/schema/books.ts";
import { pageQuery } from "../components/paging.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { PagedList } from "../moderation/paged-list.tsx";
import { askAsModerator } from "../moderation/queries.ts";

export function ReconciliationList() {
  const { t } = useLanguage();
  return (
    <PagedList
      noun="books"
      name="reconciliations"
      fetch={(cursor) => askAsModerator("books.reconciliations", { query: pageQuery(cursor) })}
      empty={{ title: t.books.noReconciliations, hint: t.books.noReconciliationsHint }}
      row={(one) => <ReconciliationRow key={one.number} reconciliation={one} />}
    />
  );
}

function ReconciliationRow({ reconciliation }: { readonly reconciliation: Reconciliation }) {
  const { t, format } = useLanguage();
  const { number, ranAt, comparedCount } = reconciliation;
  return (
    <li className="account-row" data-reconciliation={number}>
      <div className="account-what">
        <p className="account-name">
          <Link to={`/books/reconciliations/${number}`}>{format.moment(ranAt)}</Link>
        </p>
        <p className="hint">{t.books.compared(comparedCount, format.number(comparedCount))}</p>
      </div>
      <DifferenceTag count={reconciliation.differenceCount} />
    </li>
  );
}

export function DifferenceTag({ count }: { readonly count: number }) {
  const { t, format } = useLanguage();
  return count === 0 ? (
    <span className="tag tag-on">{t.books.alike}</span>
  ) : (
    <span className="tag tag-trouble">{t.books.apart(format.number(count))}</span>
  );
}
