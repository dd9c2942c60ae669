// What payments to list: kept in the page's address, so that a search can be sent to somebody.

import { useState } from "react";
import { useSearchParams } from "react-router";
import {
  PAYMENT_SEARCH_MAX_CHARS,
  type PaymentQuery,
  paymentStateSchema,
  paymentTroubleSchema,
} from "../../../shared/schema/books.ts";
import { Choose } from "../components/choose.tsx";
import { Field } from "../components/field.tsx";
import { useLanguage } from "../i18n/locale.tsx";

type Wanted = {
  readonly q: string;
  readonly state: StateName;
  /** Days, as a date field has them; "" is any. */
  readonly from: string;
  readonly until: string;
};
const STATES = ["any", ...paymentStateSchema.options, ...paymentTroubleSchema.options] as const;
type StateName = (typeof STATES)[number];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the address asks for. */
export function usePaymentSearch(): Wanted {
  const [search] = useSearchParams();
  const day = (name: string) => (DAY.test(search.get(name) ?? "") ? (search.get(name) ?? "") : "");
  return {
    q: (search.get("q") ?? "").trim().slice(0, PAYMENT_SEARCH_MAX_CHARS),
    state: STATES.find((each) => each === search.get("state")) ?? "any",
    from: day("from"),
    until: day("until"),
  };
}

/** The same as the API is asked: whole days, by this browser's clock. */
export function queryOf({
  q,
  state,
  from,
  until,
}: Wanted): Partial<Pick<PaymentQuery, "q" | "state" | "from" | "until">> {
  return {
    ...(q === "" ? {} : { q }),
    ...(state === "any" ? {} : { state }),
    ...(from === "" ? {} : { from: dayBegins(from, 0) }),
    ...(until === "" ? {} : { until: dayBegins(until, 1) }),
  };
}

function dayBegins(day: string, daysLater: number): string {
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + daysLater);
  return at.toISOString();
}

export function PaymentSearch() {
  const { t } = useLanguage();
  const [, setSearch] = useSearchParams();
  const [wanted, setWanted] = useState(usePaymentSearch());
  const names = { any: t.books.anyState, ...t.books.states, ...t.books.troubles };
  return (
    <search>
      <form
        className="payment-search card"
        onSubmit={(event) => {
          event.preventDefault();
          const asked = Object.entries(wanted).filter(([, value]) => value !== "" && value !== "any");
          setSearch(Object.fromEntries(asked));
        }}
      >
        <Field label={t.books.search} hint={t.books.searchHint}>
          {(field) => (
            <input
              {...field}
              type="search"
              autoComplete="off"
              spellCheck={false}
              maxLength={PAYMENT_SEARCH_MAX_CHARS}
              value={wanted.q}
              onChange={(event) => setWanted({ ...wanted, q: event.target.value })}
            />
          )}
        </Field>
        <div className="payment-search-filters">
          <Choose
            label={t.books.state}
            names={names}
            among={STATES}
            value={wanted.state}
            onChange={(state) => setWanted({ ...wanted, state })}
          />
          {(["from", "until"] as const).map((end) => (
            <Field key={end} label={t.books[end]}>
              {(field) => (
                <input
                  {...field}
                  type="date"
                  value={wanted[end]}
                  onChange={(event) => setWanted({ ...wanted, [end]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <button type="submit" className="button button-primary">
            {t.books.find}
          </button>
        </div>
      </form>
    </search>
  );
}
