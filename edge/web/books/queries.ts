// What the page knows of payments, and is to ask anew once somebody did something about one.

import { useQueryClient } from "@tanstack/react-query";
import type { PaymentDetail } from "../../../shared/schema/books.ts";
import type { OrderId } from "../../../shared/schema/ids.ts";

/** The name under which `Detail` keeps a payment. */
export const PAYMENT_PARAM = "paymentId";

/** Puts what was answered in the place of what was known, and forgets the lists. */
export function usePaymentChanged(orderId: OrderId): (payment: PaymentDetail) => Promise<void> {
  const queries = useQueryClient();
  return async (payment) => {
    queries.setQueryData([PAYMENT_PARAM, orderId], payment);
    await Promise.all(
      ["books", "refundPreview"].map((list) => queries.invalidateQueries({ queryKey: [list] })),
    );
  };
}
