// Parties over HTTP. Every path names the user who acts, whom the edge has verified.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { partyIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { leadPartySchema } from "../../shared/schema/party.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { getPartyState } from "./get-party.ts";
import { inviteToParty, uninviteFromParty } from "./invite-to-party.ts";
import { declineParty, joinParty } from "./join-party.ts";
import { leadParty } from "./lead-party.ts";
import { leaveParty, removeFromParty } from "./leave-party.ts";

export function partyRoutes(deps: OriginDeps) {
  type Call = Parameters<OriginHandler>[0];
  const userId = (c: Call) => idParam(c, "userId", userIdSchema);
  const otherId = (c: Call) => idParam(c, "otherId", userIdSchema);
  const partyId = (c: Call) => idParam(c, "partyId", partyIdSchema);
  const state = async (c: Call) => c.json(await getPartyState(deps, userId(c)));

  const leave: OriginHandler = async (c) => {
    await leaveParty(deps, userId(c));
    return c.body(null, 204);
  };
  const invite: OriginHandler = async (c) => {
    await inviteToParty(deps, userId(c), otherId(c));
    return state(c);
  };
  const uninvite: OriginHandler = async (c) => {
    await uninviteFromParty(deps, userId(c), otherId(c));
    return c.body(null, 204);
  };
  const remove: OriginHandler = async (c) => {
    await removeFromParty(deps, userId(c), otherId(c));
    return c.body(null, 204);
  };
  const lead: OriginHandler = async (c) => {
    const wish = parseOrProblem(leadPartySchema, await readJson(c.req.raw), "body");
    await leadParty(deps, userId(c), wish.userId);
    return state(c);
  };
  const join: OriginHandler = async (c) => {
    await joinParty(deps, userId(c), partyId(c));
    return state(c);
  };
  const decline: OriginHandler = async (c) => {
    await declineParty(deps, userId(c), partyId(c));
    return c.body(null, 204);
  };
  return { get: state as OriginHandler, leave, invite, uninvite, remove, lead, join, decline };
}
