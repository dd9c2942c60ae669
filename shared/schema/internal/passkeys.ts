// Passkeys: what the edge asks the origin, which keeps and checks them. The edge says for which site, because only it knows
// under which names the public sees it.

import * as z from "zod";
import {
  addPasskeySchema,
  passkeySchema,
  passkeySignInSchema,
  passkeySignUpSchema,
  passkeySignUpStartSchema,
} from "../passkey.ts";
import { deviceSchema } from "./identity.ts";

/** The relying party (WebAuthn §4): the domain passkeys are for, and the origins whose answers are taken. */
const relyingPartySchema = z.object({
  id: z.string().min(1).max(253),
  origins: z.array(z.string().min(1).max(300)).min(1).max(20),
});
export type RelyingParty = z.output<typeof relyingPartySchema>;
const forSite = { rp: relyingPartySchema };

export const beginPasskeySchema = z.object(forSite);
export const beginSignUpSchema = z.object({ ...passkeySignUpStartSchema.shape, ...forSite });
const session = { device: deviceSchema, ...forSite };
export const finishSignInSchema = z.object({
  credential: passkeySignInSchema.shape.credential,
  ...session,
});
export const finishSignUpSchema = z.object({
  credential: passkeySignUpSchema.shape.credential,
  ...session,
});
export const finishAddSchema = z.object({
  ...addPasskeySchema.shape,
  ...session,
});
export const passkeyListSchema = z.object({ items: z.array(passkeySchema) });
