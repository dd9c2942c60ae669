// A user is an account; a participant (room-spec.ts) is a user in a room.

import * as z from "zod";
import { assetIdSchema, userIdSchema } from "./ids.ts";

export const DISPLAY_NAME_MAX_CHARS = 32;

/**
 * Control, bidi-override and zero-width characters: they let one name be drawn as another. The zero-width joiner is
 * allowed where it builds an emoji, as in a family.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Cs}\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\u200d(?!\p{Extended_Pictographic})/u;

/** A display name: NFC, trimmed, 1 to 32 code points, nothing invisible in it. */
export const displayNameSchema = z
  .string()
  .transform((raw) => raw.normalize("NFC").trim())
  .refine((name) => name.length > 0, "must not be empty")
  .refine(
    (name) => [...name].length <= DISPLAY_NAME_MAX_CHARS,
    `must have at most ${DISPLAY_NAME_MAX_CHARS} characters`,
  )
  .refine((name) => !UNPRINTABLE.test(name), "must not contain control or invisible characters");

export const roleSchema = z.enum(["guest", "member", "performer", "staff", "moderator", "server"]);
/** What a user may do in a room. An account made by name alone is "guest", one made through a provider "member". */
export type Role = z.infer<typeof roleSchema>;

export const localeSchema = z.enum(["ja", "en"]);
export type Locale = z.infer<typeof localeSchema>;

export const userSchema = z.object({
  id: userIdSchema,
  displayName: z.string(),
  isGuest: z.boolean(),
  locale: localeSchema,
  /** The avatar worn, or null for the built-in stand-in. */
  avatarId: assetIdSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type User = z.infer<typeof userSchema>;
