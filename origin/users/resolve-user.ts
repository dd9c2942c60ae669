// Who signs in: a guest is always somebody new; whoever comes from a provider is known by issuer and subject, and by
// nothing else (an e-mail address or a name may change hands).

import type * as z from "zod";
import { parseOrProblem } from "../../shared/http/problem.ts";
import { newId } from "../../shared/schema/ids.ts";
import type {
  createGuestSchema,
  GrantedSession,
  resolveUserSchema,
} from "../../shared/schema/internal/identity.ts";
import { DISPLAY_NAME_MAX_CHARS, displayNameSchema } from "../../shared/schema/user.ts";
import type { DbOrTx } from "../db/client.ts";
import { isUniqueViolation } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { createSession } from "../sessions/create-session.ts";
import { createUser } from "./create-user.ts";
import { requireUser } from "./get-user.ts";
import { insertIdentity, touchIdentity } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;
type ResolvedIdentity = z.output<typeof resolveUserSchema>;

/** Makes a guest account and its session. Throws a validation problem when the name does not do. */
export async function createGuest(
  deps: Deps,
  guest: z.output<typeof createGuestSchema>,
): Promise<GrantedSession> {
  const displayName = parseOrProblem(displayNameSchema, guest.displayName, "displayName");
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    const given = { id: newId("user"), displayName, role: "guest", locale: guest.locale } as const;
    const user = await createUser(tx, given, now);
    return createSession(tx, user, guest.device, now);
  });
}

/** Finds the account of an identity, or makes it, and begins a session. Two first sign-ins at once make one account. */
export async function resolveUser(deps: Deps, identity: ResolvedIdentity): Promise<GrantedSession> {
  const now = new Date(deps.nowMs());
  const resolve = () =>
    deps.db.transaction(
      async (tx) => (await signInKnown(tx, identity, now)) ?? (await signUp(tx, identity, now)),
    );
  return resolve().catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    // Somebody signed up with it, or linked it, at the same moment: now it is known.
    return resolve();
  });
}

async function signInKnown(
  tx: DbOrTx,
  { issuer, subject, label, device }: ResolvedIdentity,
  now: Date,
): Promise<GrantedSession | null> {
  const userId = await touchIdentity(tx, issuer, subject, { label, lastUsedAt: now });
  return userId === null ? null : createSession(tx, await requireUser(tx, userId), device, now);
}

async function signUp(tx: DbOrTx, identity: ResolvedIdentity, now: Date): Promise<GrantedSession> {
  const { issuer, subject, label, device, locale } = identity;
  const displayName = toDisplayName(identity.displayName);
  const user = await createUser(tx, { id: newId("user"), displayName, role: "member", locale }, now);
  await insertIdentity(tx, { issuer, subject, userId: user.id, label, createdAt: now, lastUsedAt: now });
  return createSession(tx, user, device, now);
}

/** A provider's name may be anything: it is cut to what we allow rather than keeping its owner out. */
function toDisplayName(claimed: string): string {
  const cut = [...claimed.normalize("NFC").trim()].slice(0, DISPLAY_NAME_MAX_CHARS).join("");
  const parsed = displayNameSchema.safeParse(cut);
  return parsed.success ? parsed.data : "Visitor";
}
