// Reporting a person or a thing: a quiet button, and a dialog that asks what is wrong.

import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import type { RoomId } from "../../../shared/schema/ids.ts";
import {
  REPORT_TEXT_MAX_CHARS,
  type ReportReason,
  type ReportTargetKind,
  reportReasonSchema,
} from "../../../shared/schema/moderation.ts";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";

export type Reported = {
  readonly kind: ReportTargetKind;
  readonly id: string;
  readonly name: string;
  /** Where it happens. */
  readonly room?: RoomId;
};

export function ReportButton({
  reported,
  className = "button button-quiet",
}: {
  readonly reported: Reported;
  readonly className?: string;
}) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={t.moderation.reportOf(reported.name)}
        onClick={() => setOpen(true)}
      >
        {t.moderation.report}
      </button>
      {isOpen && <ReportDialog reported={reported} onClose={() => setOpen(false)} />}
    </>
  );
}

function ReportDialog({ reported, onClose }: { readonly reported: Reported; readonly onClose: () => void }) {
  const { t } = useLanguage();
  const id = useId();
  const dialogRef = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState<ReportReason>("harassment");
  const [text, setText] = useState("");
  useEffect(() => {
    dialogRef.current?.showModal();
  }, []);
  const { kind, id: targetId, room, name } = reported;
  const send = useMutation({
    mutationFn: () =>
      edge.ask("reports.create", {
        body: { target: { kind, id: targetId }, reason, text, ...(room === undefined ? {} : { room }) },
      }),
  });
  const close = () => dialogRef.current?.close();
  return (
    <dialog ref={dialogRef} className="report-dialog" aria-labelledby={`${id}-title`} onClose={onClose}>
      <h2 id={`${id}-title`}>{t.moderation.reportOf(name)}</h2>
      {send.isSuccess ? (
        <>
          <p role="status">{t.moderation.sent}</p>
          <button type="button" className="button button-primary" onClick={close}>
            {t.common.close}
          </button>
        </>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          <p className="hint">{t.moderation.reportLead}</p>
          {room !== undefined && <p className="hint">{t.moderation.reportFromRoom}</p>}
          <div className="field">
            <label htmlFor={`${id}-why`}>{t.moderation.why}</label>
            <select
              id={`${id}-why`}
              className="input"
              value={reason}
              onChange={(event) => setReason(reportReasonSchema.parse(event.target.value))}
            >
              {reportReasonSchema.options.map((option) => (
                <option key={option} value={option}>
                  {t.moderation.reasons[option]}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${id}-text`}>{t.moderation.details}</label>
            <textarea
              id={`${id}-text`}
              className="input"
              rows={4}
              maxLength={REPORT_TEXT_MAX_CHARS}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          {send.isError && <InlineError error={send.error} />}
          <div className="row">
            <button type="submit" className="button button-primary" disabled={send.isPending}>
              {t.moderation.send}
            </button>
            <button type="button" className="button" onClick={close}>
              {t.moderation.cancel}
            </button>
          </div>
        </form>
      )}
    </dialog>
  );
}
