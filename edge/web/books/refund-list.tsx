// What of a payment went back, or is to, and another try for what did not arrive.

import { useMutation } from "@tanstack/react-query";
import { BOOKS_REASON_MAX_CHARS, type PaymentDetail } from "../../../shared/schema/books.ts";
import { ErrorText } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { askAsModerator } from "../moderation/queries.ts";
import { TextForm } from "../moderation/text-form.tsx";
import { PartSection } from "./part-section.tsx";
import { usePaymentChanged } from "./queries.ts";

type Refund = PaymentDetail["refunds"][number];

export function RefundList({ payment }: { readonly payment: PaymentDetail }) {
  const { t } = useLanguage();
  return (
    <PartSection title={t.books.back} empty={t.books.noRefunds} items={payment.refunds}>
      {(refund) => <RefundRow key={refund.id} payment={payment} refund={refund} />}
    </PartSection>
  );
}

function RefundRow({ payment, refund }: { readonly payment: PaymentDetail; readonly refund: Refund }) {
  const { t, format } = useLanguage();
  const { id: refundId, amount, state, reason, stripeId, createdAt, triedAt } = refund;
  const reasons: Readonly<Record<string, string>> = t.books.refundReasons;
  const changed = usePaymentChanged(payment.id);
  const retry = useMutation({
    mutationFn: (why: string) =>
      askAsModerator("books.retryRefund", { params: { refundId }, body: { reason: why } }),
    onSuccess: changed,
  });
  return (
    <li className="account-row sanction-row" data-refund={refundId}>
      <div className="account-what">
        <p className="account-name">
          {format.money(amount, payment.currency)}{" "}
          <span className={state === "failed" ? "tag tag-trouble" : "tag"}>
            {t.books.refundStates[state]}
          </span>
        </p>
        <p className="hint account-dates">
          <span>{reasons[reason] ?? reason}</span>
          <span>{format.moment(createdAt)}</span>
          {triedAt !== null && <span>{t.books.tried(format.moment(triedAt))}</span>}
        </p>
        <p className="hint">
          <code>{stripeId ?? refundId}</code>
        </p>
      </div>
      {(state === "failed" || state === "owed") && (
        <TextForm
          open={t.books.retry}
          label={t.books.retryReason}
          send={t.books.retry}
          maxChars={BOOKS_REASON_MAX_CHARS}
          isBusy={retry.isPending}
          onSend={retry.mutate}
        />
      )}
      {retry.isError && <ErrorText error={retry.error} />}
    </li>
  );
}
