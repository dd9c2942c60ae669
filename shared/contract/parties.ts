// Parties: people who go about together, kept together wherever the one who leads enters.

import * as z from "zod";
import { partyIdSchema, userIdSchema } from "../schema/ids.ts";
import { leadPartySchema, partyStateSchema } from "../schema/party.ts";
import { enterCalledSchema, queuedSchema, roomEntrySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

const own = { auth: "session", scope: "account", caching: "private" } as const;
const userParams = z.object({ userId: userIdSchema });
const partyParams = z.object({ partyId: partyIdSchema });

export const partyEndpoints = {
  "party.get": {
    method: "GET",
    path: "/v1/me/party",
    about:
      "Tells the party one is in, and those one is asked into. Whenever that changes, `notifications.events` tells an event: ask again then.",
    ...own,
    answers: { 200: partyStateSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "party.leave": {
    method: "DELETE",
    path: "/v1/me/party",
    about: "Leaves the party. Of one who leads, the one who came next leads from then on.",
    ...own,
    answers: { 204: null },
    problems: ["ORIGIN_AWAY"],
  },
  "party.invite": {
    method: "PUT",
    path: "/v1/me/party/invitations/:userId",
    about: "Asks somebody into the party; who is in none makes one with that, and leads it.",
    ...own,
    limit: "social",
    params: userParams,
    answers: { 200: partyStateSchema },
    problems: [
      "USER_NOT_FOUND",
      "INVITE_IS_SELF",
      "USER_BLOCKED",
      "USER_NOT_INVITABLE",
      "PARTY_FULL",
      "ORIGIN_AWAY",
    ],
  },
  "party.uninvite": {
    method: "DELETE",
    path: "/v1/me/party/invitations/:userId",
    about: "Takes it back that somebody was asked into the party.",
    ...own,
    params: userParams,
    answers: { 204: null },
    problems: ["ORIGIN_AWAY"],
  },
  "party.remove": {
    method: "DELETE",
    path: "/v1/me/party/members/:userId",
    about: "Sends somebody out of the party one leads.",
    ...own,
    params: userParams,
    answers: { 204: null },
    problems: ["PARTY_NOT_LED", "ORIGIN_AWAY"],
  },
  "party.lead": {
    method: "PUT",
    path: "/v1/me/party/leader",
    about: "Lets another of the party lead it.",
    ...own,
    body: leadPartySchema,
    bodyIs: "required",
    answers: { 200: partyStateSchema },
    problems: ["PARTY_NOT_LED", "USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "party.enter": {
    method: "POST",
    path: "/v1/me/party/enter",
    about:
      "Asks for a place in the room that the one who leads the party went to, where it is kept for a minute, or is in.",
    auth: "session",
    scope: "enter",
    caching: "private",
    limit: "entry",
    body: enterCalledSchema,
    bodyIs: "optional",
    answers: { 200: roomEntrySchema, 202: queuedSchema },
    problems: [
      "PARTY_NOT_FOUND",
      "ROOM_NOT_FOUND",
      "WORLD_NOT_FOUND",
      "VERSION_NOT_FOUND",
      "WORLD_BETA_CLOSED",
      "EVENT_NOT_FOUND",
      "EVENT_NOT_OPEN",
      "TICKET_REQUIRED",
      "EVENT_CANCELLED",
      "EVENT_ENDED",
      "USER_NOT_FOUND",
      "BANNED",
      "NO_ROOM_HOST",
      "ROOMS_FULL",
      "ORIGIN_AWAY",
    ],
  },
  "parties.join": {
    method: "POST",
    path: "/v1/parties/:partyId/join",
    about: "Joins a party one is asked into, and leaves the one one is in.",
    ...own,
    params: partyParams,
    answers: { 200: partyStateSchema },
    problems: ["PARTY_NOT_FOUND", "PARTY_FULL", "ORIGIN_AWAY"],
  },
  "parties.decline": {
    method: "DELETE",
    path: "/v1/parties/:partyId/join",
    about: "Declines it.",
    ...own,
    params: partyParams,
    answers: { 204: null },
    problems: ["ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
