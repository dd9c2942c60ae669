// Something that is shown this once, to be copied.

import { useState } from "react";
import { useLanguage } from "../i18n/locale.tsx";

export function CopyField({
  label,
  lead,
  value,
}: {
  readonly label: string;
  readonly lead: string;
  readonly value: string;
}) {
  const { t } = useLanguage();
  const [copied, setCopied] = useState<string | null>(null);
  return (
    <div className="stack" role="status">
      <p>{lead}</p>
      <div className="copy-field">
        <input
          className="input"
          readOnly
          value={value}
          aria-label={label}
          onFocus={({ target }) => target.select()}
        />
        <button
          type="button"
          className="button"
          onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(value))}
        >
          {copied === value ? t.events.feed.copied : t.events.feed.copy}
        </button>
      </div>
    </div>
  );
}
