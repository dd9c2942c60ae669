// Who is who: what the edge asks the origin about accounts and sessions, and what it is told.

import * as z from "zod";
import { roleSchema } from "../role.ts";
import { oneLine, visible } from "../text.ts";
import { identitySchema, localeSchema, sessionIdSchema, sessionSchema, userSchema } from "../user.ts";

export const IDENTITY_LABEL_MAX_CHARS = 200;

/** What the session's owner will know it by; "" where nothing is known. */
export const deviceSchema = z.string().max(64).default("");
export const createGuestSchema = z.object({
  displayName: z.string(),
  locale: localeSchema,
  device: deviceSchema,
});
export const resolveUserSchema = z.object({
  issuer: z.url(),
  subject: oneLine(z.string().min(1).max(255)),
  displayName: z.string(),
  locale: localeSchema,
  /** What the provider calls its owner, for the list of identities. */
  label: visible(
    z
      .string()
      .refine(
        (label) => [...label].length <= IDENTITY_LABEL_MAX_CHARS,
        `must have at most ${IDENTITY_LABEL_MAX_CHARS} characters`,
      ),
  )
    .nullable()
    .default(null),
  device: deviceSchema,
});
/** An identity at a provider, as the edge verified it. */
export const linkIdentitySchema = resolveUserSchema.pick({ issuer: true, subject: true, label: true });
export const identityListSchema = z.object({ items: z.array(identitySchema) });
export const refreshTokenSchema = z.object({ refreshToken: z.string().min(1).max(512) });

/**
 * What the user may do in rooms, and in Hiroba as a whole where that is more than everybody may: by names of their own, for a
 * moderator of rooms is none of the platform. Whoever is banned from Hiroba as a whole is that and nothing else.
 */
export const grantedRoleSchema = z.enum([
  ...roleSchema.options,
  "platform-moderator",
  "platform-admin",
  "banned",
]);
export type GrantedRole = z.infer<typeof grantedRoleSchema>;
export const grantedSessionSchema = z.object({
  sessionId: sessionIdSchema,
  roles: z.array(grantedRoleSchema),
  user: userSchema,
  refreshToken: z.string(),
  refreshTokenExpiresAt: z.iso.datetime(),
});
export type GrantedSession = z.infer<typeof grantedSessionSchema>;

export const sessionListSchema = z.object({ items: z.array(sessionSchema) });
/** DELETE sessions ?kept= : all but this one; without it, all. */
export const keptSessionSchema = z.object({ kept: sessionIdSchema.optional() });
