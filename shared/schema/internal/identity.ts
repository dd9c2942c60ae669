// Who is who: what the edge asks the origin about accounts and sessions, and what it is told.

import * as z from "zod";
import { oneLine } from "../text.ts";
import { identitySchema, localeSchema, roleSchema, userSchema } from "../user.ts";

export const IDENTITY_LABEL_MAX_CHARS = 200;

export const createGuestSchema = z.object({ displayName: z.string(), locale: localeSchema });
export const resolveUserSchema = z.object({
  issuer: z.url(),
  subject: oneLine(z.string().min(1).max(255)),
  displayName: z.string(),
  locale: localeSchema,
  /** What the provider calls its owner, for the list of identities. */
  label: z.string().max(IDENTITY_LABEL_MAX_CHARS).nullable().default(null),
});
/** An identity at a provider, as the edge verified it. */
export const linkIdentitySchema = resolveUserSchema.pick({ issuer: true, subject: true, label: true });
export const identityListSchema = z.object({ items: z.array(identitySchema) });
export const refreshTokenSchema = z.object({ refreshToken: z.string().min(1).max(512) });
/** A session: one sign-in on one device, and all the refresh tokens that follow from it. */
export const sessionIdSchema = z.string().regex(/^[0-9a-f-]{36}$/);
/** What the user may do in rooms, and in Hiroba as a whole where that is more than everybody may. */
export const grantedRoleSchema = z.enum([...roleSchema.options, "admin"]);
export type GrantedRole = z.infer<typeof grantedRoleSchema>;
export const grantedSessionSchema = z.object({
  sessionId: sessionIdSchema,
  roles: z.array(grantedRoleSchema),
  user: userSchema,
  refreshToken: z.string(),
  refreshTokenExpiresAt: z.iso.datetime(),
});
export type GrantedSession = z.infer<typeof grantedSessionSchema>;
