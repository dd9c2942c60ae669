// A gift in words: who gave what to whom, and what they said with it.

import type { ToldGift } from "../../../../shared/schema/told-gift.ts";
import { useLanguage } from "../../i18n/locale.tsx";

export function GiftWords({ gift }: { readonly gift: ToldGift }) {
  const { t, locale } = useLanguage();
  const { from, to, names, text } = gift;
  return (
    <span>
      {t.gifts.given({
        from: from?.name ?? t.gifts.somebody,
        to: to?.name ?? t.gifts.somebody,
        what: names[locale],
      })}
      {text !== null && <q>{text}</q>}
    </span>
  );
}
