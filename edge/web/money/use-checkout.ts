// Ordering something, and going where it is paid. Pressed again after an answer that was lost, it is the same order.

import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Order } from "../../../shared/schema/order.ts";
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
  const { reset } = buying;
  useEffect(() => {
    // Whoever goes back from the page to pay on finds this one as they left it: nothing is under way any more.
    const comeBack = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) reset();
    };
    addEventListener("pageshow", comeBack);
    return () => removeEventListener("pageshow", comeBack);
  }, [reset]);
  const isLeaving = buying.isSuccess && buying.data.checkoutUrl !== null;
  return {
    buy: buying.mutate,
    isBusy: buying.isPending || isLeaving,
    error: buying.error,
    done: buying.data,
  };
}
