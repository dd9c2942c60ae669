// An order that holds tickets while it is paid.

import type { OrderId } from "../../../shared/schema/ids.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { OpenOrder } from "../money/open-order.tsx";
import { orderText } from "../money/order-text.ts";
import { useOrder } from "../money/queries.ts";

export function HeldOrder({ orderId }: { readonly orderId: OrderId }) {
  const { t, format } = useLanguage();
  const { data: order } = useOrder(orderId);
  if (order === undefined || (order.state !== "open" && order.state !== "processing")) return null;
  return (
    <li className="ticket" data-order={order.state}>
      <div className="ticket-what">
        <p className="ticket-name">
          {orderText(order, t, format)}
          {order.count > 1 && ` × ${format.number(order.count)}`}
          <span className="tag tag-wait">{t.money.states[order.state]}</span>
        </p>
        {order.state === "processing" && <p className="hint">{t.tickets.stateHints.held}</p>}
      </div>
      {order.state === "open" && <OpenOrder order={order} />}
    </li>
  );
}
