// A user's identities as their owner sees them. A subject is between the provider and us: outside, an identity has an id
// made from both names, which says nothing.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Identity } from "../../shared/schema/user.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import type { OriginDeps } from "../deps.ts";
import { type IdentityRecord, listIdentities } from "./store.ts";

const ID_CHARS = 32;

/** Oldest first. */
export async function getIdentities(deps: Pick<OriginDeps, "db">, userId: UserId): Promise<Identity[]> {
  return Promise.all((await listIdentities(deps.db, userId)).map(toIdentity));
}

export async function toIdentity(record: IdentityRecord): Promise<Identity> {
  const digest = await sha256Hex(JSON.stringify([record.issuer, record.subject]));
  return {
    id: digest.slice(0, ID_CHARS),
    issuer: record.issuer,
    label: record.label,
    createdAt: record.createdAt.toISOString(),
    lastUsedAt: record.lastUsedAt?.toISOString() ?? null,
  };
}
