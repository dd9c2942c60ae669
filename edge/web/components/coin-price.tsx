// What something costs in coins.

import { useLanguage } from "../i18n/locale.tsx";
import { CoinMark } from "../money/balance.tsx";

export function CoinPrice({ count }: { readonly count: number }) {
  const { t, format } = useLanguage();
  return (
    <span className="coin-price">
      <CoinMark />
      {t.money.coins(count, format.number(count))}
    </span>
  );
}
