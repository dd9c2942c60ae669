// A ticket of one's own: to what, whether it is good, and what can be done with it.

import { useState } from "react";
import { Link } from "react-router";
import type { Ticket } from "../../../shared/schema/event-ticket.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { GiveForm } from "./give-form.tsx";
import { useReturnTicket } from "./queries.ts";

export function TicketRow({
  ticket,
  nowMs,
  atEvent = false,
  onGiven,
}: {
  readonly ticket: Ticket;
  readonly nowMs: number;
  /** The page is about its event already. */
  readonly atEvent?: boolean;
  /** Told to whom, by name: the ticket is theirs then, and this row goes. */
  onGiven(name: string): void;
}) {
  const { t, format } = useLanguage();
  const { state, eventId, eventName, typeName, startsAt, endsAt, isReturnable } = ticket;
  const isOver = nowMs >= Date.parse(endsAt);
  const mayReturn = isReturnable && nowMs < Date.parse(startsAt);
  return (
    <li className={isOver || state === "revoked" ? "ticket ticket-past" : "ticket"} data-ticket={ticket.id}>
      <div className="ticket-what">
        <p className="ticket-name">
          {atEvent ? typeName : <Link to={`/events/${eventId}`}>{eventName}</Link>}
          <TicketTag state={state} isOver={isOver} />
        </p>
        {!atEvent && (
          <p>
            {typeName} · <time dateTime={startsAt}>{format.span(startsAt, endsAt)}</time>
          </p>
        )}
        {state !== "valid" && <p className="hint">{t.tickets.stateHints[state]}</p>}
        {mayReturn && <p className="event-standing">{t.tickets.moved}</p>}
        {state === "valid" && !ticket.isTransferable && <p className="hint">{t.tickets.staysYours}</p>}
      </div>
      {state === "valid" && !isOver && (
        <TicketActs ticket={ticket} mayReturn={mayReturn} atEvent={atEvent} onGiven={onGiven} />
      )}
    </li>
  );
}

function TicketTag({ state, isOver }: { readonly state: Ticket["state"]; readonly isOver: boolean }) {
  const { t } = useLanguage();
  if (state === "valid")
    return isOver ? (
      <span className="tag">{t.tickets.over}</span>
    ) : (
      <span className="tag tag-good">{t.tickets.states.valid}</span>
    );
  return <span className={state === "revoked" ? "tag" : "tag tag-wait"}>{t.tickets.states[state]}</span>;
}

function TicketActs({
  ticket,
  mayReturn,
  atEvent,
  onGiven,
}: {
  readonly ticket: Ticket;
  readonly mayReturn: boolean;
  readonly atEvent: boolean;
  onGiven(name: string): void;
}) {
  const { t } = useLanguage();
  const [isGiving, setGiving] = useState(false);
  const giveBack = useReturnTicket();
  if (isGiving) return <GiveForm ticket={ticket} onGiven={onGiven} onCancel={() => setGiving(false)} />;
  return (
    <>
      <div className="row ticket-acts">
        {ticket.isTransferable && (
          <button type="button" className="button" onClick={() => setGiving(true)}>
            {t.tickets.give}
          </button>
        )}
        {mayReturn && (
          <ConfirmButton
            question={t.tickets.reallyGiveBack}
            sure={t.tickets.sureGiveBack}
            busy={giveBack.isPending}
            onConfirm={() => giveBack.mutate(ticket.id)}
          >
            {t.tickets.giveBack}
          </ConfirmButton>
        )}
        {!atEvent && (
          <a
            className="button button-quiet"
            href={`/v1/events/${ticket.eventId}/calendar.ics`}
            download={`${ticket.eventId}.ics`}
          >
            {t.events.calendar}
          </a>
        )}
      </div>
      {giveBack.isError && <InlineError error={giveBack.error} />}
    </>
  );
}
