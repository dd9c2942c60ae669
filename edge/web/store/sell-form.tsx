// On what terms something of one's own is sold.

import { type FormEvent, useState } from "react";
import type { AssetId } from "../../../shared/schema/ids.ts";
import type { ListingTerms } from "../../../shared/schema/listing-terms.ts";
import { LISTING_NUMBER_MAX, LISTING_PRICE_MAX_COINS } from "../../../shared/schema/store.ts";
import { Field, goToWrong } from "../components/field.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { useSell } from "./queries.ts";
import { readSellDraft, type SellField, sellDraftOf } from "./sell-draft.ts";

export function SellForm({
  assetId,
  listing,
  onDone,
}: {
  readonly assetId: AssetId;
  /** Null: it was never for sale. */
  readonly listing: ListingTerms | null;
  onDone(): void;
}) {
  const { t, format } = useLanguage();
  const [draft, setDraft] = useState(() => sellDraftOf(listing));
  /** What is wrong is said once somebody wanted to sell. */
  const [isTried, setTried] = useState(false);
  const read = readSellDraft(draft);
  const wrong: ReadonlySet<SellField> = isTried && "wrong" in read ? read.wrong : new Set();
  const selling = useSell(assetId, onDone);
  function submit(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if ("fields" in read) return selling.mutate(read.fields);
    goToWrong(submitted.currentTarget, () => setTried(true));
  }
  const say = t.store.form;
  const numbers = [
    {
      name: "priceCoins",
      label: say.price,
      hint: say.priceHint,
      problem: say.wrongPrice(format.number(LISTING_PRICE_MAX_COINS)),
    },
    {
      name: "numberMax",
      label: say.number,
      hint: say.numberHint,
      problem: say.wrongNumber(format.number(LISTING_NUMBER_MAX)),
    },
  ] as const;
  return (
    <form className="buy-form" onSubmit={submit} noValidate>
      <div className="field-pair">
        {numbers.map(({ name, label, hint, problem }) => (
          <Field key={name} label={label} hint={hint} problem={wrong.has(name) ? problem : null}>
            {(field) => (
              <input
                {...field}
                inputMode="numeric"
                autoComplete="off"
                value={draft[name]}
                onChange={({ target }) => setDraft((now) => ({ ...now, [name]: target.value }))}
              />
            )}
          </Field>
        ))}
      </div>
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={draft.takesExchangeTickets}
            onChange={({ target }) => setDraft((now) => ({ ...now, takesExchangeTickets: target.checked }))}
          />
          <span>{say.tickets}</span>
        </label>
        <p className="hint">{say.ticketsHint}</p>
      </div>
      {!listing?.isForHolders && <p className="hint">{say.fromThen}</p>}
      {selling.isError && <InlineError error={selling.error} />}
      <div className="row">
        <button type="submit" className="button button-primary" disabled={selling.isPending}>
          {listing?.isForSale ? say.save : say.sell}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t.account.cancel}
        </button>
      </div>
    </form>
  );
}
