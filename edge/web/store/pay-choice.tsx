// With what something is paid: coins, or a free exchange ticket.

import type { Wallet } from "../../../shared/schema/order.ts";
import { type PayWith, payWithSchema } from "../../../shared/schema/store.ts";
import { useLanguage } from "../i18n/locale.tsx";

export function PayChoice({
  wallet: { exchangeTicketCount },
  payWith,
  onChange,
}: {
  readonly wallet: Pick<Wallet, "exchangeTicketCount">;
  readonly payWith: PayWith;
  onChange(payWith: PayWith): void;
}) {
  const { t, format } = useLanguage();
  const names: Readonly<Record<PayWith, string>> = {
    coins: t.store.withCoins,
    "exchange-ticket": t.store.withTicket(format.number(exchangeTicketCount)),
  };
  return (
    <fieldset className="pay-choice">
      <legend>{t.store.payWith}</legend>
      {payWithSchema.options.map((each) => (
        <label key={each} className="check">
          <input
            type="radio"
            name="pay-with"
            value={each}
            checked={each === payWith}
            onChange={() => onChange(each)}
          />
          <span>{names[each]}</span>
        </label>
      ))}
    </fieldset>
  );
}
