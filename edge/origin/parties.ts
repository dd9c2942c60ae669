// Parties, as the edge asks the origin for them.

import type { PartyId, UserId } from "../../shared/schema/ids.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import { type LeadParty, type PartyState, partyStateSchema } from "../../shared/schema/party.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function partyCalls({ ask, tell }: AskOrigin) {
  const toPerson = (path: string, userId: UserId, otherId: UserId) => fillPath(path, { userId, otherId });
  return {
    party: (requestId: RequestId, userId: UserId): Promise<PartyState> =>
      ask(requestId, partyStateSchema, { method: "GET", path: fillPath(internalPath.party, { userId }) }),
    leaveParty: (requestId: RequestId, userId: UserId): Promise<void> =>
      tell(requestId, { method: "DELETE", path: fillPath(internalPath.party, { userId }) }),
    inviteToParty: (requestId: RequestId, userId: UserId, otherId: UserId): Promise<PartyState> =>
      ask(requestId, partyStateSchema, {
        method: "PUT",
        path: toPerson(internalPath.partyInvitation, userId, otherId),
      }),
    uninviteFromParty: (requestId: RequestId, userId: UserId, otherId: UserId): Promise<void> =>
      tell(requestId, { method: "DELETE", path: toPerson(internalPath.partyInvitation, userId, otherId) }),
    removeFromParty: (requestId: RequestId, userId: UserId, otherId: UserId): Promise<void> =>
      tell(requestId, { method: "DELETE", path: toPerson(internalPath.partyMember, userId, otherId) }),
    leadParty: (requestId: RequestId, userId: UserId, body: LeadParty): Promise<PartyState> =>
      ask(requestId, partyStateSchema, {
        method: "PUT",
        path: fillPath(internalPath.partyLeader, { userId }),
        body,
      }),
    joinParty: (requestId: RequestId, userId: UserId, partyId: PartyId): Promise<PartyState> =>
      ask(requestId, partyStateSchema, {
        method: "POST",
        path: fillPath(internalPath.joinParty, { userId, partyId }),
      }),
    declineParty: (requestId: RequestId, userId: UserId, partyId: PartyId): Promise<void> =>
      tell(requestId, { method: "DELETE", path: fillPath(internalPath.joinParty, { userId, partyId }) }),
  };
}
