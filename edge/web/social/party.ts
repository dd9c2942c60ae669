// The party one is in and those one is asked into, as the pages ask for it and change it. It is kept up to the moment by the stream of
// what one is told of.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { PartyId, UserId } from "../../../shared/schema/ids.ts";
import type { PartyState } from "../../../shared/schema/party.ts";
import { edge, useUser } from "../session/session.tsx";

export const partyKey = (userId: string) => ["party", userId];
const NONE: PartyState = { party: null, invitations: [] };

/** In none, and asked into none, until it is known. */
export function useParty(): PartyState {
  const { id } = useUser();
  const { data } = useQuery({ queryKey: partyKey(id), queryFn: () => edge.ask("party.get", {}) });
  return data ?? NONE;
}

export type PartyAct =
  | { readonly act: "invite" | "uninvite" | "remove" | "lead"; readonly userId: UserId }
  | { readonly act: "join" | "decline"; readonly partyId: PartyId }
  | { readonly act: "leave" };

export function usePartyAct() {
  const { id } = useUser();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: perform,
    onSettled: () => queries.invalidateQueries({ queryKey: partyKey(id) }),
  });
}

function perform(does: PartyAct): Promise<unknown> {
  switch (does.act) {
    case "invite":
      return edge.ask("party.invite", { params: { userId: does.userId } });
    case "uninvite":
      return edge.ask("party.uninvite", { params: { userId: does.userId } });
    case "remove":
      return edge.ask("party.remove", { params: { userId: does.userId } });
    case "lead":
      return edge.ask("party.lead", { body: { userId: does.userId } });
    case "join":
      return edge.ask("parties.join", { params: { partyId: does.partyId } });
    case "decline":
      return edge.ask("parties.decline", { params: { partyId: does.partyId } });
    case "leave":
      return edge.ask("party.leave", {});
  }
}
