// What the account page knows, each list kept under its owner, so that whoever signs in next in this tab sees their own.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Passkey } from "../../../shared/schema/passkey.ts";
import type { Identity } from "../../../shared/schema/user.ts";
import { fetchWays } from "../session/account-sign-in.ts";
import { edge, useSession, useUser } from "../session/session.tsx";

export function useIdentities() {
  const { id } = useUser();
  return useQuery({
    queryKey: ["identities", id],
    queryFn: async (): Promise<readonly Identity[]> => (await edge.ask("identities.list", {})).items,
  });
}

export function usePasskeys() {
  const { id } = useUser();
  return useQuery({
    queryKey: ["passkeys", id],
    queryFn: async (): Promise<readonly Passkey[]> => (await edge.ask("passkeys.list", {})).items,
  });
}

export function useDevices() {
  const { id } = useUser();
  return useQuery({
    queryKey: ["devices", id],
    queryFn: async () => (await edge.ask("sessions.list", {})).items,
  });
}

/** The ways this server offers; they change with its configuration alone. */
export function useWays() {
  return useQuery({
    queryKey: ["sign-in-ways"],
    queryFn: fetchWays,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether there is but one way left, which nobody may take away. Null while that is not known: nothing is offered to be taken then. */
export function useIsLastWay(): boolean | null {
  const [identities, passkeys] = [useIdentities().data, usePasskeys().data];
  if (identities === undefined || passkeys === undefined) return null;
  return identities.length + passkeys.length === 1;
}

/** Asks again for what a change may have changed: the lists, and who one is. */
export function useAccountChanged(): () => Promise<void> {
  const queries = useQueryClient();
  const { setUser } = useSession();
  const { isGuest } = useUser();
  return async () => {
    await Promise.all(
      ["identities", "passkeys", "devices"].map((list) => queries.invalidateQueries({ queryKey: [list] })),
    );
    // A guest may be a member now, and the access token should say so, too.
    const user = isGuest ? await edge.resume() : null;
    if (user !== null) setUser(user);
  };
}
