// How a payment stands, in a word or two.

import type { Payment } from "../../../shared/schema/books.ts";
import { useLanguage } from "../i18n/locale.tsx";

export function PaymentTags({ payment }: { readonly payment: Payment }) {
  const { t, format } = useLanguage();
  const { state, trouble, refundedAmount, currency } = payment;
  return (
    <>
      <span className="tag">{t.books.states[state]}</span>
      {refundedAmount > 0 && (
        <span className="tag">{t.books.refunded(format.money(refundedAmount, currency))}</span>
      )}
      {trouble !== null && <span className="tag tag-trouble">{t.books.troubles[trouble]}</span>}
    </>
  );
}
