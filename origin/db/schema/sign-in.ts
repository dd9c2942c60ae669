// How users come in and stay in: identities, passkeys, and families of refresh tokens.

import { bigint, boolean, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { UserId } from "../../../shared/schema/ids.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

/** Who a user is at a provider. A guest has none. */
export const identities = pgTable(
  "identities",
  {
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What its owner knows it by, such as the name or address the provider gave. */
    label: text("label"),
    lastUsedAt: time("last_used_at"),
    createdAt: time("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index("identities_user").on(t.userId)],
);

/** A WebAuthn credential: the public half of what a user's device keeps. */
export const passkeys = pgTable(
  "passkeys",
  {
    /** base64url, as the browser says it. */
    credentialId: text("credential_id").primaryKey(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** COSE key, base64url. */
    publicKey: text("public_key").notNull(),
    signCount: bigint("sign_count", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    /** Whether the device keeps a copy elsewhere, so that losing it loses nothing. */
    backedUp: boolean("backed_up").notNull(),
    label: text("label").notNull(),
    createdAt: time("created_at").notNull(),
    lastUsedAt: time("last_used_at"),
  },
  (t) => [index("passkeys_user").on(t.userId)],
);

/** Challenges of passkeys that were answered, until they expire by themselves: each is good once. */
export const usedPasskeyChallenges = pgTable(
  "used_passkey_challenges",
  { id: text("id").primaryKey(), expiresAt: time("expires_at").notNull() },
  (t) => [index("used_passkey_challenges_expiry").on(t.expiresAt)],
);

/** One sign-in and all the refresh tokens that followed from it. */
export const sessionFamilies = pgTable(
  "session_families",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull(),
    /** The device as its browser or client names itself, for its owner's list. */
    device: text("device").notNull().default(""),
    lastUsedAt: time("last_used_at"),
    revokedAt: time("revoked_at"),
    revokedFor: text("revoked_for").$type<"ended" | "reuse" | "elsewhere">(),
  },
  (t) => [index("session_families_user").on(t.userId)],
);

/** Only the SHA-256 of a token is kept: a stolen backup opens no session. */
export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    tokenHash: text("token_hash").primaryKey(),
    familyId: text("family_id")
      .notNull()
      .references(() => sessionFamilies.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull(),
    expiresAt: time("expires_at").notNull(),
    usedAt: time("used_at"),
  },
  (t) => [index("refresh_tokens_family").on(t.familyId)],
);
