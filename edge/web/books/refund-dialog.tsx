// Giving a payment back: how much, why, and what that takes with it, before it is done.

import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { readAmount } from "../../../shared/amount-text.ts";
import { BOOKS_REASON_MAX_CHARS, type PaymentDetail } from "../../../shared/schema/books.ts";
import { Field } from "../components/field.tsx";
import { InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { askAsModerator } from "../moderation/queries.ts";
import { usePaymentChanged } from "./queries.ts";
import { RefundTakes } from "./refund-takes.tsx";

export function RefundDialog({
  payment,
  onClose,
}: {
  readonly payment: PaymentDetail;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const id = useId();
  const dialogRef = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialogRef.current?.showModal();
  }, []);
  return (
    <dialog ref={dialogRef} className="report-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{t.books.refundTitle}</h2>
      <RefundForm payment={payment} onClose={() => dialogRef.current?.close()} />
    </dialog>
  );
}

function RefundForm({ payment, onClose }: { readonly payment: PaymentDetail; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const id = useId();
  const { id: orderId, currency, paidAmount, refundedAmount } = payment;
  // As it was when the dialog opened: what was given back meanwhile is told by the origin.
  const [leftAmount] = useState((paidAmount ?? 0) - refundedAmount);
  const [isPart, setPart] = useState(false);
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  // One for each time somebody opens this: however often they press, it is one refund.
  const [key] = useState(() => crypto.randomUUID());
  const changed = usePaymentChanged(orderId);
  const typed = isPart ? readAmount(text, currency) : leftAmount;
  const amount = typed !== null && typed <= leftAmount ? typed : null;
  const preview = useQuery({
    queryKey: ["refundPreview", orderId, amount],
    queryFn: () =>
      askAsModerator("books.previewRefund", {
        params: { orderId },
        query: amount === null ? {} : { amount },
      }),
    enabled: amount !== null,
  });
  const send = useMutation({
    mutationFn: () =>
      askAsModerator("books.refund", {
        params: { orderId },
        headers: { "idempotency-key": key },
        body: { amount, reason },
      }),
    onSuccess: changed,
  });
  const money = (value: number) => format.money(value, currency);
  if (send.isSuccess)
    return (
      <>
        <p role="status">{t.books.refundDone(money(amount ?? 0))}</p>
        <button type="button" className="button button-primary" onClick={onClose}>
          {t.common.close}
        </button>
      </>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== null && reason.trim() !== "") send.mutate();
      }}
    >
      <fieldset className="refund-choice">
        <label>
          <input type="radio" name={`${id}-how`} checked={!isPart} onChange={() => setPart(false)} />
          {t.books.refundAll(money(leftAmount))}
        </label>
        <label>
          <input type="radio" name={`${id}-how`} checked={isPart} onChange={() => setPart(true)} />
          {t.books.refundPart}
        </label>
      </fieldset>
      {isPart && (
        <Field
          label={t.books.refundAmount(currency.toUpperCase())}
          problem={text !== "" && amount === null ? t.books.amountWrong(money(leftAmount)) : null}
        >
          {(field) => (
            <input
              {...field}
              inputMode="decimal"
              autoComplete="off"
              required
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={t.books.refundReason}>
        {(field) => (
          <textarea
            {...field}
            rows={3}
            required
            maxLength={BOOKS_REASON_MAX_CHARS}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {amount !== null && preview.isPending && <Loading />}
      {amount !== null && preview.isError && <InlineError error={preview.error} />}
      {amount !== null && preview.data !== undefined && (
        <RefundTakes preview={preview.data} currency={currency} />
      )}
      {send.isError && <InlineError error={send.error} />}
      <div className="row">
        <button
          type="submit"
          className="button button-danger"
          disabled={send.isPending || amount === null || preview.data === undefined}
        >
          {t.books.refundSend(money(amount ?? leftAmount))}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t.moderation.cancel}
        </button>
      </div>
    </form>
  );
}
