// How many tickets of one type, the code where one is needed, and getting them: for nothing, or for money, which is paid elsewhere.

import { type FormEvent, useState } from "react";
import type { OwnTicketType } from "../../../shared/schema/event-ticket.ts";
import type { Currency } from "../../../shared/schema/money.ts";
import { CODE_MAX_CHARS } from "../../../shared/schema/order.ts";
import { Field, goToWrong } from "../components/field.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { type Price, priceIn } from "../money/currency.ts";
import { useCurrency } from "../money/currency-choice.tsx";
import { useCheckout } from "../money/use-checkout.ts";
import { edge } from "../session/session.tsx";
import type { Stage } from "./type-stage.ts";

type Wish = { readonly count: number; readonly code: string | null; readonly currency: Currency };

export function TakeForm({
  type,
  stage: { countMax, needsCode },
}: {
  readonly type: OwnTicketType;
  readonly stage: Extract<Stage, { name: "onSale" }>;
}) {
  const { t, format } = useLanguage();
  const { currency: wanted } = useCurrency();
  const [chosen, setChosen] = useState(1);
  const [code, setCode] = useState("");
  /** What is missing is said once somebody wanted to have one. */
  const [isTried, setTried] = useState(false);
  const price = priceIn(type.prices, wanted);
  const count = Math.min(chosen, countMax);
  const checkout = useCheckout(({ count, code, currency }: Wish, key) =>
    edge.ask("orders.buyTickets", {
      headers: { "idempotency-key": key },
      body: { ticketTypeId: type.id, count, code, currency, returnTo: `/events/${type.eventId}` },
    }),
  );
  const isMissing = needsCode && code.trim() === "";
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isMissing) return goToWrong(event.currentTarget, () => setTried(true));
    checkout.buy({ count, code: needsCode ? code.trim() : null, currency: price?.currency ?? wanted });
  }
  const got = checkout.done?.state === "paid" ? checkout.done : null;
  return (
    <form className="take-form" onSubmit={submit} noValidate>
      {needsCode && (
        <Field
          label={t.tickets.event.code}
          hint={t.tickets.event.codeHint}
          problem={isTried && isMissing ? t.tickets.event.codeEmpty : null}
        >
          {(field) => (
            <input
              {...field}
              value={code}
              maxLength={CODE_MAX_CHARS}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={({ target }) => setCode(target.value)}
            />
          )}
        </Field>
      )}
      <div className="take-row">
        {countMax > 1 && <CountField count={count} countMax={countMax} onChange={setChosen} />}
        <TakeButton type={type} price={price} count={count} isBusy={checkout.isBusy} />
      </div>
      {price !== null && <p className="hint">{t.tickets.event.holds}</p>}
      {got !== null && (
        <p role="status">{t.money.news.gotTickets(got.count, format.number(got.count), got.title)}</p>
      )}
      {checkout.error !== null && <InlineError error={checkout.error} />}
    </form>
  );
}

function CountField({
  count,
  countMax,
  onChange,
}: {
  readonly count: number;
  readonly countMax: number;
  onChange(count: number): void;
}) {
  const { t, format } = useLanguage();
  return (
    <Field label={t.tickets.event.count}>
      {(field) => (
        <select {...field} value={count} onChange={({ target }) => onChange(Number(target.value))}>
          {Array.from({ length: countMax }, (_, index) => index + 1).map((each) => (
            <option key={each} value={each}>
              {format.number(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function TakeButton({
  type: { name },
  price,
  count,
  isBusy,
}: {
  readonly type: OwnTicketType;
  readonly price: Price | null;
  readonly count: number;
  readonly isBusy: boolean;
}) {
  const { t, format } = useLanguage();
  const said = t.tickets.event;
  const text =
    price === null
      ? said.take(count, format.number(count))
      : said.buy(format.money(price.amount * count, price.currency));
  return (
    <button
      type="submit"
      className="button button-primary"
      disabled={isBusy}
      aria-label={said.ofType(text, name)}
    >
      {text}
    </button>
  );
}
