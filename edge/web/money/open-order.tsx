// An order that is still to be paid: for how long it is held, the way on to the page to pay on, and giving it up.

import type { Order } from "../../../shared/schema/order.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { InlineError } from "../components/states.tsx";
import { useClock } from "../components/use-clock.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { useGiveUp } from "./queries.ts";

const TICK_MS = 1_000;

export function OpenOrder({ order }: { readonly order: Order }) {
  const { t, format } = useLanguage();
  const giveUp = useGiveUp(order.id);
  const { checkoutUrl, holdUntil, amount, currency } = order;
  const leftMs = Date.parse(holdUntil) - useClock(TICK_MS);
  return (
    <div className="open-order">
      <p className="open-order-time">
        {t.money.heldUntil(format.clock(Date.parse(holdUntil)))}
        {" · "}
        <span className="open-order-left" role="timer">
          {leftMs > 0 ? t.money.timeLeft(...minutesAndSeconds(leftMs)) : t.money.closing}
        </span>
      </p>
      <div className="row">
        {checkoutUrl !== null && leftMs > 0 && (
          <a className="button button-primary" href={checkoutUrl}>
            {t.money.pay(format.money(amount, currency))}
          </a>
        )}
        <ConfirmButton
          question={t.money.reallyGiveUp}
          sure={t.money.sureGiveUp}
          busy={giveUp.isPending}
          onConfirm={() => giveUp.mutate()}
        >
          {t.money.giveUp}
        </ConfirmButton>
      </div>
      {giveUp.isError && <InlineError error={giveUp.error} />}
    </div>
  );
}

/** `["9", "05"]`. */
function minutesAndSeconds(ms: number): [minutes: string, seconds: string] {
  const seconds = Math.ceil(ms / 1000);
  return [String(Math.floor(seconds / 60)), String(seconds % 60).padStart(2, "0")];
}
