// What of the coins that were sold and given away was not used up on a base date.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { UnusedBalanceAt } from "../../../shared/schema/books.ts";
import { type Currency, currencySchema } from "../../../shared/schema/money.ts";
import { Field } from "../components/field.tsx";
import { ErrorPanel, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { askAsModerator } from "../moderation/queries.ts";
import { dayOfBaseDate, endOfDayInJapan } from "./base-date.ts";

export function UnusedBalance() {
  const { t } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const at = endOfDayInJapan(search.get("day") ?? "");
  const [day, setDay] = useState<string | null>(at === null ? null : search.get("day"));
  const unused = useQuery({
    queryKey: ["books", "unused", at],
    queryFn: () => askAsModerator("books.unusedBalance", { query: at === null ? {} : { at } }),
  });
  const shownDay = day ?? (unused.data === undefined ? "" : dayOfBaseDate(unused.data.at));
  return (
    <>
      <p className="hint">{t.books.unusedLead}</p>
      <form
        className="unused-form"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch({ tab: "unused", ...(shownDay === "" ? {} : { day: shownDay }) });
        }}
      >
        <Field label={t.books.baseDate}>
          {(field) => (
            <input {...field} type="date" value={shownDay} onChange={(event) => setDay(event.target.value)} />
          )}
        </Field>
        <button type="submit" className="button button-primary">
          {t.books.show}
        </button>
      </form>
      {unused.isPending && <Loading />}
      {unused.isError && <ErrorPanel error={unused.error} onRetry={() => void unused.refetch()} />}
      {unused.data !== undefined && <Unused unused={unused.data} />}
    </>
  );
}

function Unused({ unused: { at, paidCount, freeCount, value } }: { readonly unused: UnusedBalanceAt }) {
  const { t, format } = useLanguage();
  const [year = "", month = "", day = ""] = dayOfBaseDate(at).split("-");
  const noon = new Date(Number(year), Number(month) - 1, Number(day), 12).toISOString();
  const amounts = currencySchema.options.flatMap((currency: Currency) => {
    const amount = value[currency] ?? 0;
    return amount === 0 ? [] : [format.money(amount, currency)];
  });
  return (
    <section className="card account-section" aria-live="polite">
      <h2>{t.books.asOf(format.date(noon))}</h2>
      <dl className="books-facts unused-facts">
        <dt>{t.books.unusedPaid}</dt>
        <dd>{format.number(paidCount)}</dd>
        <dt>{t.books.unusedValue}</dt>
        <dd>{amounts.length === 0 ? t.books.none : amounts.join(" + ")}</dd>
        <dt>{t.books.unusedFree}</dt>
        <dd>{format.number(freeCount)}</dd>
      </dl>
    </section>
  );
}
