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
import { isUniqueViolation } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { createSession } from "../sessions/create-session.ts";
import { createUser } from "./create-user.ts";
import { findUserByIdentity, insertIdentity, touchIdentity } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

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
export async function resolveUser(
  deps: Deps,
  identity: z.output<typeof resolveUserSchema>,
): Promise<GrantedSession> {
  const now = new Date(deps.nowMs());
  const { issuer, subject, label, device } = identity;
  const known = await findUserByIdentity(deps.db, issuer, subject);
  if (known !== null)
    return deps.db.transaction(async (tx) => {
      await touchIdentity(tx, issuer, subject, { label, lastUsedAt: now });
      return createSession(tx, known, device, now);
    });
  const { locale } = identity;
  const displayName = toDisplayName(identity.displayName);
  try {
    return await deps.db.transaction(async (tx) => {
      const user = await createUser(tx, { id: newId("user"), displayName, role: "member", locale }, now);
      await insertIdentity(tx, { issuer, subject, userId: user.id, label, createdAt: now, lastUsedAt: now });
      return createSession(tx, user, device, now);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const winner = await findUserByIdentity(deps.db, issuer, subject);
    if (winner === null) throw error;
    return deps.db.transaction((tx) => createSession(tx, winner, device, now));
  }
}

/** A provider's name may be anything: it is cut to what we allow rather than keeping its owner out. */
function toDisplayName(claimed: string): string {
  const cut = [...claimed.normalize("NFC").trim()].slice(0, DISPLAY_NAME_MAX_CHARS).join("");
  const parsed = displayNameSchema.safeParse(cut);
  return parsed.success ? parsed.data : "Visitor";
}
