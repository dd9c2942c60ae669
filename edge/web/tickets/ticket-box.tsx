// The tickets of an event, on its page: what there are, what they cost, and one's own.

import { useId } from "react";
import type { OwnEvent } from "../../../shared/schema/event.ts";
import type { OwnTicketType } from "../../../shared/schema/event-ticket.ts";
import { ErrorPanel } from "../components/states.tsx";
import { useClock } from "../components/use-clock.ts";
import type { Messages } from "../i18n/en.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { AccountNeeded } from "../money/account-needed.tsx";
import { currenciesOf, priceIn } from "../money/currency.ts";
import { CurrencyChoice, useCurrency } from "../money/currency-choice.tsx";
import { useUser } from "../session/session.tsx";
import { TICKETS_ANCHOR, useTicketsAnchor } from "./anchor.ts";
import { OwnTickets } from "./own-tickets.tsx";
import { useTicketsOf, useTicketTypes } from "./queries.ts";
import { TakeForm } from "./take-form.tsx";
import { type Stage, stageOf } from "./type-stage.ts";

/** Nothing where the event has none. */
export function TicketBox({ event }: { readonly event: OwnEvent }) {
  const types = useTicketTypes(event.id);
  if (types.isError && types.data === undefined)
    return <ErrorPanel error={types.error} onRetry={() => void types.refetch()} />;
  // Most events have none: nothing is drawn before that is known.
  if (types.data === undefined || types.data.length === 0) return null;
  return <Tickets event={event} types={types.data} />;
}

function Tickets({ event, types }: { readonly event: OwnEvent; readonly types: readonly OwnTicketType[] }) {
  const { t } = useLanguage();
  const id = useId();
  const own = useTicketsOf(event.id);
  const section = useTicketsAnchor();
  const tickets = own.data ?? [];
  const hasValid = tickets.some(({ state }) => state === "valid");
  const isForSale = event.phase === "published" || event.phase === "open";
  if (!isForSale && tickets.length === 0) return null;
  return (
    <section className="ticket-box" id={TICKETS_ANCHOR} aria-labelledby={id} ref={section}>
      <div className="section-head">
        <div>
          <h2 id={id}>{t.tickets.event.title}</h2>
          <p className="hint">{leadOf(event, hasValid, t)}</p>
        </div>
        {isForSale && <CurrencyChoice among={currenciesOf(types.map(({ prices }) => prices))} />}
      </div>
      {own.isError && own.data === undefined && (
        <ErrorPanel error={own.error} onRetry={() => void own.refetch()} />
      )}
      {tickets.length > 0 && <OwnTickets tickets={tickets} atEvent />}
      {isForSale && <Types types={types} isNeeded={event.role === null} />}
    </section>
  );
}

function leadOf({ phase, role }: OwnEvent, hasValid: boolean, t: Messages): string {
  if (phase === "cancelled") return t.tickets.event.cancelled;
  if (role !== null) return t.tickets.event.notNeeded;
  return hasValid ? t.tickets.event.have : t.tickets.event.needed;
}

function Types({
  types,
  isNeeded,
}: {
  readonly types: readonly OwnTicketType[];
  readonly isNeeded: boolean;
}) {
  const { isGuest } = useUser();
  const nowMs = useClock();
  const isAnyPaid = types.some(({ prices }) => prices !== null);
  return (
    <>
      {isGuest && isNeeded && isAnyPaid && <AccountNeeded />}
      <ul className="ticket-types">
        {types.map((type) => (
          <TypeRow key={type.id} type={type} stage={stageOf(type, nowMs)} />
        ))}
      </ul>
    </>
  );
}

function TypeRow({ type, stage }: { readonly type: OwnTicketType; readonly stage: Stage }) {
  const { t, format } = useLanguage();
  const { isGuest } = useUser();
  const price = priceIn(type.prices, useCurrency().currency);
  const isShut = isGuest && price !== null;
  return (
    <li className="ticket-type" data-type={type.id} data-stage={stage.name}>
      <div className="ticket-type-head">
        <h3>{type.name}</h3>
        <p className="ticket-type-price">
          {price === null ? t.tickets.event.free : format.money(price.amount, price.currency)}
        </p>
      </div>
      <TypeFacts type={type} stage={stage} />
      {stage.name === "onSale" ? !isShut && <TakeForm type={type} stage={stage} /> : <Shut stage={stage} />}
    </li>
  );
}

function TypeFacts({ type, stage }: { readonly type: OwnTicketType; readonly stage: Stage }) {
  const { t, format } = useLanguage();
  const said = t.tickets.event;
  const { leftCount, perUserMax, isByInvitation, invitedCount, isTransferable, salesUntil } = type;
  const facts = [
    ...(leftCount === null || leftCount === 0 ? [] : [said.left(leftCount, format.number(leftCount))]),
    said.each(perUserMax, format.number(perUserMax)),
    ...(isByInvitation
      ? [invitedCount ? said.invited(invitedCount, format.number(invitedCount)) : said.byInvitation]
      : []),
    ...(isTransferable ? [] : [t.tickets.staysYours]),
    ...(stage.name === "onSale" && salesUntil !== null ? [said.until(format.moment(salesUntil))] : []),
  ];
  return <p className="hint">{facts.join(" · ")}</p>;
}

function Shut({ stage }: { readonly stage: Exclude<Stage, { name: "onSale" }> }) {
  const { t, format } = useLanguage();
  const said = t.tickets.event;
  switch (stage.name) {
    case "soon":
      return <p className="ticket-type-shut">{said.soon(format.moment(stage.from))}</p>;
    case "soldOut":
      return (
        <p className="ticket-type-shut">
          {said.soldOut} <span className="hint">{said.soldOutHint}</span>
        </p>
      );
    default:
      return <p className="ticket-type-shut">{said[stage.name]}</p>;
  }
}
