// The form in which an admin says what payments they want to see.

import { useState } from "react";
import { useSearchParams } from "react-router";
import { PAYMENT_SEARCH_MAX_CHARS } from "../../../shared/schema/books.ts";
import { Choose } from "../components/choose.tsx";
import { Field } from "../components/field.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { type PaymentView, paymentParams, STATES } from "./payment-view.ts";

/** `view`: what is looked at now. Gone elsewhere, as by a link or a step back, the form says that. */
export function PaymentSearch({ view }: { readonly view: PaymentView }) {
  const { t } = useLanguage();
  const [, setSearch] = useSearchParams();
  const [wanted, setWanted] = useState(view);
  const address = JSON.stringify(view);
  const [known, setKnown] = useState(address);
  if (known !== address) {
    setKnown(address);
    setWanted(view);
  }
  const names = { any: t.books.anyState, ...t.books.states, ...t.books.troubles };
  return (
    <search>
      <form
        className="payment-search card"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(paymentParams(wanted));
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
