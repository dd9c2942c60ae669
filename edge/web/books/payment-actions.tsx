// What can be done about a payment: asking Stripe at once, and giving it back.

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { PaymentDetail } from "../../../shared/schema/books.ts";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { askAsModerator } from "../moderation/queries.ts";
import { usePaymentChanged } from "./queries.ts";
import { RefundDialog } from "./refund-dialog.tsx";

export function PaymentActions({ payment }: { readonly payment: PaymentDetail }) {
  const { t } = useLanguage();
  const { id: orderId, amount, paidAmount, refundedAmount } = payment;
  const [isRefunding, setRefunding] = useState(false);
  const changed = usePaymentChanged(orderId);
  const ask = useMutation({
    mutationFn: () => askAsModerator("books.askStripe", { params: { orderId } }),
    onSuccess: changed,
  });
  const isPaid = paidAmount !== null && paidAmount > 0;
  const isAllBack = isPaid && refundedAmount >= paidAmount;
  if (amount === 0) return null;
  return (
    <>
      <div className="row">
        {isPaid && !isAllBack && (
          <button type="button" className="button button-primary" onClick={() => setRefunding(true)}>
            {t.books.refund}
          </button>
        )}
        <button type="button" className="button" disabled={ask.isPending} onClick={() => ask.mutate()}>
          {ask.isPending ? t.books.asking : t.books.ask}
        </button>
      </div>
      {isAllBack && <p className="hint">{t.books.nothingLeft}</p>}
      {ask.isError && <InlineError error={ask.error} />}
      {isRefunding && <RefundDialog payment={payment} onClose={() => setRefunding(false)} />}
    </>
  );
}
