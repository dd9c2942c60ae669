// A button that unfolds into a text to write and send: what is asked for seldom takes no room until then.

import { useId, useState } from "react";
import { useLanguage } from "../i18n/locale.tsx";

export function TextForm({
  open,
  label,
  send,
  maxChars,
  isBusy,
  onSend,
}: {
  readonly open: string;
  readonly label: string;
  readonly send: string;
  readonly maxChars: number;
  readonly isBusy: boolean;
  onSend(text: string): void;
}) {
  const { t } = useLanguage();
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  if (text === null)
    return (
      <button type="button" className="button" onClick={() => setText("")}>
        {open}
      </button>
    );
  return (
    <form
      className="stack text-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") onSend(text);
      }}
    >
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea
          id={id}
          className="input"
          rows={3}
          required
          maxLength={maxChars}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="row">
        <button type="submit" className="button button-primary" disabled={isBusy}>
          {send}
        </button>
        <button type="button" className="button" onClick={() => setText(null)}>
          {t.moderation.cancel}
        </button>
      </div>
    </form>
  );
}
