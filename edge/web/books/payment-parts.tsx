// What hangs on a payment: what banks hold of it, the tickets and coins it brought, what Stripe told, and what was done about it.

import { Link } from "react-router";
import type { PaymentDetail } from "../../../shared/schema/books.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { PartSection } from "./part-section.tsx";

type Part = { readonly payment: PaymentDetail };

export function PaymentDisputes({ payment: { disputes, currency } }: Part) {
  const { t, format } = useLanguage();
  return (
    <PartSection title={t.books.disputes} items={disputes}>
      {({ stripeId, amount, state, openedAt }) => (
        <li key={stripeId} className="account-row">
          <div className="account-what">
            <p className="account-name">
              {format.money(amount, currency)}{" "}
              <span className={state === "open" ? "tag tag-trouble" : "tag"}>
                {t.books.disputeStates[state]}
              </span>
            </p>
            <p className="hint account-dates">
              <span>{format.moment(openedAt)}</span>
              <code>{stripeId}</code>
            </p>
          </div>
        </li>
      )}
    </PartSection>
  );
}

export function PaymentTickets({ payment: { tickets } }: Part) {
  const { t } = useLanguage();
  const states: Readonly<Record<string, string>> = t.books.ticketStates;
  return (
    <PartSection title={t.books.tickets} items={tickets}>
      {({ id, typeName, state, owner }) => (
        <li key={id} className="account-row">
          <div className="account-what">
            <p className="account-name">
              {typeName} <span className="tag">{states[state] ?? state}</span>
            </p>
            <p className="hint account-dates">
              <Link to={`/users/${owner.id}`}>{owner.displayName ?? t.books.gone}</Link>
              <code>{id}</code>
            </p>
          </div>
        </li>
      )}
    </PartSection>
  );
}

export function CoinLots({ payment: { lots } }: Part) {
  const { t, format } = useLanguage();
  const units: Readonly<Record<string, string>> = t.books.units;
  return (
    <PartSection title={t.books.lots} items={lots}>
      {({ unit, leftCount, issuedCount, isFrozen, expiresAt }) => (
        <li key={unit} className="account-row">
          <div className="account-what">
            <p className="account-name">
              {units[unit] ?? unit} {isFrozen && <span className="tag tag-trouble">{t.books.frozen}</span>}
            </p>
            <p className="hint account-dates">
              <span>{t.books.lotLine(format.number(leftCount), format.number(issuedCount))}</span>
              {expiresAt !== null && <span>{t.books.expires(format.moment(expiresAt))}</span>}
            </p>
          </div>
        </li>
      )}
    </PartSection>
  );
}

export function Webhooks({ payment: { webhooks } }: Part) {
  const { t, format } = useLanguage();
  const seconds = (from: string, to: string) =>
    format.number(Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000)));
  return (
    <PartSection title={t.books.webhooks} empty={t.books.noWebhooks} items={webhooks}>
      {({ id, type, createdAt, receivedAt }) => (
        <li key={id} className="account-row">
          <div className="account-what">
            <p className="account-name">
              <code>{type}</code>
            </p>
            <p className="hint account-dates">
              <span>{t.books.heard(format.moment(createdAt), seconds(createdAt, receivedAt))}</span>
              <code>{id}</code>
            </p>
          </div>
        </li>
      )}
    </PartSection>
  );
}

export function PaymentActs({ payment: { acts } }: Part) {
  const { t, format } = useLanguage();
  const words: Readonly<Record<string, string>> = t.moderation.acts;
  return (
    <PartSection title={t.books.acts} empty={t.books.noActs} items={acts}>
      {({ at, by, act, reason }) => (
        <li key={`${at} ${act}`} className="account-row">
          <div className="account-what">
            <p className="account-name">
              {by === null ? t.moderation.console : (by.displayName ?? t.books.gone)} · {words[act] ?? act}
            </p>
            <p className="hint account-dates">
              <span>{format.moment(at)}</span>
            </p>
            {reason !== "" && <blockquote className="prose">{reason}</blockquote>}
          </div>
        </li>
      )}
    </PartSection>
  );
}
