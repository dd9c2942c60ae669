// Ordering something, and going where it is paid. Pressed again after an answer that was lost, it is the same order.

import { useMutation } from "@tanstack/react-query";
import type { Order } from "../../../shared/schema/order.ts";
import { useComeBack } from "../components/use-come-back.ts";
import { useMoneyChanged } from "./queries.ts";
import { useKeyed } from "./use-keyed.ts";

/** `place` orders what is wished for under an Idempotency-Key. What is free is one's own at once; for the rest one leaves the page. */
export function useCheckout<Wish>(place: (wish: Wish, key: string) => Promise<Order>) {
  const changed = useMoneyChanged();
  const buying = useMutation({
    mutationFn: useKeyed<Wish, Order>(place),
    onSuccess: async ({ checkoutUrl }) => {
      if (checkoutUrl !== null) location.assign(checkoutUrl);
      await changed();
    },
  });
  useComeBack(buying.reset);
  const isLeaving = buying.isSuccess && buying.data.checkoutUrl !== null;
  return {
    buy: buying.mutate,
    isBusy: buying.isPending || isLeaving,
    error: buying.error,
    done: buying.data,
  };
}
