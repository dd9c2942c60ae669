// What the page knows of one's earnings, each kept under its owner.

import { type QueryKey, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { nextPage, pageQuery } from "../components/paging.ts";
import { edge, useUser } from "../session/session.tsx";

/** Whoever comes back from Stripe's page waits for what it says of them. */
const ASK_AGAIN_MS = 3_000;
const ASKS_AGAIN = 10;

export function useEarnings() {
  const { id } = useUser();
  return useQuery({ queryKey: ["earnings", id], queryFn: () => edge.ask("earnings.get", {}) });
}

/** `isBack`: they have just been at Stripe, which may not know yet that all is well. */
export function usePayoutAccount(isBack: boolean) {
  const { id } = useUser();
  return useQuery({
    queryKey: ["payout-account", id],
    queryFn: () => edge.ask("payoutAccount.get", {}),
    refetchOnMount: "always",
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      isBack && data?.state !== "ready" && dataUpdateCount < ASKS_AGAIN ? ASK_AGAIN_MS : false,
  });
}

/** The edge says where Stripe leads them back to. */
export function useOnboarding(returnTo: string) {
  return useMutation({
    mutationFn: (country: string | null) =>
      edge.ask("payoutAccount.onboard", { body: { country, returnTo } }),
    onSuccess: ({ url }) => location.assign(url),
  });
}

export function useDashboard() {
  return useMutation({
    mutationFn: () => edge.ask("payoutAccount.dashboard", {}),
    onSuccess: ({ url }) => location.assign(url),
  });
}

export function usePayouts() {
  return usePages(["payouts"], (cursor) => edge.ask("payouts.list", { query: pageQuery(cursor) }));
}

export function useEarningHistory() {
  return usePages(["earning-history"], (cursor) => edge.ask("earnings.list", { query: pageQuery(cursor) }));
}

function usePages<Page extends { readonly nextCursor: string | null }>(
  key: QueryKey,
  fetch: (cursor: string) => Promise<Page>,
) {
  const { id } = useUser();
  return useInfiniteQuery({
    queryKey: [...key, id],
    queryFn: ({ pageParam }) => fetch(pageParam),
    initialPageParam: "",
    getNextPageParam: nextPage,
  });
}
