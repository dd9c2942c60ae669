// A button for what cannot be undone: it asks once more, in its own place.

import { type ReactNode, useState } from "react";
import { useLanguage } from "../i18n/locale.tsx";

export function ConfirmButton({
  question,
  sure,
  busy,
  onConfirm,
  children,
}: {
  readonly question: string;
  /** What to press then. */
  readonly sure: string;
  readonly busy: boolean;
  onConfirm(): void;
  readonly children: ReactNode;
}) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <button type="button" className="button" disabled={busy} onClick={() => setAsking(true)}>
        {children}
      </button>
    );
  return (
    <fieldset className="confirm">
      <legend>{question}</legend>
      <div className="row">
        <button
          type="button"
          className="button button-danger"
          disabled={busy}
          // biome-ignore lint/a11y/noAutofocus: the button pressed is gone; whoever came by keyboard goes on from here
          autoFocus
          onClick={() => {
            setAsking(false);
            onConfirm();
          }}
        >
          {sure}
        </button>
        <button type="button" className="button" onClick={() => setAsking(false)}>
          {t.account.cancel}
        </button>
      </div>
    </fieldset>
  );
}
