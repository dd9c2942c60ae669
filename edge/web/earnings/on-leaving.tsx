// What becomes of one's earnings with one's account, told before it is given up. Nothing to whoever is owed nothing.

import { useLanguage } from "../i18n/locale.tsx";
import { earnedText } from "./earned-text.ts";
import { useEarnings } from "./queries.ts";

export function EarningsOnLeaving() {
  const { t, format } = useLanguage();
  const { data } = useEarnings();
  const owed = (data?.items ?? []).filter(({ amount }) => amount > 0);
  if (data === undefined || owed.length === 0) return null;
  const all = format.list(owed.map(({ amount, unit }) => earnedText(amount, unit, t, format)));
  return (
    <p className="event-standing">
      {t.earnings.earned.stillOwed(all)} {t.earnings.earned.leaving[data.onLeaving]}
    </p>
  );
}
