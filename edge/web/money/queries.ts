// What the page knows of one's money, each kept under its owner: coins, what is for sale, orders and what becomes of them.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { OrderId } from "../../../shared/schema/ids.ts";
import type { Order } from "../../../shared/schema/order.ts";
import { isNowhere } from "../components/detail.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { edge, useUser } from "../session/session.tsx";

/** Whoever has just paid waits for the answer; whoever leaves the page open need not have Stripe asked so often. */
const ASK_SOON_MS = 2_000;
const ASK_LATER_MS = 10_000;
const ASKS_SOON = 10;

/** "always": asked also where that was a moment ago, as by whoever has just bought coins in another tab. */
export function useWallet(asks: "when-old" | "always" = "when-old") {
  const { id } = useUser();
  const isAsked = asks === "always" ? "always" : true;
  return useQuery({
    queryKey: ["wallet", id],
    queryFn: () => edge.ask("me.wallet", {}),
    refetchOnMount: isAsked,
    refetchOnWindowFocus: isAsked,
  });
}

export function useCoinPacks() {
  return useQuery({
    queryKey: ["coin-packs"],
    queryFn: async () => (await edge.ask("coinPacks.list", {})).items,
  });
}

export function useCoinHistory() {
  const { id } = useUser();
  return usePages(["coin-history", id], (cursor) => edge.ask("me.coinHistory", { query: pageQuery(cursor) }));
}

export function useOrders() {
  const { id } = useUser();
  return usePages(["orders", id], (cursor) => edge.ask("orders.list", { query: pageQuery(cursor) }));
}

/** Whether something may still become of it. */
export function isUnsettled({ state }: Pick<Order, "state">): boolean {
  return state === "open" || state === "processing";
}

/** An order as the payment service says it is: asked again until that is final, and then all that it changed is asked for anew. */
export function useOrder(orderId: OrderId, known?: Order) {
  const { id } = useUser();
  const changed = useMoneyChanged();
  const order = useQuery({
    queryKey: ["order", id, orderId],
    queryFn: () => edge.ask("orders.get", { params: { orderId } }),
    ...(known === undefined ? {} : { placeholderData: known }),
    refetchInterval: ({ state: { data, error, dataUpdateCount, errorUpdateCount } }) => {
      if (data === undefined ? isNowhere(error) : !isUnsettled(data)) return false;
      return dataUpdateCount + errorUpdateCount < ASKS_SOON ? ASK_SOON_MS : ASK_LATER_MS;
    },
  });
  const state = order.data?.state;
  const isNews = state !== undefined && state !== known?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every state it comes to
  useEffect(() => {
    if (isNews) void changed();
  }, [state]);
  return order;
}

export function useGiveUp(orderId: OrderId) {
  const queries = useQueryClient();
  const { id } = useUser();
  const changed = useMoneyChanged();
  return useMutation({
    mutationFn: () => edge.ask("orders.cancel", { params: { orderId } }),
    onSuccess: async (order) => {
      queries.setQueryData(["order", id, orderId], order);
      await changed();
    },
  });
}

/** Asks again for all that a payment may have changed. */
export function useMoneyChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ["wallet", "coin-history", "orders", "tickets", "ticket-types"].map((list) =>
        queries.invalidateQueries({ queryKey: [list] }),
      ),
    );
  };
}
