// What is in the books of a payment: each transaction with its entries, debits and credits.

import type { PaymentDetail } from "../../../shared/schema/books.ts";
import { currencySchema } from "../../../shared/schema/money.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { PartSection } from "./part-section.tsx";

type Booked = PaymentDetail["booked"][number];
type Entry = Booked["entries"][number];

export function LedgerSection({ payment }: { readonly payment: PaymentDetail }) {
  const { t } = useLanguage();
  return (
    <PartSection title={t.books.ledger} empty={t.books.ledgerEmpty} items={payment.booked}>
      {(booked) => <BookedRow key={booked.key} booked={booked} />}
    </PartSection>
  );
}

function BookedRow({ booked }: { readonly booked: Booked }) {
  const { t, format } = useLanguage();
  const { kind, at, balanceTransactionId, entries } = booked;
  const kinds: Readonly<Record<string, string>> = t.books.bookings;
  return (
    <li className="account-row booked">
      <div className="account-what">
        <p className="account-name">{kinds[kind] ?? kind}</p>
        <p className="hint account-dates">
          <span>{format.moment(at)}</span>
          {balanceTransactionId !== null && <code>{balanceTransactionId}</code>}
        </p>
      </div>
      <table className="entries">
        <thead>
          <tr>
            <th scope="col">{t.books.account}</th>
            <th scope="col">{t.books.debit}</th>
            <th scope="col">{t.books.credit}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={`${entry.account} ${entry.owner} ${entry.unit}`} entry={entry} />
          ))}
        </tbody>
      </table>
    </li>
  );
}

function EntryRow({ entry: { account, owner, unit, amount } }: { readonly entry: Entry }) {
  const { t, format } = useLanguage();
  const accounts: Readonly<Record<string, string>> = t.books.accounts;
  const counted: Readonly<Record<string, (count: number, text: string) => string>> = t.books.counted;
  const currency = currencySchema.safeParse(unit);
  const text = (value: number) => {
    if (currency.success) return format.money(value, currency.data);
    return counted[unit]?.(value, format.number(value)) ?? `${format.number(value)} ${unit}`;
  };
  return (
    <tr>
      <th scope="row">
        {accounts[account] ?? account}
        {owner !== null && <code>{owner}</code>}
      </th>
      <td>{amount > 0 ? text(amount) : ""}</td>
      <td>{amount < 0 ? text(-amount) : ""}</td>
    </tr>
  );
}
