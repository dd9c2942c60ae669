// A user's passkeys as their owner sees them. A credential's id is told to its authenticator alone: here, a passkey has an id
// made from that.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Passkey } from "../../shared/schema/passkey.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { listPasskeys, type PasskeyRecord } from "./store.ts";

const ID_CHARS = 32;

/** Oldest first. */
export async function getPasskeys(deps: Pick<OriginDeps, "db">, userId: UserId): Promise<Passkey[]> {
  return Promise.all((await listPasskeys(deps.db, userId)).map(toPasskey));
}

/** Throws PASSKEY_NOT_FOUND (404), also for somebody else's. */
export async function requirePasskey(db: DbOrTx, userId: UserId, passkeyId: string): Promise<PasskeyRecord> {
  for (const record of await listPasskeys(db, userId)) if ((await idOf(record)) === passkeyId) return record;
  throw notFound("passkey");
}

export async function toPasskey(record: PasskeyRecord): Promise<Passkey> {
  return {
    id: await idOf(record),
    label: record.label,
    isBackedUp: record.backedUp,
    createdAt: record.createdAt.toISOString(),
    lastUsedAt: record.lastUsedAt?.toISOString() ?? null,
  };
}

async function idOf({ credentialId }: PasskeyRecord): Promise<string> {
  return (await sha256Hex(credentialId)).slice(0, ID_CHARS);
}
