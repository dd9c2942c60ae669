// The tickets of an event for whoever manages it: what there are, how they sell, who is invited.

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { OwnEvent } from "../../../shared/schema/event.ts";
import type { OwnTicketType } from "../../../shared/schema/event-ticket.ts";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { CURRENCIES } from "../money/currency.ts";
import { edge } from "../session/session.tsx";
import { TICKETS_ANCHOR, useTicketsAnchor } from "./anchor.ts";
import { InvitationBox } from "./invitation-box.tsx";
import { useTicketsChanged, useTicketTypes } from "./queries.ts";
import { TypeForm } from "./type-form.tsx";

const SELLS = new Set<OwnEvent["phase"]>(["draft", "published", "open"]);

export function ManageTickets({ event }: { readonly event: OwnEvent }) {
  const { t } = useLanguage();
  const id = useId();
  const section = useTicketsAnchor();
  return (
    <section className="card manage-tickets" id={TICKETS_ANCHOR} aria-labelledby={id} ref={section}>
      <div>
        <h2 id={id}>{t.tickets.manage.title}</h2>
        <p className="hint">{t.tickets.manage.lead}</p>
      </div>
      {event.recurrence === null ? (
        <Types event={event} />
      ) : (
        <p className="account-empty">{t.tickets.manage.recurs}</p>
      )}
    </section>
  );
}

function Types({ event }: { readonly event: OwnEvent }) {
  const { t } = useLanguage();
  const types = useTicketTypes(event.id);
  /** Which form is open: that of a type, or that of a new one. */
  const [editing, setEditing] = useState<OwnTicketType["id"] | "new" | null>(null);
  const sells = SELLS.has(event.phase);
  const close = () => setEditing(null);
  if (types.data === undefined)
    return types.isPending ? (
      <Loading />
    ) : (
      <ErrorPanel error={types.error} onRetry={() => void types.refetch()} />
    );
  const list = types.data;
  return (
    <>
      {list.length === 0 && <p className="account-empty">{t.tickets.manage.none}</p>}
      {!sells && <p className="hint">{t.tickets.manage.ended}</p>}
      {list.length > 0 && (
        <ul className="managed-types">
          {list.map((type) => (
            <li key={type.id} className="managed-type" data-type={type.id}>
              {editing === type.id ? (
                <TypeForm event={event} type={type} onDone={close} />
              ) : (
                <ManagedType type={type} sells={sells} onEdit={() => setEditing(type.id)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {editing === "new" && <TypeForm event={event} type={null} onDone={close} />}
      {sells && editing !== "new" && (
        <div className="row row-middle">
          <button type="button" className="button" onClick={() => setEditing("new")}>
            {t.tickets.manage.add}
          </button>
          {list.length === 0 && <span className="hint">{t.tickets.manage.first}</span>}
        </div>
      )}
    </>
  );
}

function ManagedType({
  type,
  sells,
  onEdit,
}: {
  readonly type: OwnTicketType;
  readonly sells: boolean;
  onEdit(): void;
}) {
  const { t } = useLanguage();
  const say = t.tickets.manage;
  const changed = useTicketsChanged();
  const { id, name, isForSale, isByInvitation } = type;
  const sell = useMutation({
    mutationFn: (isForSale: boolean) =>
      edge.ask("ticketTypes.update", { params: { ticketTypeId: id }, body: { isForSale } }),
    onSettled: changed,
  });
  return (
    <>
      <div className="managed-type-head">
        <div>
          <h3>
            {name}{" "}
            <span className={isForSale ? "tag tag-good" : "tag"}>
              {isForSale ? say.onSale : say.isStopped}
            </span>
          </h3>
          <p className="hint">
            <PriceList type={type} />
            {isByInvitation && ` · ${t.tickets.event.byInvitation}`}
          </p>
        </div>
        {sells && (
          <div className="row">
            <button
              type="button"
              className="button"
              aria-label={say.changeThis(name)}
              disabled={sell.isPending}
              onClick={onEdit}
            >
              {say.change}
            </button>
            <button
              type="button"
              className="button"
              aria-label={isForSale ? say.stopThis(name) : say.resumeThis(name)}
              disabled={sell.isPending}
              onClick={() => sell.mutate(!isForSale)}
            >
              {isForSale ? say.stop : say.resume}
            </button>
          </div>
        )}
      </div>
      <Figures type={type} />
      {sell.isError && <InlineError error={sell.error} />}
      {isByInvitation && <InvitationBox type={type} />}
    </>
  );
}

function PriceList({ type: { prices } }: { readonly type: OwnTicketType }) {
  const { t, format } = useLanguage();
  if (prices === null) return t.tickets.event.free;
  return format.list(
    CURRENCIES.flatMap((currency) => {
      const amount = prices[currency];
      return amount === undefined ? [] : [format.money(amount, currency)];
    }),
  );
}

function Figures({ type: { sales, leftCount } }: { readonly type: OwnTicketType }) {
  const { t, format } = useLanguage();
  const say = t.tickets.manage;
  const figures = [
    { name: say.had, value: format.number(sales?.hadCount ?? 0) },
    { name: say.held, value: format.number(sales?.heldCount ?? 0) },
    { name: say.left, value: leftCount === null ? say.noLimit : format.number(leftCount) },
  ];
  return (
    <dl className="figures">
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
