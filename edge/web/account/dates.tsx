// When a way to sign in was added, and when it was last used.

import { useLanguage } from "../i18n/locale.tsx";

export function Dates({
  createdAt,
  lastUsedAt,
}: {
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}) {
  const { t, format } = useLanguage();
  return (
    <p className="hint account-dates">
      <span>{t.account.addedAt(format.date(createdAt))}</span>
      <span>{lastUsedAt === null ? t.account.neverUsed : t.account.usedAt(format.moment(lastUsedAt))}</span>
    </p>
  );
}
