// Who is who: what the edge asks the origin about accounts and sessions, and what it is told.

import * as z from "zod";
import { oneLine } from "../text.ts";
import { localeSchema, userSchema } from "../user.ts";

export const createGuestSchema = z.object({ displayName: z.string(), locale: localeSchema });
export const resolveUserSchema = z.object({
  issuer: z.url(),
  subject: oneLine(z.string().min(1).max(255)),
  displayName: z.string(),
  locale: localeSchema,
});
export const refreshTokenSchema = z.object({ refreshToken: z.string().min(1).max(512) });
export const grantedSessionSchema = z.object({
  user: userSchema,
  refreshToken: z.string(),
  refreshTokenExpiresAt: z.iso.datetime(),
});
export type GrantedSession = z.infer<typeof grantedSessionSchema>;
