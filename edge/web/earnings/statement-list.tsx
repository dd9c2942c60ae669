// Statements, one a month, the newest first.

import { Link } from "react-router";
import { Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { monthsSince } from "./months.ts";
import { useEarnings } from "./queries.ts";

export function StatementList() {
  const { t, format } = useLanguage();
  const { data, isPending } = useEarnings();
  const say = t.earnings.statements;
  const months = data?.since == null ? [] : monthsSince(data.since, Date.now());
  return (
    <section className="account-section card" aria-labelledby="statements-title">
      <div>
        <h2 id="statements-title">{say.title}</h2>
        <p className="hint">{say.lead}</p>
      </div>
      {isPending && <Loading />}
      {data !== undefined && months.length === 0 && <p className="account-empty">{say.none}</p>}
      {months.length > 0 && (
        <ul className="account-list">
          {months.map((month, at) => (
            <li key={month} className="account-row">
              <p className="account-name">
                {format.yearMonth(month)} {at === 0 && <span className="tag">{say.now}</span>}
              </p>
              <Link
                className="button"
                to={`/earnings/statements/${month}`}
                aria-label={say.open(format.yearMonth(month))}
              >
                {say.see}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
