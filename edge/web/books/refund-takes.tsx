// What a refund takes with it, told before it is done.

import type { RefundPreview } from "../../../shared/schema/books.ts";
import type { Currency } from "../../../shared/schema/money.ts";
import { useLanguage } from "../i18n/locale.tsx";

export function RefundTakes({
  preview,
  currency,
}: {
  readonly preview: RefundPreview;
  readonly currency: Currency;
}) {
  const { t, format } = useLanguage();
  const { coinCount, freeCoinCount, ticketCount, lossAmount, isDisputed } = preview;
  const { counted } = t.books;
  const hasCoins = coinCount > 0 || freeCoinCount > 0;
  return (
    <div className="refund-takes" role="status">
      <p className="account-name">{t.books.takes}</p>
      <ul>
        {hasCoins && (
          <li>
            {t.books.takesCoins(
              counted.coin(coinCount, format.number(coinCount)),
              freeCoinCount === 0 ? null : counted["free-coin"](freeCoinCount, format.number(freeCoinCount)),
            )}
          </li>
        )}
        {ticketCount > 0 && <li>{t.books.takesTickets(ticketCount, format.number(ticketCount))}</li>}
        {!hasCoins && ticketCount === 0 && <li>{t.books.takesNothing}</li>}
      </ul>
      {lossAmount > 0 && <p>{t.books.takesLoss(format.money(lossAmount, currency))}</p>}
      {isDisputed && <p>{t.books.takesDisputed}</p>}
    </div>
  );
}
