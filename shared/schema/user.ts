// A user is an account; a participant (room-spec.ts) is a user in a room.

import * as z from "zod";
import { assetIdSchema, userIdSchema } from "./ids.ts";
import { prose, visible } from "./text.ts";

export const DISPLAY_NAME_MAX_CHARS = 32;

/** A display name: NFC, trimmed, 1 to 32 code points, nothing invisible in it. */
export const displayNameSchema = visible(
  z
    .string()
    .transform((raw) => raw.normalize("NFC").trim())
    .refine((name) => name.length > 0, "must not be empty")
    .refine(
      (name) => [...name].length <= DISPLAY_NAME_MAX_CHARS,
      `must have at most ${DISPLAY_NAME_MAX_CHARS} characters`,
    ),
);

/** What a user may do in Hiroba as a whole; rooms have roles of their own. */
export const platformRoleSchema = z.enum(["user", "moderator", "admin"]);
export type PlatformRole = z.infer<typeof platformRoleSchema>;

export const localeSchema = z.enum(["ja", "en"]);
export type Locale = z.infer<typeof localeSchema>;

export const userSchema = z.object({
  id: userIdSchema,
  displayName: z.string(),
  /** Without the "@"; null where none was taken. An origin of before does not say it. */
  handle: z.string().nullable().default(null),
  isGuest: z.boolean(),
  locale: localeSchema,
  bio: z.string(),
  /** The avatar worn, or null for the built-in stand-in. */
  avatarId: assetIdSchema.nullable(),
  createdAt: z.iso.datetime(),
  /** When the account is erased, unless its owner changes their mind; null: it stays. An origin of before does not say it. */
  eraseAt: z.iso.datetime().nullable().default(null),
});
export type User = z.infer<typeof userSchema>;

/** One way to sign in to an account, through a provider. */
export const identitySchema = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** The provider, by the URL it signs as. */
  issuer: z.string(),
  /** What the provider calls its owner; null where it never said. */
  label: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Identity = z.infer<typeof identitySchema>;

/** A session: one sign-in on one device, and all the refresh tokens that follow from it. */
export const sessionIdSchema = z.uuid();
export const sessionSchema = z.object({
  id: sessionIdSchema,
  /** What the device calls itself, such as "Firefox on Windows"; "" where it said nothing. */
  device: z.string(),
  createdAt: z.iso.datetime(),
  /** When its refresh token was last exchanged. */
  lastUsedAt: z.iso.datetime(),
});
export type Session = z.infer<typeof sessionSchema>;

export const BIO_MAX_CHARS = 500;
/** PATCH /v1/me: only what is to change. */
export const updateMeSchema = z.strictObject({
  displayName: displayNameSchema.optional(),
  bio: prose(z.string().trim().max(BIO_MAX_CHARS)).optional(),
  locale: localeSchema.optional(),
});
export type UpdateMe = z.infer<typeof updateMeSchema>;

/** Whom a user lets see or do something. */
export const audienceSchema = z.enum(["everyone", "friends", "nobody"]);
export type Audience = z.infer<typeof audienceSchema>;

/** GET /v1/me/privacy */
export const privacySchema = z.strictObject({
  /** Who may see which world I am in. */
  presenceFor: audienceSchema,
  /** Who may come to the room I am in. */
  joinableBy: audienceSchema,
  /** Who may send me invitations. */
  messageableBy: audienceSchema,
});
export type Privacy = z.infer<typeof privacySchema>;

/** GET and POST /v1/me/export: a copy of everything about me. Its URL is good for a few minutes; ask again for another. */
export const accountExportSchema = z.object({
  status: z.enum(["waiting", "ready"]),
  requestedAt: z.iso.datetime(),
  readyAt: z.iso.datetime().nullable(),
  /** When the file is removed. */
  expiresAt: z.iso.datetime().nullable(),
  sizeBytes: z.number().int().nonnegative().nullable(),
  downloadUrl: z.url().nullable(),
  downloadUrlExpiresAt: z.iso.datetime().nullable(),
});
export type AccountExport = z.infer<typeof accountExportSchema>;

/** DELETE /v1/me */
export const leavingSchema = z.object({
  eraseAt: z.iso.datetime(),
  /** Whether its owner can come back until then: not a guest, who has no way to sign in. */
  canRestore: z.boolean(),
});
export type Leaving = z.infer<typeof leavingSchema>;
/** PUT /v1/me/privacy: what is left out of the last stays as it is, for whoever does not know it. */
export const setPrivacySchema = privacySchema.partial({ messageableBy: true });
export type SetPrivacy = z.infer<typeof setPrivacySchema>;
