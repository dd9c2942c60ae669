// Saying one line to everybody who is in rooms one answers for: written, asked once more, said, and told how many rooms heard it.

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { NOTICE_TEXT_MAX_CHARS, type NoticeTarget } from "../../../shared/schema/notice.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { ConfirmButton } from "./confirm-button.tsx";
import { InlineError } from "./states.tsx";

export function NoticeBox({ target }: { readonly target: NoticeTarget }) {
  const { t, format } = useLanguage();
  const id = useId();
  const [text, setText] = useState("");
  const say = useMutation({
    mutationFn: () => edge.ask("notices.publish", { body: { target, text } }),
    onSuccess: () => setText(""),
  });
  const roomCount = say.data?.roomCount ?? null;
  return (
    <section className="card event-box" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t.notices.title}</h2>
      <div className="field">
        <label htmlFor={id}>{t.notices.label}</label>
        <textarea
          id={id}
          className="input"
          rows={3}
          maxLength={NOTICE_TEXT_MAX_CHARS}
          aria-describedby={`${id}-count`}
          value={text}
          // A notice is one line, however it is pasted.
          onChange={(event) => setText(event.target.value.replaceAll(/[\r\n]+/g, " "))}
        />
        <p className="hint notice-count" id={`${id}-count`}>
          {t.notices.count(format.number(text.length), format.number(NOTICE_TEXT_MAX_CHARS))}
        </p>
      </div>
      <div className="row">
        <ConfirmButton
          question={t.notices.really}
          sure={t.notices.sure}
          busy={say.isPending || text.trim() === ""}
          onConfirm={() => say.mutate()}
        >
          {t.notices.say}
        </ConfirmButton>
        <span role="status">{roomCount !== null && t.notices.said(roomCount, format.number(roomCount))}</span>
      </div>
      {say.isError && <InlineError error={say.error} />}
    </section>
  );
}
