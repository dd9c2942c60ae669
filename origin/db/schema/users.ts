// Users, what they made, and the copies of their data they asked for. Assets stand here, since users (who wear one) and assets
// (whom one owns) refer to one another, and files must not.

import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { AssetFacts, AssetKind, VrmLicence } from "../../../shared/schema/asset.ts";
import type { AssetId, UserId } from "../../../shared/schema/ids.ts";
import type { Role } from "../../../shared/schema/role.ts";
import type { Audience, Locale, PlatformRole } from "../../../shared/schema/user.ts";
import { time } from "./time.ts";

export const users = pgTable(
  "users",
  {
    id: text("id").$type<UserId>().primaryKey(),
    displayName: text("display_name").notNull(),
    /** Without the "@"; kept with `handles`, in the same transaction. */
    handle: text("handle"),
    /** What the user may do in a room. */
    role: text("role").$type<Role>().notNull(),
    /** What the user may do in Hiroba as a whole. */
    platformRole: text("platform_role").$type<PlatformRole>().notNull().default("user"),
    locale: text("locale").$type<Locale>().notNull(),
    avatarId: text("avatar_id")
      .$type<AssetId>()
      .references((): AnyPgColumn => assets.id, { onDelete: "set null" }),
    /** What the user says about themselves on their public profile. */
    bio: text("bio").notNull().default(""),
    /** Who may see which world the user is in. */
    presenceFor: text("presence_for").$type<Audience>().notNull().default("friends"),
    /** Who may come to the room the user is in. */
    joinableBy: text("joinable_by").$type<Audience>().notNull().default("friends"),
    /** Who may send the user invitations. */
    messageableBy: text("messageable_by").$type<Audience>().notNull().default("friends"),
    /** Kept with the follows, in the same transaction. */
    followerCount: integer("follower_count").notNull().default(0),
    followingCount: integer("following_count").notNull().default(0),
    createdAt: time("created_at").notNull(),
    /** When the account is erased; null: it stays. Until then it is hidden, and its owner may change their mind. */
    eraseAt: time("erase_at"),
  },
  (t) => [index("users_erasure").on(t.eraseAt).where(sql`${t.eraseAt} IS NOT NULL`)],
);

export const assets = pgTable(
  "assets",
  {
    id: text("id").$type<AssetId>().primaryKey(),
    kind: text("kind").$type<AssetKind>().notNull(),
    ownerId: text("owner_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    objectKey: text("object_key").notNull(),
    sha256: text("sha256").notNull(),
    /** Of the file as it was uploaded; null of before that was kept: then the two are one. */
    uploadSha256: text("upload_sha256"),
    sizeBytes: integer("size_bytes").notNull(),
    /** Null where there is nothing to see. */
    thumbnailKey: text("thumbnail_key"),
    /** The whole figure of an avatar, cut out; null where none was drawn. */
    figureKey: text("figure_key"),
    /** Null where the file carries none that we read. */
    licence: jsonb("licence").$type<VrmLicence>(),
    facts: jsonb("facts").$type<AssetFacts>().notNull(),
    /** Which of its versions this is; the others are in `asset_versions`. */
    version: integer("version").notNull().default(1),
    /** Since when there is this version; null: since there is the asset. */
    versionAt: time("version_at"),
    createdAt: time("created_at").notNull(),
    /** Since when a moderator keeps it from everybody (origin/moderation/takedown.ts). */
    takenDownAt: time("taken_down_at"),
  },
  (t) => [
    index("assets_newest").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("assets_owner").on(t.ownerId),
    index("assets_object").on(t.objectKey),
    index("assets_thumbnail").on(t.thumbnailKey),
    index("assets_figure").on(t.figureKey),
  ],
);

/** The newest copy of everything about a user that they asked for. */
export const accountExports = pgTable(
  "account_exports",
  {
    userId: text("user_id")
      .$type<UserId>()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Of this request: its file's name has it, and nobody can guess it. */
    id: text("id").notNull(),
    requestedAt: time("requested_at").notNull(),
    /** Null while it is being made. */
    readyAt: time("ready_at"),
    /** The file is removed then. */
    expiresAt: time("expires_at"),
    sizeBytes: integer("size_bytes"),
  },
  (t) => [index("account_exports_expiry").on(t.expiresAt)],
);
