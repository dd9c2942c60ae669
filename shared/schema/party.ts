// People who go about together: where the one who leads enters, there is a place for all of them, or for none.

import * as z from "zod";
import { partyIdSchema, roomIdSchema, userIdSchema, worldIdSchema } from "./ids.ts";
import { personSchema } from "./social.ts";

/** All that are in one. */
export const PARTY_MEMBERS_MAX = 8;
/** Who are asked into one and have not answered. */
export const PARTY_INVITED_MAX = 16;

/** Where the one who leads went, or is. */
export const partyCallSchema = z.object({
  room: roomIdSchema,
  world: z.object({ id: worldIdSchema, name: z.string() }),
  /** Until then a place is kept there; null where none is. */
  until: z.iso.datetime().nullable(),
});
export type PartyCall = z.infer<typeof partyCallSchema>;

export const partySchema = z.object({
  id: partyIdSchema,
  /** Who leads, first; the others as they came. */
  members: z.array(personSchema),
  /** Who was asked and has not answered. */
  invited: z.array(personSchema),
  /** Null: who leads is nowhere one may go, or leads oneself. */
  call: partyCallSchema.nullable(),
});
export type Party = z.infer<typeof partySchema>;

/** One is asked into a party: POST /v1/parties/{id}/join. */
export const partyInvitationSchema = z.object({
  partyId: partyIdSchema,
  /** Who asks. */
  by: personSchema,
  expiresAt: z.iso.datetime(),
});
export type PartyInvitation = z.infer<typeof partyInvitationSchema>;

/** GET /v1/me/party. */
export const partyStateSchema = z.object({
  /** Null: one is in none. */
  party: partySchema.nullable(),
  invitations: z.array(partyInvitationSchema),
});
export type PartyState = z.infer<typeof partyStateSchema>;

/** PUT /v1/me/party/leader: one of those who are in it. */
export const leadPartySchema = z.strictObject({ userId: userIdSchema });
export type LeadParty = z.infer<typeof leadPartySchema>;
