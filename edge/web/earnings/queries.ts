// What the page knows of one's earnings, each kept under its owner.

import { useMutation, useQuery } from "@tanstack/react-query";
import type { PageAddress } from "../../../shared/schema/payout.ts";
import { pageQuery, usePages } from "../components/paging.ts";
import { useComeBack } from "../components/use-come-back.ts";
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
    refetchInterval: ({ state: { data, dataUpdateCount, errorUpdateCount } }) =>
      isBack && data?.state !== "ready" && dataUpdateCount + errorUpdateCount < ASKS_AGAIN
        ? ASK_AGAIN_MS
        : false,
  });
}

/** The edge says where Stripe leads them back to. */
export function useOnboarding(returnTo: string) {
  return useLeaving((country: string | null) =>
    edge.ask("payoutAccount.onboard", { body: { country, returnTo } }),
  );
}

export function useDashboard() {
  return useLeaving<void>(() => edge.ask("payoutAccount.dashboard", {}));
}

/** Asks for the address of a page of Stripe's, and goes there. */
function useLeaving<Wish>(ask: (wish: Wish) => Promise<PageAddress>) {
  const leaving = useMutation({ mutationFn: ask, onSuccess: ({ url }) => location.assign(url) });
  useComeBack(leaving.reset);
  return leaving;
}

export function usePayouts() {
  const { id } = useUser();
  return usePages(["payouts", id], (cursor) => edge.ask("payouts.list", { query: pageQuery(cursor) }));
}

export function useEarningHistory() {
  const { id } = useUser();
  return usePages(["earning-history", id], (cursor) =>
    edge.ask("earnings.list", { query: pageQuery(cursor) }),
  );
}
